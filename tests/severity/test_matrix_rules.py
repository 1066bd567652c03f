"""The matrix is proven at every build: each problem in severity.yml is reported in place, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.project import REPOSITORY, Project

MATRIX = "content/severity.yml:"
CASES: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / "tests/cases/matrix.yml").read_text(encoding="utf-8"))


def _in_matrix(project: Project) -> list[str]:
    return [problem for problem in project.problems() if problem.startswith(MATRIX)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"].replace(" ", "-") for case in CASES])
def test_problem_in_the_matrix_is_reported(case: dict[str, Any], bare_project: Project) -> None:
    for old, new in [(case["old"], case["new"]), *case.get("more", [])]:
        bare_project.replace("severity.yml", old, new)
    assert _in_matrix(bare_project) == case["problems"]


def test_more_combinations_than_a_page_can_list_are_refused_at_once(bare_project: Project) -> None:
    more = "".join(
        f"  - {{id: q{number}, ask: Why?, answers: [{{id: a, label: A}}, {{id: b, label: B}}]}}\n"
        for number in range(40)
    )
    bare_project.replace("severity.yml", "\nstep_down:", f"{more}\nstep_down:")
    assert _in_matrix(bare_project) == [
        "content/severity.yml:36:1: error: the answers have more than 1000 combinations; "
        "ask fewer questions, or offer fewer answers (matrix-valid)"
    ]


def test_a_broken_matrix_is_one_problem_and_no_fault_of_the_errors(project: Project) -> None:
    project.replace("severity.yml", "at_least: serious", "at_least: serius")
    assert project.problems() == [
        "content/severity.yml:120:19: error: 'serius' is not an answer to 'impact' (matrix-valid) -> serious"
    ]
