"""A planned date that has passed is told to the product manager before the public notices.

Passes, until 2027-02-16:

    - {date: 2026-10-11, status: planned, release: "12.6"}

Fails on 2027-02-20, if 12.6 was planned for 2027-02-16 and is not out:

    - {date: 2026-10-11, status: planned, release: "12.6"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.lifecycle import Phase
from ..model.products import ReleaseState
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, Problem, ProblemSeverity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Iterator[Problem]:  # noqa: ARG001
    status = site_data.status_by_id.get(error.status)
    step = error.current
    if status is None or status.phase is not Phase.PLANNED:
        return
    at = ("history", len(error.history) - 1)
    release = site_data.release(error.product, step.release) if step.release else None
    if release is not None and release.state is ReleaseState.DROPPED:
        message = f"release {release.version} was dropped; plan the correction for another one"
        yield Problem(RULE.id, RULE.severity, FieldLocation(error.file, (*at, "release")), message)
    elif release is not None and release.released is not None:
        message = f"release {release.version} is out since {release.released}; say 'released', or move the plan"
        yield Problem(RULE.id, RULE.severity, FieldLocation(error.file, (*at, "release")), message)
    elif step.window is not None and step.window.last < site_data.as_of:
        days = (site_data.as_of - step.window.last).days
        message = f"the planned time {step.window.text} passed {days} days ago; move the plan, with its reason"
        yield Problem(RULE.id, RULE.severity, FieldLocation(error.file, (*at, "window")), message)


def _releases(catalog: Catalog) -> Iterator[Problem]:
    for location, product, release in catalog.releases():
        window = release.window
        late = release.state is ReleaseState.PLANNED and window is not None and window.last < catalog.site_data.as_of
        if late and window is not None:
            days = (catalog.site_data.as_of - window.last).days
            message = f"{product.name} {release.version} was planned for {window.text}, {days} days ago; move it"
            yield Problem(RULE.id, RULE.severity, location.to("history", len(release.history) - 1), message)


RULE = Rule(
    "plan-passed",
    ProblemSeverity.WARNING,
    each_error=_check,
    whole=_releases,
    needs=("product", "history.status", "history.release", "history.window"),
)
