"""The newest changes of several errors and releases, and all of them, in one order: for lists, feeds and the API.

The newest come first. On the same day, releases come first, then errors, and what became overdue comes last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from ..model.error import KnownError
from ..model.overdue import overdue_days
from ..model.products import Release
from ..model.publication import NO_ERRORS, Errors
from ..model.site_data import SiteData
from .changes import AnyChange, Change, ReleaseChange, changes_of, changes_of_release, overdue_changes


class Entry(NamedTuple):
    """An entry of the list of changes before it is a `Change`, as there are tens of thousands of them.

    It is the step with a number of an error's or a release's history; `late` says that it is not the step itself, but
    that what it promised became overdue.
    """

    date: dt.date
    of: KnownError | Release
    number: int
    late: bool = False

    @property
    def name(self) -> str:
        """Return the entry's name: it is its own as long as nothing is inserted above the step."""
        return f"{self.of.id if isinstance(self.of, KnownError) else self.of.slug}:{self.number}:{self.late}"


def entries_of(errors: Errors, releases: Iterable[Release], site_data: SiteData) -> list[Entry]:
    """Return every change there has ever been of errors and releases."""
    found = [Entry(step.date, one, number) for one in releases for number, step in enumerate(one.history, start=1)]
    found += [Entry(step.date, error, step.number) for error in errors for step in reversed(error.history)]
    for error in errors:
        late = overdue_days(error, site_data)
        found += [Entry(day, error, promises[0].step, late=True) for day, promises in late]
    return sorted(found, key=lambda entry: -entry.date.toordinal())


def made_changes(entries: Iterable[Entry], site_data: SiteData) -> Iterator[AnyChange]:
    """Yield the changes of entries, in their order."""
    known: dict[tuple[str, bool], dict[tuple[int, dt.date], AnyChange]] = {}
    for date, one, number, late in entries:
        key = (one.slug if isinstance(one, Release) else one.id, late)
        if key not in known:
            known[key] = _changes(one, site_data, late)
        yield known[key][number, date]


def _changes(one: KnownError | Release, site_data: SiteData, late: bool) -> dict[tuple[int, dt.date], AnyChange]:
    """Return the changes of an error or a release, by the step's number and the day."""
    if isinstance(one, Release):
        return {(change.number, change.step.date): change for change in changes_of_release(one)}
    changes = overdue_changes(one, site_data) if late else changes_of(one, site_data)
    return {(change.step.number, change.step.date): change for change in changes}


def latest_news(
    errors: Errors,
    releases: Iterable[Release],
    site_data: SiteData,
    most: int,
    keep: Callable[[Change], bool] | None = None,
) -> tuple[AnyChange, ...]:
    """Return the newest changes; `keep` says which of the errors' count, by default all."""
    if keep is None:
        errors = _with_newest(most, errors, site_data)
    changes = made_changes(entries_of(errors, releases, site_data), site_data)
    kept = (one for one in changes if keep is None or isinstance(one, ReleaseChange) or keep(one))
    return tuple(islice(kept, most))


def _with_newest(most: int, errors: Errors, site_data: SiteData) -> Errors:
    """Return, in their order, the errors that are not too old to have any of the `most` newest changes."""
    days = [_newest_day(error, site_data) for error in errors]
    newest = nlargest(most, days)
    if len(newest) < most:
        return errors
    return Errors([error for error, day in zip(errors, days, strict=True) if day >= newest[-1]])


def _newest_day(error: KnownError, site_data: SiteData) -> dt.date:
    late = overdue_days(error, site_data)
    return max([step.date for step in error.history] + [day for day, _ in late])


def latest_changes(errors: Errors, site_data: SiteData, most: int) -> Iterator[Change]:
    """Yield the newest steps of several errors."""
    steps = [entry for entry in entries_of(errors, (), site_data) if not entry.late]
    return (change for change in made_changes(steps[:most], site_data) if isinstance(change, Change))


def latest_of_releases(releases: Iterable[Release], site_data: SiteData, most: int) -> Iterator[ReleaseChange]:
    """Yield the newest steps of several releases."""
    steps = entries_of(NO_ERRORS, releases, site_data)[:most]
    return (change for change in made_changes(steps, site_data) if isinstance(change, ReleaseChange))


def count_of_changes(errors: Errors, releases: Iterable[Release]) -> int:
    """Return how many steps errors and releases have in all."""
    return sum(len(error.history) for error in errors) + sum(len(release.history) for release in releases)
