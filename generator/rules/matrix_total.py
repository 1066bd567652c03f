"""Every combination of answers has a level: every question can be answered, and the lowest level takes the rest.

Passes:

    - {question: impact, at_least: little, words: There is little or no impact.}

Fails in the lowest level, as the answer `little` then leads to no level:

    - {question: impact, at_least: minor, words: The impact is minor.}
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..severity.proof import dead_ends, never_offered, uncovered
from ..severity.vector import spelled_out


def _check(catalog: Catalog) -> Problems:
    table = catalog.site_data.provable_table
    if table is None:
        return
    questions = table.matrix.questions
    stuck = list(dead_ends(table))
    for question, given in stuck:
        message = f"after {spelled_out(given)}, '{question.id}' has no answer left; widen an 'only_if'"
        yield RULE.problem(catalog.field("severity.yml", "questions", questions.index(question), "id"), message)
    for question, answer in () if stuck else never_offered(table):
        path = ("questions", questions.index(question), "answers", question.answers.index(answer), "id")
        message = f"no answers lead to '{answer.id}'; widen its 'only_if'"
        yield RULE.problem(catalog.field("severity.yml", *path), message)
    lost = uncovered(table)
    if lost is not None:
        lowest = table.matrix.levels[-1]
        message = f"{spelled_out(lost)} meets no level, not even '{lowest.id}'; widen its criteria"
        yield RULE.problem(catalog.field("severity.yml", "levels", lowest.rank, "criteria").key, message)


RULE = Rule("matrix-total", whole=_check)
