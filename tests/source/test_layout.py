"""The canonical layout says the same as before, keeps every comment, and is stable."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from corrigenda.schema.error import ErrorSource
from corrigenda.schema.products import ProductsSource
from corrigenda.schema.validation_errors import fields_at
from corrigenda.yaml_text.comments import find_comments
from corrigenda.yaml_text.formatter.formatter import lay_out
from corrigenda.yaml_text.nodes import plain
from corrigenda.yaml_text.reader import read_text
from hypothesis import given, settings

from tests.source.written import sources

GOLDEN = sorted((Path(__file__).parent / "layouts").glob("*.yml"))


@pytest.mark.parametrize("text", ["{}\n", "[]\n", "# nothing\n{}  # yet\n"])
def test_a_file_without_fields_stays_as_it_is(text: str) -> None:
    assert lay_out(text, partial(fields_at, ErrorSource)) == text


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_layout_is_as_written_down(path: Path) -> None:
    before, _, after = path.read_text(encoding="utf-8").partition("# ---- becomes ----\n")
    assert lay_out(before, partial(fields_at, ErrorSource)) == after
    assert lay_out(after, partial(fields_at, ErrorSource)) == after


@settings(max_examples=300, deadline=None)
@given(sources())
def test_layout_says_the_same_and_keeps_comments_and_is_stable(text: str) -> None:
    parsed = read_text(text, "x.yml")
    assert parsed.root is not None
    assert not parsed.problems
    laid_out = lay_out(text, partial(fields_at, ErrorSource))
    again = read_text(laid_out, "x.yml")
    assert again.root is not None
    assert plain(again.root) == plain(parsed.root)
    comments = Counter(comment.text for comment in find_comments(text))
    assert Counter(comment.text for comment in find_comments(laid_out)) == comments
    assert lay_out(laid_out, partial(fields_at, ErrorSource)) == laid_out


def test_an_alias_is_in_the_order_of_its_type() -> None:
    text = "products:\n  - name: The Tool\n    id: tool\n    releases:\n"
    text += "    - history:\n      - {window: 2027, status: planned, date: 2026-01-01}\n      version: '1.0'\n"
    expected = "products:\n  - id: tool\n    name: The Tool\n    releases:\n"
    expected += (
        "      - version: '1.0'\n        history:\n          - {date: 2026-01-01, status: planned, window: 2027}\n"
    )
    assert lay_out(text, partial(fields_at, ProductsSource)) == expected
