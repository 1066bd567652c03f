"""OSV: errors about security or with an id elsewhere are published so, validated by its schema, as the API says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from tests.project import REPOSITORY, Project

SCHEMA = json.loads((REPOSITORY / "tests/vectors/osv/schema.json").read_text(encoding="utf-8"))
# Ids of a database of one's own begin so, since 1.7.5; all others are of databases that OSV knows.
SCHEMA["$defs"]["prefix"]["pattern"] = "^x_"


def files(site: Path) -> dict[str, Any]:
    """Return the OSV records of a site by their files' names; each is what the schema says."""
    found = {path.stem: json.loads(path.read_bytes()) for path in sorted(site.glob("api/v1/osv/*.json"))}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    for record in found.values():
        jsonschema.Draft202012Validator(SCHEMA, format_checker=checker).validate(record)
    return found


def test_only_an_error_about_security_or_with_an_alias_has_a_file(built: Project) -> None:
    found = files(built.site)
    listed = json.loads((built.site / "api/v1/errors.json").read_bytes())["errors"]
    marked = {error["id"].lower(): bool(error["aliases"]) for error in listed if error["aliases"] or error["security"]}
    assert set(found) == set(marked)
    assert set(marked.values()) == {True, False}
    for name, one in found.items():
        error = json.loads((built.site / f"api/v1/errors/{name}.json").read_bytes())
        (affected,) = one["affected"]
        assert affected["versions"] == error["affected"]
        assert (one["id"], one["aliases"], one["summary"]) == (f"x_{error['id']}", error["aliases"], error["title"])
        assert "ranges" not in affected and "package" not in affected


def test_an_error_in_several_products_affects_each_of_them(project: Project) -> None:
    file = "roadmap/remote-control/NRC-1060.yml"
    project.replace(
        file, "summary:", 'also_in: [{product: vision, affects: ">=9.8"}]\naliases: [CVE-2026-1234]\nsummary:'
    )
    project.build()
    affected = files(project.site)["nrc-1060"]["affected"]
    assert [one["database_specific"]["product"] for one in affected] == ["remote-control", "vision"]
    assert "9.8" in affected[1]["versions"]
