"""Every rule's page shows what passes and what fails, and what reading checks does so with its own examples."""

from __future__ import annotations

import re

import pytest
from corrigenda.lint.documentation import documentation
from corrigenda.lint.reader_checks import CHECKS
from corrigenda.lint.suppressions import apply_suppressions, find_suppressions
from corrigenda.rules import field_in_text
from corrigenda.schema.error import ErrorSource
from corrigenda.schema.read_source import read_source

SOUND = {
    "id": "id: NRC-1042\n",
    "title": "title: The session ends at once\n",
    "product": "product: remote-control\n",
    "assessment": "assessment: {impact: minor}\n",
    "summary": "summary: It ends without a message.\n",
    "history": "history:\n  - {date: 2026-08-14, status: registered}\n",
}


@pytest.mark.parametrize("rule", documentation())
def test_the_page_of_a_rule_shows_what_passes_and_what_fails(rule: str) -> None:
    text = documentation()[rule]
    assert re.search(r"^Passes\b.*:\n\n    \S", text, re.MULTILINE), text
    assert re.search(r"^Fails\b.*:\n\n    \S", text, re.MULTILINE), text


@pytest.mark.parametrize("rule", [rule for rule, check in CHECKS.items() if not check.of_files])
def test_what_the_page_says_of_reading_is_so(rule: str) -> None:
    assert rule not in broken(CHECKS[rule].passes, rule)
    assert rule in broken(CHECKS[rule].fails, rule)


def test_the_fields_that_may_slide_into_a_text_unnoticed_are_those_that_may_be_left_out() -> None:
    optional = [name for name, info in ErrorSource.model_fields.items() if not info.is_required()]
    assert list(field_in_text.FIELDS) == optional


def broken(lines: str, rule: str) -> list[str]:
    """Return the rules that a valid error's file breaks once it has some lines, but for the empty file."""
    seen = re.sub(r"<U\+(\w{4})>", lambda code: chr(int(code[1], 16)), lines) + "\n"
    others = [text for name, text in SOUND.items() if not re.search(rf"^{name}:", lines, re.MULTILINE)]
    text = seen if rule == "empty-file" else seen + "".join(others)
    problems = [one.rule for one in read_source(text.encode(), "x.yml", ErrorSource).problems]
    if rule == "unused-suppression":
        suppressions = find_suppressions(text, "x.yml")
        assert suppressions
        problems += [one.rule for one in apply_suppressions([], suppressions) if "reason" in one.message]
    return problems
