"""What a product manager wants to know on a Monday: what is overdue, what moved, what is next, what was kept.

Everything follows from the errors' ledgers and the releases' histories; no private field is needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.corrections import corrections_of
from ..model.error import KnownError
from ..model.ledger import Kind, Ledger, ledger_of
from ..model.lifecycle import Phase
from ..model.overdue import overdue
from ..model.products import ReleaseState
from ..model.site_data import SiteData
from ..model.window import Window


@dataclass(frozen=True, slots=True)
class Overdue:
    """A correction that was due `days` days ago, or that its release no longer contains; `reason` says which."""

    error: KnownError
    plan: str
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Stale:
    """An open error that has not changed for `days` days."""

    error: KnownError
    days: int


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
    """The report for a day. `kept` of `delivered` corrections came by the date that was promised first."""

    as_of: dt.date
    since: dt.date
    overdue: tuple[Overdue, ...]
    stale: tuple[Stale, ...]
    moved: tuple[Moved, ...]
    upcoming: tuple[Upcoming, ...]
    kept: int
    delivered: int

    @property
    def kept_rate(self) -> float | None:
        """Return the share of deliveries that were on time, from 0 to 1; None if nothing was delivered."""
        return self.kept / self.delivered if self.delivered else None


def management(
    errors: Iterable[KnownError], site_data: SiteData, since: dt.date, only: str | None = None
) -> Management:
    """Return the report for the settings' day, with moves since another day; `only` limits it to a product's id."""
    every = tuple(
        error for error in errors if only is None or only in {found_in.product for found_in in error.products}
    )
    judged = [kept for error in every if (kept := ledger_of(error, site_data).fulfilled) is not None]
    overdue_ones = [late for error in every for late in _overdue(error, site_data)]
    stale = [Stale(error, days) for error in every if (days := stale_days(error, site_data)) is not None]
    moved = [move for error in every for move in _moves(error, site_data) if move.date >= since]
    return Management(
        as_of=site_data.as_of,
        since=since,
        overdue=tuple(sorted(overdue_ones, key=lambda late: -late.days)),
        stale=tuple(sorted(stale, key=lambda old: -old.days)),
        moved=tuple(sorted(moved, key=lambda move: move.date, reverse=True)),
        upcoming=tuple(row for row in _upcoming(every, site_data) if only is None or row.product == only),
        kept=sum(judged),
        delivered=len(judged),
    )


def _overdue(error: KnownError, site_data: SiteData) -> Iterator[Overdue]:
    for late in overdue(error, site_data):
        yield Overdue(error, late.plan, (site_data.as_of - late.since).days, late.reason.value)


def stale_days(error: KnownError, site_data: SiteData) -> int | None:
    """Return for how many days an open error has not changed; None if that is not long, by site.yml."""
    days = (site_data.as_of - error.changed).days
    is_open = site_data.lifecycle[error.status].phase is Phase.OPEN
    return days if is_open and days > site_data.site.stale_after_days else None


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
                planned.setdefault((one.product, one.release.version), []).append(error)
            elif one.out is None and one.window is not None:
                planned.setdefault((one.product, one.window), []).append(error)
                windows.setdefault(one.product, []).append(one.window)
    rows: list[Upcoming] = []
    for product in site_data.products:
        for release in product.releases:
            if release.state is ReleaseState.PLANNED:
                held = tuple(planned.get((product.id, release.version), ()))
                rows.append(Upcoming(product.id, release.version, release.window, held))
        for window in dict.fromkeys(windows.get(product.id, ())):
            rows.append(Upcoming(product.id, None, window, tuple(planned[product.id, window])))
    far = dt.date.max
    yield from sorted(
        rows, key=lambda row: (row.window.last if row.window else far, row.window.first if row.window else far)
    )
