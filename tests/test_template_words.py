"""Templates hold no words of their own: a translator finds every word in `messages/`, or in the content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.project import REPOSITORY

TEMPLATES = REPOSITORY / "site_templates"
# These are for developers and authors, and are not published.
OWN = ("gallery.html", "preview.html", "report.html")
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if path.name not in OWN)
NO_WORDS = re.compile(
    r"\{#.*?#\}|<(script|style|code)\b.*?</\1>|\{\{.*?\}\}|\{%.*?%\}|corrigenda-marker-[a-z]+", re.DOTALL
)
SPOKEN = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
NAMES = {"Atom", "JSON", "OpenAPI"}
"""Names of techniques, which are the same in every language."""


def words_in(template: str) -> list[str]:
    """Return the words that a template shows or speaks by itself."""
    text = NO_WORDS.sub("", template)
    spoken = " ".join(SPOKEN.findall(text))
    shown = re.sub(r"<[^>]*>|&\w+;", " ", text)
    return [word for word in re.findall(r"[^\W\d_]{2,}", f"{shown} {spoken}") if word not in NAMES]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    assert words_in(path.read_text(encoding="utf-8")) == []


def test_words_in_a_template_would_be_found() -> None:
    assert words_in('<p title="Say">{{ messages("x") }} Hello {# no #}</p>') == ["Hello", "Say"]


def test_the_words_name_no_role_that_only_one_publisher_has() -> None:
    messages = (TEMPLATES / "messages" / "en.yml").read_text(encoding="utf-8")
    roles = r"product manage\w+|\b\d(?:st|nd|rd)[ -](?:and \d\w\w )?level|\b(?:reseller|developer|engineer|partner)s?\b"
    assert re.findall(roles, messages, re.IGNORECASE) == []
