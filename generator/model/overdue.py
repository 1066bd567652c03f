"""Whether a planned correction is overdue, since when and why, and which open errors nobody has touched for long.

Both are decided once, for pages, the report and the rules.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from typing import NamedTuple

from .corrections import corrections_of, recalled_of
from .error import KnownError
from .lifecycle import Phase
from .products import Release, ReleaseState
from .site_data import SiteData


class Reason(enum.Enum):
    """What has become of a plan, or of a correction, that did not hold."""

    RELEASE_DROPPED = "the release was dropped"
    RELEASE_RECALLED = "the release was recalled"
    RELEASE_OUT = "the release is out without it"
    PASSED = "the time has passed"


class Overdue(NamedTuple):
    """Why a correction is overdue, since which day, the plan as text, and the release in it, if any.

    `step` is the number of the step with the plan.
    """

    reason: Reason
    since: dt.date
    plan: str
    release: Release | None
    step: int


def overdue(error: KnownError, site_data: SiteData) -> Iterator[Overdue]:
    """Yield why corrections of an error are overdue: each at most once, in the order of the product's branches."""
    product = site_data.find_product(error)
    if product is None:
        return
    for one in corrections_of(error, site_data):
        release, number = one.release, one.step.number
        if one.out is not None:
            continue
        if release is not None and release.state is not ReleaseState.PLANNED:
            reason = Reason.RELEASE_OUT if release.released else Reason.RELEASE_DROPPED
            yield Overdue(reason, release.history[-1].date, product.written(release), release, number)
        elif one.overdue and one.window is not None:
            plan = product.written(release) if release else one.window.text
            yield Overdue(Reason.PASSED, one.window.last, plan, release, number)
    for release in recalled_of(error, site_data):
        written = product.written(release)
        named = [step.number for step in error.history if written in step.releases]
        yield Overdue(Reason.RELEASE_RECALLED, release.history[-1].date, written, release, named[-1])


def days_overdue(error: KnownError, site_data: SiteData) -> int:
    """Return for how many days a correction of an error has been overdue, the longest of several; 0 if none is.

    That a release was dropped or recalled takes a promise back: what it was to correct is not planned any more.
    """
    return max((one.overdue for one in corrections_of(error, site_data)), default=0)


def stale_days(error: KnownError, site_data: SiteData) -> int | None:
    """Return for how many days an open error has not changed; None if that is not long, by `stale_after_days`."""
    status = site_data.status_by_id.get(error.status)
    days = (site_data.as_of - error.changed).days
    is_open = status is not None and status.phase is Phase.OPEN
    return days if is_open and days > site_data.site.stale_after_days else None
