"""An expression that could take hours is refused from its looks; one that people write for keys and ids is not."""

from __future__ import annotations

import pytest
from corrigenda.schema.regex_safety import too_slow

SLOW = [
    "(a+)+",
    "(a|aa)+$",
    "([a-z ]+)+!$",
    "((a+)b?){1,}",
    "(a*)*",
    "(.*)*x",
    r"(\w|\d)+!",
    "(?:a|A)+!",
    "(?:a|(?!b))*a",
    "([a-c]|[c-d])+!",
    "(☃|[☀-☇])+!",
    r"([\u2600-\u2607]|☃)+",
    "(a|b?)+c",
    "((ab|a)(b|))+",
    "(a|a){30}b",
    "(a{1,9}){9}b",
    "(a{1,30}){1,30}-",
    "(a?){40}a{40}",
    "a?" * 30 + "a" * 30,
    ".*.*x",
    r"\w+\w+\w+",
    r"(?s:.)+\n+.*",
    "(?x:a + a + a + )",
]
QUICK = [
    "",
    "NS-[0-9]{6}",
    "(RC|XY)-[0-9]+",
    "(?:RC|TK)+-\\d+",
    "(?P<year>[0-9]{4})-[0-9]+",
    "[A-Z]{2,5}-[0-9]{1,6}",
    "NS-[0-9]{3}(?:-[0-9]{3})*",
    "(?:[a-z]+-)+[0-9]",
    r"(\d{1,3}\.){3}\d{1,3}",
    r"\w+@\w+\.\w+",
    r"\b[A-Z]+\b",
    r"Project\s+\w+",
    "CS ?[0-9]+-?[0-9]*",
    "(a+){2}",
    "[]a]+-",
    r"\{a\}{,3}b{2}{}",
]


@pytest.mark.parametrize("expression", SLOW)
def test_an_expression_that_can_take_hours_is_refused(expression: str) -> None:
    assert too_slow(expression) is not None


@pytest.mark.parametrize("expression", QUICK)
def test_an_expression_that_ends_soon_is_taken(expression: str) -> None:
    assert too_slow(expression) is None


def test_an_expression_is_bounded_itself() -> None:
    assert too_slow("a" * 501) == "has more than 500 characters; write several shorter ones instead"
    assert too_slow("(?x: a b )") == "switches to the verbose syntax ('x'); write it without"
