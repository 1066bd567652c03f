"""Whether a planned correction is overdue, and why: decided once, for the product manager's report and the rule."""

from __future__ import annotations

import datetime as dt
import enum
from typing import NamedTuple

from .error import KnownError
from .lifecycle import Phase
from .products import Release, ReleaseState
from .site_data import SiteData


class Reason(enum.Enum):
    """What has become of a plan that did not hold."""

    RELEASE_DROPPED = "the release was dropped"
    RELEASE_OUT = "the release is out without it"
    PASSED = "the time has passed"


class Overdue(NamedTuple):
    """Why a correction is overdue, since which day, and the release that it is planned for, if any."""

    reason: Reason
    since: dt.date
    release: Release | None


def overdue(error: KnownError, site_data: SiteData) -> Overdue | None:
    """Return why an error's correction is overdue; None if it is not, or nothing is planned."""
    status, step = site_data.status_by_id.get(error.status), error.current
    if status is None or status.phase is not Phase.PLANNED:
        return None
    release = site_data.release(error.product, step.release) if step.release else None
    if release is not None and release.state is not ReleaseState.PLANNED:
        reason = Reason.RELEASE_OUT if release.released else Reason.RELEASE_DROPPED
        return Overdue(reason, release.history[-1].date, release)
    window = release.window if release is not None else step.window
    if window is None or not window.passed(site_data.as_of):
        return None
    return Overdue(Reason.PASSED, window.last, release)
