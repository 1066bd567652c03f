"""The browser's rule and Python's are the same: every combination, and every one with something not known."""

from __future__ import annotations

import json
import os
import subprocess
from itertools import product

from corrigenda.severity.explanation import alternatives, why_not_above
from corrigenda.severity.table import DecisionTable
from corrigenda.severity.vector import UNSURE, vector_of
from corrigenda.views.severity import rule_data

from tests.project import REPOSITORY
from tests.severity.test_decision_table import SHARED, TABLES


def explained(table: DecisionTable, answers: dict[str, str]) -> dict[str, object]:
    """Return what Python says about answers, in plain values."""
    complete = tuple(answers.items()) in table.levels
    above = why_not_above(table, answers) if complete else None
    return {
        "answers": list(answers.items()),
        "complete": complete,
        "possible": [level.id for level in table.possible(answers)],
        "changes": [
            [c.question.id, c.answer.id, [level.id for level in c.levels]] for c in alternatives(table, answers)
        ],
        "above": above and [above.level.id, [one.question for one in above.criteria], above.stepped_down],
        "fragment": vector_of(table.matrix, answers),
    }


def with_unknown(table: DecisionTable) -> list[dict[str, str]]:
    """Return every combination, and every one with some answers not known."""
    choices = [[*(answer.id for answer in question.answers), UNSURE] for question in table.matrix.questions]
    names = [question.id for question in table.matrix.questions]
    every = [dict(zip(names, one, strict=True)) for one in product(*choices)]
    return [answers for answers in every if table.possible(answers)]


def test_the_rule_in_the_browser_is_the_rule_in_python() -> None:
    everything = {name: [explained(table, one) for one in with_unknown(table)] for name, table in TABLES.items()}
    assert {name: len(found) for name, found in everything.items()} == {"content": 168, "german": 56, "danish": 4}
    matrices = {
        name: {"data": rule_data(table.matrix), "explained": everything[name]} for name, table in TABLES.items()
    }
    environment = {**os.environ, "SEVERITY_RULE": json.dumps({"shared": SHARED, "matrices": matrices})}
    command = ["node", "--test", str(REPOSITORY / "tests/node/severity-rule.test.js")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
