"""Every golden case has exactly the problems it says, and every rule has cases that pass and that fail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from corrigenda.lint.documentation import documentation

from tests.golden.case import CASES, GOLDEN, lay_out, problems_in, read_case, write_expectation
from tests.project import TODAY

ELSEWHERE = ("content-missing",)
"""Rules that a folder with a case's content cannot break; tests/source/test_files.py breaks them."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_has_exactly_its_problems(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = read_case(path)
    problems = problems_in(lay_out(case, tmp_path), case.get("day", TODAY))
    if request.config.getoption("update_golden") and problems != case["expect"]:
        write_expectation(path, problems)
    else:
        assert problems == case["expect"]


def test_an_expectation_that_is_written_again_reads_the_same(tmp_path: Path) -> None:
    for number, path in enumerate(CASES):
        copy = tmp_path / f"{number}.yml"
        copy.write_bytes(path.read_bytes())
        write_expectation(copy, read_case(path)["expect"])
        assert read_case(copy) == read_case(path)


def test_the_base_has_no_problem(tmp_path: Path) -> None:
    assert problems_in(lay_out({}, tmp_path)) == []


@pytest.mark.parametrize("rule", [rule for rule in documentation() if rule not in ELSEWHERE])
def test_rule_has_a_case_that_fails_and_one_that_passes(rule: str) -> None:
    cases = [read_case(path) for path in CASES if path.parent.name == rule]
    fails = [any(re.search(rf"\({rule}\)", problem) for problem in case["expect"]) for case in cases]
    assert True in fails, f"tests/golden/{rule} has no case that fails; write one as tests/golden/case.py says"
    assert False in fails, f"tests/golden/{rule} has no case that passes; write one, too"


def test_every_folder_is_named_after_a_rule() -> None:
    folders = {path.parent.name for path in CASES}
    assert folders <= set(documentation()), f"no rules: {sorted(folders - set(documentation()))} in {GOLDEN}"
