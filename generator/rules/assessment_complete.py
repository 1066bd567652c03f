"""An assessment answers every question of severity.yml with one of its answers.

Passes:

    assessment: {environment: production, impact: severe, interruption: intermittent, workaround: true}

Fails, as a lab has no severe impact:

    assessment: {environment: lab, impact: severe, interruption: intermittent, workaround: true}
"""

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.suggest import nearest
from ..severity.table import nearest_answer


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    # An invalid matrix is reported in severity.yml, not at every error that has no level because of it.
    if error.level or not site_data.decision_table.valid:
        return
    given = dict(error.answers)
    known = [question.id for question in site_data.severity.questions]
    for name in given:
        if name not in known:
            location = error.field("assessment", name).key
            yield RULE.problem(location, f"severity.yml has no question '{name}'", nearest(name, known))
    for question in site_data.severity.questions:
        answers = [
            answer
            for answer in question.answers
            if all(given.get(limit.question) in limit.answers for limit in answer.only_if)
        ]
        offered = [answer.id for answer in answers]
        text = given.get(question.id)
        if text is None:
            message = f"the question '{question.id}' is not answered; add one of {', '.join(offered)}"
            yield RULE.problem(error.field("assessment").key, message)
        elif text not in offered:
            message = f"'{text}' is not an answer to '{question.id}' here; write one of {', '.join(offered)}"
            yield RULE.problem(error.field("assessment", question.id), message, nearest_answer(text, answers))


RULE = Rule("assessment-complete", each_error=_check, needs=("assessment",), essential=True)
