"""An open error that has not changed for a long time is reported to its product manager.

`stale_after_days` of site.yml says how long that is.

Passes, on 2026-11-24:

    - {date: 2026-11-16, status: confirmed}

Fails, on 2026-11-24 with 90 days:

    - {date: 2026-07-01, status: confirmed}
"""

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..model.stale import stale_days
from ..problems.problem import ProblemSeverity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    days = stale_days(error, site_data)
    if days is not None:
        message = f"nothing has happened for {days} days; add a step, or a note that says how far it is"
        yield RULE.problem(error.field("history", len(error.history) - 1, "date"), message)


RULE = Rule("stale-entry", ProblemSeverity.WARNING, each_error=_check, needs=("history.status", "history.date"))
