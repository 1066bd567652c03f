"""What YAML 1.1 would make of an author's words, and what they are here: the words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from corrigenda.schema.error import ErrorSource
from corrigenda.schema.fields import Count, Flag
from corrigenda.schema.products import ProductsSource
from corrigenda.schema.read_source import read_source
from corrigenda.yaml_text.nodes import Mapping, Scalar
from corrigenda.yaml_text.reader import read
from corrigenda.yaml_text.values import read_values
from pydantic import TypeAdapter, ValidationError

from tests.project import REPOSITORY

SURPRISES = {
    "NO": False,
    "no": False,
    "yes": True,
    "on": True,
    "off": False,
    "010": 8,
    "0o14": "0o14",
    "0x1F": 31,
    "0b11": 3,
    "1.10": 1.1,
    "12.0": 12.0,
    "1e3": "1e3",
    "12:30:45": 45045,
    "190:20:30": 685230,
    "1_000": 1000,
    "2026-08-14": dt.date(2026, 8, 14),
    "~": None,
    "null": None,
    "Null": None,
    "=": "=",
    ".inf": float("inf"),
    "+1": 1,
    "": None,
}
"""What PyYAML's loader makes of each; the strict reader makes a text of every one."""


@pytest.mark.parametrize("word", SURPRISES)
def test_a_word_is_the_word_and_nothing_else(word: str) -> None:
    root = read(f"a: {word}\n".encode(), "x.yml").root
    assert isinstance(root, Mapping)
    value = next(iter(root.entries.values()))[1]
    assert isinstance(value, Scalar)
    assert value.text == word
    assert read_values(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("word", [word for word in SURPRISES if word != "="])
def test_pyyaml_would_make_something_else_of_it(word: str) -> None:
    loaded = yaml.safe_load(f"a: {word}\n")["a"]
    assert loaded == SURPRISES[word]
    assert type(loaded) is type(SURPRISES[word])


def _error(**fields: str) -> bytes:
    written = {
        "id": "ERR-1",
        "title": "NO",
        "product": "010",
        "assessment": "{impact: no, y: on}",
        "affects": "12.10",
        "summary": "12:30:45",
        "history": '[{date: 2026-08-14, status: 1e3, release: 1.10, note: "~"}]',
        "cases": "[1_000, 0x1F]",
        "internal": "{owner: ~, since: 2024-02-30}",
        **fields,
    }
    return "".join(f"{name}: {value}\n" for name, value in written.items()).encode()


def test_an_error_reads_as_it_is_written() -> None:
    source = read_source(_error(), "x.yml", ErrorSource).source
    assert source is not None
    step = source.history[0]
    assert (source.title, source.product, source.assessment) == ("NO", "010", {"impact": "no", "y": "on"})
    assert (source.affects and source.affects.text, source.summary) == ("12.10", "12:30:45")
    assert (step.date, step.status, step.release, step.note) == (dt.date(2026, 8, 14), "1e3", ("1.10",), "~")
    assert (source.cases, source.internal) == (["1_000", "0x1F"], {"owner": "~", "since": "2024-02-30"})


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("history", "[{date: 2024-02-30, status: a}]", "there is no day '2024-02-30' in the calendar"),
        (
            "history",
            "[{date: 2024-2-3, status: a}]",
            "'2024-2-3' is not a date; write year-month-day, such as 2026-08-14",
        ),
        ("history", "[{date: ~, status: a}]", "'~' is not a date; write year-month-day, such as 2026-08-14"),
        ("affects", '">=1 <"', "'>=1 <' is not a range of versions; write comparisons such as >=12.0 <12.5"),
        ("title", "", "'title' is empty; write something, or leave the field out if it is optional"),
        (
            "history",
            "",
            "'history' is empty; write what belongs to it, or leave the field out if it is optional",
        ),
        ("internal", "~", "'internal' has fields of its own; write them as 'field: value'"),
    ],
)
def test_a_word_that_does_not_fit_is_reported(field: str, value: str, message: str) -> None:
    assert [problem.message for problem in read_source(_error(**{field: value}), "x.yml", ErrorSource).problems] == [
        message
    ]


def test_versions_keep_their_last_zero() -> None:
    text = (
        b"products: [{id: a, name: A, releases: [{version: 12.10, history: [{date: 2026-01-01, status: released}]}]}]"
    )
    source = read_source(text, "products.yml", ProductsSource).source
    assert source is not None
    assert source.products[0].releases[0].version == "12.10"


@pytest.mark.parametrize(
    ("kind", "word"), [(Flag, "yes"), (Flag, "True"), (Count, "1_000"), (Count, "-1"), (Count, "1e3")]
)
def test_flags_and_counts_take_one_spelling(kind: type[bool] | type[int], word: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(word)


@pytest.mark.parametrize("path", sorted((REPOSITORY / "content").rglob("*.yml")), ids=lambda path: path.name)
def test_the_own_content_is_read_alike_by_a_parser_that_is_not_libyaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.BaseLoader) == read_values(text)
