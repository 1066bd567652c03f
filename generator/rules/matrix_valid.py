"""The severity matrix names only questions, answers, levels and targets that exist, and lists each of them once.

An answer's `only_if` names earlier questions only, every level promises every target, and `version` is the last of
`versions`. There are at most 1,000 combinations of answers, since all of them are listed on a page.

Passes:

    - {question: impact, at_least: serious, words: The impact is serious.}

Fails, as there is no such answer:

    - {question: impact, at_least: serius, words: The impact is serious.}
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..severity.proof import MOST, too_many
from ..severity.validity import matrix_problems


def _check(catalog: Catalog) -> Problems:
    table = catalog.site_data.decision_table
    for problem in matrix_problems(table.matrix):
        location = catalog.field("severity.yml", *problem.path)
        yield RULE.problem(location.key if problem.on_key else location, problem.message, problem.suggestion)
    if table.valid and too_many(table):
        message = f"the answers have more than {MOST} combinations; ask fewer questions, or offer fewer answers"
        yield RULE.problem(catalog.field("severity.yml", "questions").key, message)


RULE = Rule("matrix-valid", whole=_check, essential=True)
