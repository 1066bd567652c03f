"""An open error that nobody touched for a long time is told to its product manager.

How long is `stale_after_days` of site.yml.

Passes, on 2026-11-24:

    - {date: 2026-11-16, status: confirmed}

Fails, on 2026-11-24 with 90 days:

    - {date: 2026-07-01, status: confirmed}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.error import Error, PrivateRecord
from ..model.lifecycle import Phase
from ..model.site_data import Setting
from ..problems.problem import Problem, Spot, Weight


def _check(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:  # noqa: ARG001
    status = setting.status_by_id.get(error.status)
    days = (setting.as_of - error.changed).days
    if status is not None and status.phase is Phase.OPEN and days > setting.site.stale_after_days:
        message = f"nothing has happened for {days} days; add a step, or say in a note where it stands"
        spot = Spot(error.file, ("history", len(error.history) - 1, "date"))
        yield Problem(RULE.id, RULE.weight, spot, message)


RULE = Rule("stale-entry", Weight.WARNING, each_error=_check, needs=("history.status", "history.date"))
