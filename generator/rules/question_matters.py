"""Every question makes a difference somewhere. One that never does wastes the time of a customer in trouble.

An answer makes a difference if it changes the level, or which answers another question offers.

Passes:

    questions: [{id: impact, …}]
    levels: [{id: critical, criteria: [{question: impact, at_least: severe, …}], …}, …]

Fails, as no criterion names `mood` and no answer to it lowers the level:

    questions: [{id: impact, …}, {id: mood, …}]
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..severity.proof import idle


def _check(catalog: Catalog) -> Problems:
    table = catalog.site_data.provable_table
    if table is None:
        return
    for question in idle(table):
        at = table.matrix.questions.index(question)
        message = f"no answer to '{question.id}' ever changes the level; delete it, or let a criterion ask for it"
        yield RULE.problem(catalog.field("severity.yml", "questions", at, "id"), message)


RULE = Rule("question-matters", whole=_check)
