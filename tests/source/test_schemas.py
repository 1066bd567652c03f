"""The JSON Schemas, read by an independent validator: they pass our own content and refuse what the reader refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from corrigenda.lint.documentation import documentation, summaries
from corrigenda.schema.json_schema import KINDS, schemas
from corrigenda.schema.read_source import read_source
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from tests.project import REPOSITORY

CONTENT = REPOSITORY / "content"
SOURCES = sorted([*CONTENT.glob("*.yml"), *CONTENT.glob("roadmap/*/*.yml")])
SCHEMAS = schemas()


def kind_of(path: Path) -> str:
    return path.stem if path.parent == CONTENT else "error"


def as_an_editor_reads(text: str) -> Any:
    """Read YAML 1.2 with its own types, as an editor's language server does; dates stay texts there."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return yaml.load(text)


def complaints(kind: str, text: str) -> list[str]:
    validator = Draft202012Validator(SCHEMAS[kind], format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(as_an_editor_reads(text))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_own_content_is_valid(path: Path) -> None:
    assert complaints(kind_of(path), path.read_text(encoding="utf-8")) == []


def test_schemas_are_schemas() -> None:
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


def test_versions_and_dates_without_quotes_are_valid_as_they_are_for_the_reader() -> None:
    text = (CONTENT / "roadmap/vision/NVS-2024.yml").read_text(encoding="utf-8").replace('">=9.9"', "9.10")
    assert complaints("error", text) == []
    assert read_source(text.encode(), "x.yml", KINDS["error"]).problems == ()


BAD = (
    ("error", "roadmap/vision/NVS-2024.yml", "title:", "tittle:"),
    ("error", "roadmap/vision/NVS-2024.yml", "product: vision\n", ""),
    ("error", "roadmap/vision/NVS-2024.yml", "2026-11-18", "2026-11-31"),
    ("error", "roadmap/vision/NVS-2024.yml", "id: NVS-2024", "id: NVS 2024"),
    ("error", "roadmap/vision/NVS-2024.yml", "[NS-211649]", "NS-211649"),
    ("error", "roadmap/remote-control/NRC-1042.yml", 'release: "12.7"', "window: 2027-Q7"),
    ("faq", "faq.yml", "    question: Why must I register?\n", ""),
    ("severity", "severity.yml", "response: 2 hours", "response: soon"),
    ("severity", "severity.yml", "kinds: [hotfix]", "kinds: [patch]"),
    ("calendar", "calendar.yml", '["09:00-12:00"]', '["9-12"]'),
    ("lifecycle", "lifecycle.yml", "phase: done", "phase: dome"),
    ("products", "products.yml", 'version: "12.7"', 'version: "12.7, 12.8"'),
    ("site", "site.yml", "stale_after_days: 90", "stale_after_days: ninety"),
    ("site", "site.yml", "contact:\n", "contacts:\n"),
)


@pytest.mark.parametrize(("kind", "name", "old", "new"), BAD, ids=lambda value: str(value)[:20])
def test_bad_file_is_refused_by_schema_and_reader_alike(kind: str, name: str, old: str, new: str) -> None:
    text = (CONTENT / name).read_text(encoding="utf-8")
    assert old in text
    bad = text.replace(old, new)
    assert complaints(kind, bad) != []
    assert read_source(bad.encode(), name, KINDS[kind]).problems != ()


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of a schema with its name."""
    for holder in [schema, *schema.get("$defs", {}).values()]:
        for name, field in holder.get("properties", {}).items():
            yield f"{holder.get('title')}.{name}", field


@pytest.mark.parametrize("kind", KINDS)
def test_hovering_explains_every_field_with_an_example(kind: str) -> None:
    for name, field in fields(SCHEMAS[kind]):
        named = SCHEMAS[kind].get("$defs", {}).get(field.get("$ref", "").rpartition("/")[2], {})
        assert field.get("description") or named.get("description"), f"{name} has no description"
        written = json.dumps(field)
        assert field.get("examples") or "$ref" in written, f"{name} has no example"
        validator = Draft202012Validator({**field, "$defs": SCHEMAS[kind].get("$defs", {})})
        for example in field.get("examples", []):
            assert validator.is_valid(example), f"the example {example!r} of {name} is not valid"


@pytest.mark.parametrize("kind", KINDS)
def test_committed_schema_is_up_to_date(kind: str) -> None:
    committed = json.loads((REPOSITORY / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    assert committed == SCHEMAS[kind], "run: make docs"


def test_committed_documentation_of_the_rules_is_up_to_date() -> None:
    folder = REPOSITORY / "docs" / "rules"
    pages = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md") if path.stem != "index"}
    top = "<!-- Generated by `make docs` from the docstrings of the rules; change those, not this page. -->\n\n"
    assert pages == {rule: f"{top}# {rule}\n\n{text}\n" for rule, text in documentation().items()}, "run: make docs"
    index = (folder / "index.md").read_text(encoding="utf-8")
    assert index.startswith(f"{top}# Rules\n\n")
    assert index.splitlines()[4:] == [f"- [{rule}]({rule}.md): {text}" for rule, text in summaries().items()]


def test_the_editor_finds_the_schema_of_every_source() -> None:
    mapping = json.loads((REPOSITORY / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for schema in mapping:
        assert (REPOSITORY / schema).is_file()
    for path in SOURCES:
        name = PurePosixPath(path.relative_to(REPOSITORY).as_posix())
        found = [schema for schema, pattern in mapping.items() if name.match(pattern)]
        assert found == [f"./schemas/{kind_of(path)}.schema.json"]
        first = path.read_text(encoding="utf-8").splitlines()[0]
        modeline = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / modeline).resolve() == (REPOSITORY / found[0]).resolve()
