"""The decision table gives every combination of answers the level that the rule in words gives it."""

from __future__ import annotations

import json

import pytest
from corrigenda.schema.read_source import read_source
from corrigenda.schema.severity import SeveritySource, to_severity
from corrigenda.severity.model import SeverityMatrix
from corrigenda.severity.proof import idle, milder_for_worse, uncovered, unreached
from corrigenda.severity.table import DecisionTable
from hypothesis import given
from hypothesis import strategies as st

from tests.project import REPOSITORY, Project

SHARED = json.loads((REPOSITORY / "tests/cases/severity.json").read_text(encoding="utf-8"))
OTHERS = ("german", "danish")


def matrix_of(name: str) -> SeverityMatrix:
    """Read a matrix: the publisher's, or one of tests/matrices."""
    path = REPOSITORY / ("content/severity.yml" if name == "content" else f"tests/matrices/{name}/severity.yml")
    source = read_source(path.read_bytes(), path.name, SeveritySource).source
    assert source is not None
    return to_severity(source)


TABLES = {name: DecisionTable(matrix_of(name)) for name in ("content", *OTHERS)}


def test_all_42_combinations_have_the_level_worked_out_by_hand() -> None:
    expected = {tuple(zip(SHARED["questions"], case[:-1], strict=True)): case[-1] for case in SHARED["cases"]}
    assert {answers: level.id for answers, level in TABLES["content"].levels.items()} == expected
    assert len(expected) == 42


def test_five_levels_other_questions_and_two_steps_down_follow_the_same_rule() -> None:
    levels = {"/".join(answer for _, answer in key): level.id for key, level in TABLES["german"].levels.items()}
    assert len(levels) == 21
    assert levels["ja/eine/fehlt"] == "s1"
    assert levels["ja/alle/vorhanden"] == "s3"
    assert levels["nein/alle/teilweise"] == "s2"
    assert levels["nein/viele/vorhanden"] == "s5"
    assert levels["nein/eine/vorhanden"] == "s5"
    assert levels["nein/keine/fehlt"] == "s5"


def test_a_matrix_without_a_step_down_works() -> None:
    assert [level.id for level in TABLES["danish"].levels.values()] == ["1", "2", "3"]


@pytest.mark.parametrize("name", OTHERS)
def test_another_publishers_matrix_has_no_problem(name: str, bare_project: Project) -> None:
    other_matrix(bare_project, name)
    assert [problem for problem in bare_project.problems() if "products.yml" not in problem] == []


def other_matrix(project: Project, name: str) -> None:
    """Return a project one of the matrices of tests/matrices, and the few answers that go with it."""
    for file in ("severity.yml", "faq.yml"):
        project.write(file, (REPOSITORY / "tests/matrices" / name / file).read_bytes())


@given(name=st.sampled_from(sorted(TABLES)), data=st.data())
def test_a_worse_answer_never_gives_a_milder_level(name: str, data: st.DataObject) -> None:
    table = TABLES[name]
    answers = data.draw(st.sampled_from(list(table.levels)))
    at = data.draw(st.integers(0, len(answers) - 1))
    question = table.matrix.questions[at]
    other = data.draw(st.sampled_from([answer.id for answer in question.answers]))
    changed = (*answers[:at], (question.id, other), *answers[at + 1 :])
    if changed in table.levels:
        worse, milder = sorted((answers, changed), key=lambda one: question.rank(one[at][1]))
        assert table.levels[worse].rank <= table.levels[milder].rank


@given(name=st.sampled_from(sorted(TABLES)), data=st.data())
def test_whatever_can_be_answered_has_a_level(name: str, data: st.DataObject) -> None:
    table = TABLES[name]
    answers: dict[str, str] = {}
    for question in table.matrix.questions:
        possible = table.possible(answers)
        assert possible
        offered = table.offered(question, answers)
        answers[question.id] = data.draw(st.sampled_from([answer.id for answer in offered]))
        assert set(table.possible(answers)) <= set(possible)
    assert table.possible(answers) == (table.assess(answers).level,)


@pytest.mark.parametrize("name", TABLES)
def test_the_proofs_find_nothing_against_a_valid_table(name: str) -> None:
    table = TABLES[name]
    found = [*unreached(table), *idle(table), *milder_for_worse(table)]
    assert (found, uncovered(table)) == ([], None)


def test_an_answer_not_known_leaves_every_level_open_that_the_others_do() -> None:
    table = TABLES["content"]
    given_ = {"environment": "unknown", "impact": "severe", "interruption": "none", "workaround": "unknown"}
    assert [level.id for level in table.possible(given_)] == ["medium", "low"]
    impact = table.matrix.questions[1]
    assert next(answer.id for answer in table.offered(impact, {"environment": "unknown"})) == "severe"
