"""What is allowed as prose can be rendered, however odd it is; what is beyond is reported by its kind."""

from __future__ import annotations

import pytest
from corrigenda.lint.suppressions import find_suppressions, without_suppressions
from corrigenda.markup.limits import MOST_CHARACTERS, MOST_MARKS, MOST_SIGNS, PAGE, beyond_prose
from corrigenda.markup.prose import Prose

from tests.project import Project
from tests.running import corrigenda


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
    beyond = beyond_prose(text)
    assert (beyond and beyond[1]) == reason


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("`" * 8_000, 3, "8,000 backticks, and 1,000"),
        ("[" * 40_000, 3, "40,000 opening brackets, and 1,000"),
        ("<!--\n" * 15_000, 1_003, "15,000 comments, and 1,000"),
        ("word\n" * 10_001, 10_001, "10,003 lines, and 10,000"),
    ],
)
def test_a_hand_written_page_has_limits_too(bare_project: Project, text: str, line: int, what: str) -> None:
    bare_project.write("pages/page.md", f"# A page\n\n{text}")
    (problem,) = bare_project.problems()
    assert problem.startswith(f"content/pages/page.md:{line}:")
    assert problem.endswith(f": error: the text has {what} is the most; shorten it, or split it (bad-value)")


@pytest.mark.parametrize(
    ("sign", "text"),
    [(sign, sign * most * PAGE) for sign, (most, _) in MOST_SIGNS.items()]
    + [("allowed", "# allow: x because a" + " " * 90_000), ("comment", "<!-- allow: x because a" + " " * 90_000)],
)
def test_a_page_at_its_limits_is_built(bare_project: Project, sign: str, text: str) -> None:
    bare_project.write("pages/page.md", f"# A page\n\n{text}"[: MOST_CHARACTERS * PAGE - 1].removesuffix("\n\n"))
    if sign == "\n":
        bare_project.write("pages/page.md", "# A page\n" + "\n" * (2_000 * PAGE - 1))
    assert corrigenda(bare_project.folder, "build", "--engine", "plain").err == ""


def test_suppressions_are_read_whatever_follows_them() -> None:
    space = " " * 100_000
    assert [one.reasoned for one in find_suppressions(f"a: b  # allow: x because a{space}\n", "a.yml")] == [True]
    assert [one.reasoned for one in find_suppressions(f"a: b  # allow: x{space}\n", "a.yml")] == [False]
    assert find_suppressions(f"<!-- allow: x because a{space}\n" * 3, "a.md") == []
    assert find_suppressions("<!-- allow: x because " * 20_000, "a.md") == []
    assert [one.rule for one in find_suppressions(f"{space}<!-- allow: x because a{space}-->", "a.md")] == ["x"]
    assert without_suppressions(f"a{space}<!-- allow: x because a -->b") == "ab"


def test_a_build_refuses_it_before_it_renders_anything(project: Project) -> None:
    project.replace("faq.yml", "Yes, every Netop product is.", "[" * 19_000)
    assert [problem.partition(": ")[2] for problem in project.problems()] == [
        "error: the text has 19,002 opening brackets, and 200 is the most; shorten it, or split it (bad-value)"
    ]
