"""A worse answer never leads to a milder level. Answers are listed worst first.

Passes:

    answers:
      - {id: "no", label: "No, there is no workaround"}
      - {id: "yes", label: "Yes, there is one"}

Fails if `yes` lowers the level, as it is then where the worst answer belongs:

    answers:
      - {id: "yes", label: "Yes, there is one"}
      - {id: "no", label: "No, there is no workaround"}
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..severity.proof import milder_for_worse
from ..severity.vector import spelled_out


def _check(catalog: Catalog) -> Problems:
    table = catalog.site_data.provable_table
    if table is None:
        return
    for question, answer, given in milder_for_worse(table):
        at, place = table.matrix.questions.index(question), question.answers.index(answer)
        following = question.answers[place + 1].id
        level = table.levels[given].id
        message = (
            f"'{answer.id}' comes before milder answers, but {spelled_out(given)} is only '{level}', "
            f"less than with '{following}'; put answers in order, worst first"
        )
        yield RULE.problem(catalog.field("severity.yml", "questions", at, "answers", place, "id"), message)


RULE = Rule("matrix-monotone", whole=_check)
