"""What is allowed as prose can be rendered, however odd it is; what is beyond is reported by its kind."""

from __future__ import annotations

import pytest
from corrigenda.markup.limits import MOST_CHARACTERS, MOST_MARKS, MOST_SIGNS, beyond_prose
from corrigenda.markup.prose import Prose

from tests.project import Project


class Nothing:
    """Knows no reference."""

    def resolve(self, _: object) -> None:
        return None


def filled(text: str) -> str:
    """Return a text with words after it, as long as a text may be."""
    return (text + "word " * MOST_CHARACTERS)[:MOST_CHARACTERS]


@pytest.mark.parametrize(
    "text",
    [
        *(filled(sign * most) for sign, (most, _) in MOST_SIGNS.items()),
        filled("[a](" * MOST_SIGNS["["][0]),
        *(filled(mark * MOST_MARKS) for mark in ("- ", "* \t", "1. ", "> ")),
        *(filled(sign * MOST_CHARACTERS) for sign in "*_<|&\\#"),
        filled("".join("    " * depth + "- a\n" for depth in range(90))),
    ],
)
def test_what_is_allowed_is_rendered(text: str) -> None:
    assert beyond_prose(text) is None
    assert Prose(Nothing(), str).html(text, "") != ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * 20_001, "the text has 20,001 characters, and 20,000 is the most; shorten it, or split it"),
        ("[" * 19_000, "the text has 19,000 opening brackets, and 200 is the most; shorten it, or split it"),
        ("``a`" * 1_000, "the text has 3,000 backticks, and 200 is the most; shorten it, or split it"),
        ("a\n" * 2_001, "the text has 2,001 lines, and 2,000 is the most; shorten it, or split it"),
        (
            "Some words.\n" + "*   " * 21 + "deep",
            "a line begins with more than 20 marks of lists or quotations; leave them out",
        ),
        (">" * 21 + " " * 60, "a line begins with more than 20 marks of lists or quotations; leave them out"),
        ("-" * 80 + " a long line", None),
        ("Use **bold** and `code`, see [[NRC-1042]].\n" * 20, None),
    ],
)
def test_what_is_beyond_prose_is_reported_by_its_kind(text: str, reason: str | None) -> None:
    assert beyond_prose(text) == reason


def test_a_build_refuses_it_before_it_renders_anything(project: Project) -> None:
    project.replace("faq.yml", "Yes, every Netop product is.", "[" * 19_000)
    assert [problem.partition(": ")[2] for problem in project.problems()] == [
        "error: the text has 19,002 opening brackets, and 200 is the most; shorten it, or split it (bad-value)"
    ]
