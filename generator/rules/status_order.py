"""Each step of a history is one that lifecycle.yml allows after the step before it.

Passes:

    - {date: 2026-08-14, status: registered}
    - {date: 2026-08-20, status: confirmed}

Fails, as nothing is corrected before it is planned:

    - {date: 2026-08-14, status: registered}
    - {date: 2026-08-20, status: released, release: "12.5"}
"""

from ..lint.rule import Problems, Rule
from ..model.corrections import statuses_before
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    first = site_data.status_by_id.get(error.history[0].status)
    starts = ", ".join(site_data.lifecycle.starts)
    if first is not None and starts and not first.start:
        message = f"a history cannot begin with '{first.id}'; it begins with {starts}"
        yield RULE.problem(error.field("history", 0, "status"), message)
    product = site_data.find_product(error)
    before_each = statuses_before(error, product, site_data.status_by_id)
    steps = zip(error.history, error.history[1:], before_each, strict=False)
    for index, (before, after, statuses) in enumerate(steps, start=1):
        status = site_data.status_by_id.get(before.status)
        if status is None or after.status not in site_data.status_by_id:
            continue
        if any(after.status in one.next for name in statuses if (one := site_data.status_by_id.get(name))):
            continue
        allowed = f"only {', '.join(status.next)}" if status.next else "nothing"
        message = f"'{after.status}' cannot follow '{before.status}'; {allowed} can (lifecycle.yml)"
        yield RULE.problem(error.field("history", index, "status"), message)


RULE = Rule("status-order", each_error=_check, needs=("also_in", "history.status"))
