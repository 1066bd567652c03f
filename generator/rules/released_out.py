"""An error is corrected only by a release that is out, on the day it came out or, if that was known later, afterwards.

After a release was recalled, no step says that it corrects the error or will do so.

Passes, if products.yml says that 12.5 was released on 2026-10-20:

    - {date: 2026-10-20, status: released, release: "12.5"}

Passes, too, as the error was reported after that day:

    - {date: 2026-11-02, status: registered}
    - {date: 2026-11-05, status: released, release: "12.5"}

Fails:

    - {date: 2026-10-19, status: released, release: "12.5"}
"""

import datetime as dt

from ..lint.named_releases import release_path
from ..lint.rule import Problems, Rule
from ..model.by_branch import phase_of
from ..model.error import KnownError, PrivateRecord
from ..model.lifecycle import Phase
from ..model.products import Product, Release, ReleaseState
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    product = site_data.find_product(error)
    yield from _recalled(error, product, site_data)
    for index, (before, step) in enumerate(zip((None, *error.history), error.history, strict=False)):
        status = site_data.status_by_id.get(step.status)
        if status is None or status.phase is not Phase.DONE:
            continue
        days: list[tuple[dt.date, Release]] = []
        for at, version in enumerate(step.releases):
            release = product.release(version) if product else None
            if release is not None and release.came_out is None:
                message = f"release {version} is not out; add its release to products.yml, or say 'planned'"
                yield RULE.problem(error.field(*release_path(index, step, at)), message)
            elif release is not None and release.came_out is not None:
                days.append((release.came_out, release))
        # Of several releases, the last one to come out gives the day.
        day, last = max(days, key=lambda pair: pair[0], default=(step.date, None))
        if last is not None and (step.date < day or (before and before.date <= day < step.date)):
            message = f"release {last.version} came out on {day}, not on {step.date}"
            location = error.field("history", index, "date")
            yield RULE.problem(location, message, day.isoformat())


def _recalled(error: KnownError, product: Product | None, site_data: SiteData) -> Problems:
    for index, step in enumerate(error.history):
        if phase_of(step, site_data.status_by_id) not in (Phase.PLANNED, Phase.DONE) or product is None:
            continue
        for at, version in enumerate(step.releases):
            release = product.release(version)
            if release and release.state is ReleaseState.RECALLED and step.date > release.history[-1].date:
                message = f"release {version} was recalled on {release.history[-1].date}, before {step.date}"
                location = error.field(*release_path(index, step, at))
                yield RULE.problem(location, f"{message}; name another release, or correct the date")


RULE = Rule(
    "released-out",
    each_error=_check,
    needs=("product", "also_in", "history.status", "history.release", "history.date"),
)
