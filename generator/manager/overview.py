"""What a product manager wants to know on a Monday: what waits, is overdue, moved, comes next, and was on time.

Everything follows from the errors' ledgers and the releases' histories; no private field is needed. Each figure is
defined in docs/reports.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model.corrections import corrections_of
from ..model.error import KnownError
from ..model.ledger import Kind, Ledger, ledger_of
from ..model.lifecycle import Phase
from ..model.overdue import overdue
from ..model.products import ReleaseState
from ..model.promises import promises_of
from ..model.site_data import SiteData
from ..model.stale import stale_days
from ..model.window import Window

BANDS = (30, 90, 180)
"""The days since its registration at which an error gets into the next band of ages."""


@dataclass(frozen=True, slots=True)
class Aged:
    """An error, and the days since it was registered or, if it is stale, since it last changed."""

    error: KnownError
    days: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that came out on `date`; `release` is None if it came without one."""

    error: KnownError
    date: dt.date
    release: str | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """Of the promises that were due in a quarter, how many came on time: by the last day first promised."""

    year: int
    number: int
    on_time: int
    due: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """A correction that was due `days` days ago, or that its release no longer contains; `reason` says which."""

    error: KnownError
    plan: str
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A promise that was moved on `date`; `after` is None if it was withdrawn."""

    error: KnownError
    date: dt.date
    before: str
    after: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What is planned for a release, or for a time without a release (`release` is then None)."""

    product: str
    release: str | None
    window: Window | None
    errors: tuple[KnownError, ...]


@dataclass(frozen=True, slots=True)
class Management:
    """The report for a day, with what is new, corrected or moved since another day. `quarters` are the oldest first."""

    as_of: dt.date
    since: dt.date
    waiting: tuple[Aged, ...]
    new: tuple[KnownError, ...]
    corrected: tuple[Corrected, ...]
    overdue: tuple[Overdue, ...]
    stale: tuple[Aged, ...]
    moved: tuple[Moved, ...]
    upcoming: tuple[Upcoming, ...]
    quarters: tuple[Quarter, ...]

    @property
    def on_time(self) -> int:
        """Return how many of the promises that were due came on time."""
        return sum(quarter.on_time for quarter in self.quarters)

    @property
    def due(self) -> int:
        """Return how many promises were due."""
        return sum(quarter.due for quarter in self.quarters)

    def by_age(self, level: str) -> tuple[int, ...]:
        """Return how many errors of a level wait, in each band of ages: below, between and above `BANDS`."""
        days = [one.days for one in self.waiting if one.error.level == level]
        edges = pairwise((0, *BANDS, 100_000))
        return tuple(sum(first <= one < end for one in days) for first, end in edges)


def management(
    errors: Iterable[KnownError], site_data: SiteData, since: dt.date, only: str | None = None
) -> Management:
    """Return the report for the settings' day, with moves since another day; `only` limits it to a product's id."""
    every = tuple(
        error for error in errors if only is None or only in {found_in.product for found_in in error.products}
    )
    corrected = [one for error in every for one in _corrected(error, site_data) if one.date >= since]
    waits = (one for one in every if site_data.lifecycle[one.status].phase in (Phase.OPEN, Phase.PLANNED))
    waiting = [Aged(one, (site_data.as_of - one.registered).days) for one in waits]
    overdue_ones = [late for error in every for late in _overdue(error, site_data)]
    stale = [Aged(error, days) for error in every if (days := stale_days(error, site_data)) is not None]
    new = (one for one in every if one.registered >= since)
    moved = [move for error in every for move in _moves(error, site_data) if move.date >= since]
    return Management(
        as_of=site_data.as_of,
        since=since,
        waiting=tuple(sorted(waiting, key=lambda one: -one.days)),
        new=tuple(sorted(new, key=lambda one: one.registered, reverse=True)),
        corrected=tuple(sorted(corrected, key=lambda one: one.date, reverse=True)),
        overdue=tuple(sorted(overdue_ones, key=lambda late: -late.days)),
        stale=tuple(sorted(stale, key=lambda old: -old.days)),
        moved=tuple(sorted(moved, key=lambda move: move.date, reverse=True)),
        upcoming=tuple(row for row in _upcoming(every, site_data) if only is None or row.product == only),
        quarters=tuple(_quarters(every, site_data)),
    )


def _corrected(error: KnownError, site_data: SiteData) -> Iterator[Corrected]:
    for one in corrections_of(error, site_data):
        if one.out is not None:
            yield Corrected(error, one.out, one.release.version if one.release else None)


def _quarters(errors: Iterable[KnownError], site_data: SiteData) -> Iterator[Quarter]:
    due = [one for error in errors for one in promises_of(error, site_data) if one.due(site_data.as_of)]
    for year, number in sorted({one.quarter for one in due}):
        these = [one for one in due if one.quarter == (year, number)]
        yield Quarter(year, number, sum(one.in_time for one in these), len(these))


def _overdue(error: KnownError, site_data: SiteData) -> Iterator[Overdue]:
    for late in overdue(error, site_data):
        yield Overdue(error, late.plan, (site_data.as_of - late.since).days, late.reason.value)


def _moves(error: KnownError, site_data: SiteData) -> Iterator[Moved]:
    """Yield the moves of an error's promises; what was moved in several branches at once is one move."""
    ledger = ledger_of(error, site_data)
    found = [move for branch in ledger.branches or (ledger,) for move in _moves_of(error, branch)]
    yield from sorted(dict.fromkeys(found), key=lambda move: move.date)


def _moves_of(error: KnownError, ledger: Ledger) -> Iterator[Moved]:
    before = ""
    for entry in ledger.entries:
        window = entry.window.text if entry.window else ""
        plan = entry.release or window
        if entry.kind is Kind.MOVED:
            yield Moved(error, entry.date, before, plan, entry.note)
        elif entry.kind is Kind.RELEASE_MOVED:
            yield Moved(error, entry.date, before, f"{plan} ({window})", entry.note)
        elif entry.kind in (Kind.RELEASE_DROPPED, Kind.RELEASE_RECALLED, Kind.TAKEN_BACK):
            yield Moved(error, entry.date, before, None, entry.note)
        before = plan or before


def _upcoming(errors: tuple[KnownError, ...], site_data: SiteData) -> Iterator[Upcoming]:
    planned: dict[tuple[str, str | Window], list[KnownError]] = {}
    windows: dict[str, list[Window]] = {}
    for error in errors:
        for one in corrections_of(error, site_data):
            if one.out is None and one.release is not None:
                planned.setdefault(one.release.key, []).append(error)
            elif one.out is None and one.window is not None:
                planned.setdefault((one.product, one.window), []).append(error)
                windows.setdefault(one.product, []).append(one.window)
    rows: list[Upcoming] = []
    for product in site_data.products:
        for release in product.releases:
            if release.state is ReleaseState.PLANNED:
                held = tuple(planned.get(release.key, ()))
                rows.append(Upcoming(product.id, release.version, release.window, held))
        for window in dict.fromkeys(windows.get(product.id, ())):
            rows.append(Upcoming(product.id, None, window, tuple(planned[product.id, window])))
    far = dt.date.max
    yield from sorted(
        rows, key=lambda row: (row.window.last if row.window else far, row.window.first if row.window else far)
    )
