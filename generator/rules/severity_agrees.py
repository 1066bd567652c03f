"""A stated severity is the one that the assessment gives, and the assessment takes the workaround into account.

Passes:

    assessment: {environment: production, impact: severe, interruption: continuous, workaround: true}
    severity: high
    workaround: Restart the service.

Fails, as there is a workaround:

    assessment: {environment: production, impact: severe, interruption: continuous, workaround: false}
    workaround: Restart the service.
"""

from ..lint.known_names import nearest_id
from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    stated = error.stated_level
    if stated is not None and stated not in site_data.levels_by_id:
        hint = nearest_id(stated, "severity", site_data)
        yield RULE.problem(error.field("severity"), f"severity.yml has no level '{stated}'", hint)
    elif stated is not None and error.level and stated != error.level:
        message = f"the assessment gives '{error.level}', not '{stated}'; correct the assessment, or delete this line"
        yield RULE.problem(error.field("severity"), message, error.level)
    step = site_data.severity.step_down
    if step is None or not error.level:
        return
    says = dict(error.answers).get(step.question) == step.answer
    location = error.field("assessment", step.question)
    if says and error.workaround is None:
        message = "the assessment says that there is a workaround, but none is written; add 'workaround:'"
        yield RULE.problem(location, message)
    elif not says and error.workaround is not None:
        message = "a workaround is written, but the assessment says that there is none"
        yield RULE.problem(location, message, step.answer)


RULE = Rule("severity-agrees", each_error=_check, needs=("assessment",))
