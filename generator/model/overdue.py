"""Whether a correction is overdue, since when and why, and when promises of an error have ever become so.

It is decided once, for pages, feeds, the report and the rules.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from .corrections import corrections_of, recalled_of
from .error import KnownError, Step
from .ledger import Kind, Promise, ledger_of
from .lifecycle import Phase
from .products import Product, Release, ReleaseState
from .site_data import SiteData

_NO_PROMISE = (Kind.DELIVERED, Kind.TAKEN_BACK, Kind.RELEASE_DROPPED, Kind.RELEASE_RECALLED)
"""The kinds of entries of a ledger that promise nothing."""


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


def overdue_days(error: KnownError, site_data: SiteData) -> list[tuple[dt.date, list[Promise]]]:
    """Return the promises of an error whose time passed before they were kept, moved or withdrawn, the oldest first.

    Each is with its first day late; what one step promised several branches for the same time is together. A release
    that came out without the correction ends the time on its day.
    """
    return site_data.overdue_days.get(error, _overdue_days, site_data)


def _overdue_days(error: KnownError, site_data: SiteData) -> list[tuple[dt.date, list[Promise]]]:
    product = site_data.find_product(error)
    if product is None or not _can_be_late(error, product, site_data):
        return []
    ledger, found = ledger_of(error, site_data), dict[tuple[dt.date, int], list[Promise]]()
    for line in ledger.branches or (ledger,):
        for entry, following in zip_longest(line.entries, line.entries[1:]):
            if entry.window is None or entry.kind in _NO_PROMISE:
                continue
            release = _release_of(entry, product)
            came_out = release.came_out if release else None
            last = min(entry.window.last, came_out) if came_out and came_out >= entry.date else entry.window.last
            first, until = last + dt.timedelta(days=1), site_data.as_of
            if following is not None:
                until = min(following.date, following.out or following.date) - dt.timedelta(days=1)
            if entry.date < first <= until:
                found.setdefault((first, entry.step), []).append(entry)
    return [(day, found[day, step]) for day, step in sorted(found)]


def _can_be_late(error: KnownError, product: Product, site_data: SiteData) -> bool:
    """Return whether a time that a step names passed before the history ended: it is not so for most of thousands."""
    step = error.history[-1]
    ended = site_data.status_by_id[step.status].phase in (Phase.DONE, Phase.CLOSED) and not product.branches
    until = step.date if ended else site_data.as_of
    named = [step for step in error.history if step.window is not None or step.releases]
    return any(step.date <= last < until for step in named for last in _last_days(step, product))


def _last_days(step: Step, product: Product) -> Iterator[dt.date]:
    """Yield the last days of the times that a step has promised at some time, by itself or by its releases' dates."""
    if step.window is not None:
        yield step.window.last
    for version in step.releases:
        release = product.release(version)
        if release is not None:
            yield from (change.window.last for change in release.history if change.window is not None)
            if release.came_out is not None:
                yield release.came_out


def _release_of(entry: Promise, product: Product) -> Release | None:
    branch = product.branch(entry.branch)
    part = f"{branch.part[0]}/" if branch and branch.part and branch.part[0] != product.id else ""
    return product.release(f"{part}{entry.release}") if entry.release else None
