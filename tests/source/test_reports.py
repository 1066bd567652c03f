"""Each form of report says every problem, at its place, so that its reader cannot misread it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from corrigenda.lint.documentation import summaries
from corrigenda.problems.as_json import render_json
from corrigenda.problems.github import render_github
from corrigenda.problems.problem import LocatedProblem, Position, ProblemSeverity
from corrigenda.problems.sarif import render_sarif
from corrigenda.problems.text import render_text

from tests.project import Project
from tests.running import corrigenda, environment

FILE = "content/a, b%:c.yml"
ERROR = LocatedProblem(
    "status-known", ProblemSeverity.ERROR, Position(FILE, 2, 4), "unknown status 'x'\n::warning::50% y", "planned"
)
WARNING = LocatedProblem("text-length", ProblemSeverity.WARNING, Position("content/b.yml", 1, 1), "too short")
TEXTS = {FILE: "a: b\n日本 😀: x\n", "content/b.yml": ""}


def test_text_shows_the_line_with_a_caret_below_wide_characters() -> None:
    assert render_text([ERROR, WARNING], TEXTS) == (
        f"{FILE}:2:4: error: unknown status 'x'\n::warning::50% y (status-known)\n"
        "    2 | 日本 😀: x\n"
        "             ^\n"
        "   did you mean 'planned'?\n"
        "content/b.yml:1:1: warning: too short (text-length)\n"
        "1 error, 1 warning in 2 files\n"
    )


def test_text_says_how_many_are_left_out() -> None:
    assert render_text([WARNING, ERROR], TEXTS, most=1).splitlines()[-1] == (
        "1 error, 1 warning in 2 files (1 not shown; see corrigenda check --max-problems)"
    )
    assert render_text([], {}) == "No problems.\n"


def test_github_annotations_cannot_be_broken_out_of() -> None:
    assert render_github([ERROR, WARNING], 1) == (
        "::error file=content/a%2C b%25%3Ac.yml,line=2,col=4,title=status-known::"
        "unknown status 'x'%0A::warning::50%25 y; did you mean 'planned'?\n"
        "1 error, 1 warning in 2 files (1 not shown; see corrigenda check --max-problems)\n"
    )


def test_json_has_all_fields() -> None:
    assert json.loads(render_json([ERROR, WARNING], TEXTS, 1)) == {
        "summary": {"errors": 1, "warnings": 1, "files": 2, "shown": 1},
        "problems": [
            {
                "rule": "status-known",
                "severity": "error",
                "file": FILE,
                "line": 2,
                "column": 4,
                "source": "日本 😀: x",
                "message": ERROR.message,
                "suggestion": "planned",
            }
        ],
    }


def test_sarif_has_the_structure_that_the_standard_requires() -> None:
    log: dict[str, Any] = json.loads(render_sarif([ERROR, WARNING], TEXTS, summaries()))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "originalUriBaseIds", "results", "properties"}
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert set(driver) == {"name", "version", "rules"}
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids)) and set(ids) == set(summaries())
    assert all(rule["shortDescription"]["text"].strip() for rule in driver["rules"])
    for result, problem in zip(run["results"], [ERROR, WARNING], strict=True):
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert ids[result["ruleIndex"]] == result["ruleId"] == problem.rule
        assert result["level"] == problem.severity.value
        assert result["message"]["text"].startswith(problem.message)
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        line = TEXTS[problem.file].split("\n")[problem.position.line - 1]
        assert physical["contextRegion"] == {"startLine": problem.position.line, "snippet": {"text": line}}
        assert physical["region"] == {"startLine": problem.position.line, "startColumn": problem.position.column}
        assert not set(physical["artifactLocation"]["uri"]) & set(' %"<>\\^`{|}:') - {"%"}
    assert (
        run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "content/a%2C%20b%25%3Ac.yml"
    )
    assert set(run["originalUriBaseIds"]) == {"%SRCROOT%"}
    for result in run["results"]:
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    assert run["properties"] == {"errors": 1, "warnings": 1, "files": 2, "shown": 2}


def test_warnings_fail_only_a_strict_check(project: Project) -> None:
    project.replace("roadmap/vision/NVS-2024.yml", "Screenshots of a class are too dark to read", "Dark")
    assert corrigenda(project.folder, "check").code == 0
    ran = corrigenda(project.folder, "check", "--strict")
    assert ran.code == 1
    assert ran.out.splitlines()[-1] == "1 warning in 1 file"


def test_files_are_named_from_the_working_directory(project: Project) -> None:
    project.replace("roadmap/vision/NVS-2024.yml", "product: vision", "product: visoin")
    ran = corrigenda(project.folder.parent, "check", "--project", project.folder.name, "--format", "github")
    name = f"{project.folder.name}/content/roadmap/vision/NVS-2024.yml"
    assert ran.out.splitlines()[0].startswith(f"::error file={name},line=4,col=10,title=")


def files_in(report: str, form: str) -> set[str]:
    """Return the files that a report for a code host names."""
    if form == "github":
        return {line.split("file=")[1].split(",")[0] for line in report.splitlines() if line.startswith("::error")}
    (run,) = json.loads(report)["runs"]
    places = (result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"])
    return {place["uri"] for place in places}


@pytest.mark.parametrize("form", ["github", "sarif"])
@pytest.mark.parametrize("workspace", [None, "", ".", "other"], ids=["unset", "empty", "repository", "elsewhere"])
@pytest.mark.parametrize("here", [".", "support", "support/content"])
def test_code_hosts_are_told_files_from_the_root_of_the_repository(
    tmp_path: Path, form: str, workspace: str | None, here: str
) -> None:
    project = Project(tmp_path / "support")
    project.replace("roadmap/vision/NVS-2024.yml", "product: vision", "product: visoin")
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    (tmp_path / "other").mkdir()
    variables = {} if workspace is None else {"GITHUB_WORKSPACE": workspace and str(tmp_path / workspace)}
    command = ["check", "--project", str(project.folder), "--format", form]
    ran = corrigenda(tmp_path / here, *command, **variables)
    assert files_in(ran.out, form) == {"support/content/roadmap/vision/NVS-2024.yml"}


@pytest.mark.parametrize("checked_out", [True, False])
def test_a_workspace_counts_unless_the_repository_is_below_it(tmp_path: Path, checked_out: bool) -> None:
    project = Project(tmp_path / "checkout" / "support")
    project.replace("roadmap/vision/NVS-2024.yml", "product: vision", "product: visoin")
    if checked_out:
        subprocess.run(["git", "init", "-q", "checkout"], cwd=tmp_path, check=True)
    ran = corrigenda(project.folder, "check", "--format", "github", GITHUB_WORKSPACE=str(tmp_path))
    top = "support" if checked_out else "checkout/support"
    assert files_in(ran.out, "github") == {f"{top}/content/roadmap/vision/NVS-2024.yml"}


def test_colours_are_for_terminals_only(project: Project) -> None:
    project.replace("roadmap/vision/NVS-2024.yml", "product: vision", "product: visoin")
    assert "\x1b" not in corrigenda(project.folder, "check").out
    leader, follower = pty.openpty()
    variables = {name: value for name, value in environment().items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "corrigenda", "check"]
    subprocess.run(command, cwd=project.folder, env=variables, stdout=follower, stderr=follower, check=False)
    os.close(follower)
    assert b"\x1b[1;31merror:" in os.read(leader, 100_000)
    os.close(leader)
