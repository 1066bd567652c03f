"""An error is corrected only by a release that is out, on the day it came out or, if that was known later, afterwards.

Passes, if products.yml says that 12.5 was released on 2026-10-20:

    - {date: 2026-10-20, status: released, release: "12.5"}

Passes, too, as the error was reported after that day:

    - {date: 2026-11-02, status: registered}
    - {date: 2026-11-05, status: released, release: "12.5"}

Fails:

    - {date: 2026-10-19, status: released, release: "12.5"}
"""

from __future__ import annotations

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.lifecycle import Phase
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:  # noqa: ARG001
    for index, (before, step) in enumerate(zip((None, *error.history), error.history, strict=False)):
        status = site_data.status_by_id.get(step.status)
        release = site_data.release(error.product, step.release) if step.release else None
        if status is None or release is None or status.phase is not Phase.DONE:
            continue
        if release.released is None:
            message = f"release {release.version} is not out; add its release to products.yml, or say 'planned'"
            yield RULE.problem(error.field("history", index, "release"), message)
        elif step.date < release.released or (before and before.date <= release.released < step.date):
            message = f"release {release.version} came out on {release.released}, not on {step.date}"
            yield RULE.problem(error.field("history", index, "date"), message, release.released.isoformat())


RULE = Rule(
    "released-out",
    each_error=_check,
    needs=("product", "history.status", "history.release", "history.date"),
)
