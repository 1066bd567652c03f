"""The promise ledger: what was promised when, every move of it with its reason, and what became of it.

It is derived from the histories of the error and of the releases it names, so it cannot contradict them. Each branch in
which a correction was promised has a ledger of its own.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .by_branch import Line, lines_of
from .error import KnownError
from .lifecycle import Phase
from .products import Product, Release, ReleaseState
from .site_data import SiteData
from .steps import StepWithPromise, window_of, with_promise
from .window import Window, parse_window


class Kind(enum.Enum):
    """What an entry of the ledger records."""

    FIRST = "first"
    NARROWED = "narrowed"
    MOVED = "moved"
    RELEASE_MOVED = "release-moved"
    RELEASE_DROPPED = "release-dropped"
    RELEASE_RECALLED = "release-recalled"
    DELIVERED = "delivered"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True, slots=True)
class Promise:
    """An entry: on which day, what was promised (a release, a window, or both) and why it changed.

    `branch` is the id of the branch that it is about; None if it is about all of them, or there are none. `out` is the
    day a delivery came out, which may be before the day it was said; None for all other entries.
    """

    date: dt.date
    kind: Kind
    release: str | None
    window: Window | None
    note: str | None
    step: int
    branch: str | None = None
    out: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries, the oldest first. `branches` are the ledgers of the branches, if there is more than one."""

    entries: tuple[Promise, ...]
    branches: tuple[Ledger, ...] = ()

    @property
    def moves(self) -> int:
        """Return how often the promise was moved, by its own plan or by its release's date."""
        return sum(entry.kind in (Kind.MOVED, Kind.RELEASE_MOVED) for entry in self.entries)

    @property
    def kept(self) -> bool | None:
        """Return whether the delivery was in the release, or in the time, first promised; None before the delivery.

        Of several branches, all that something was promised for have to be so.
        """
        if self.branches:
            return _all(ledger.kept for ledger in self.branches if ledger._first)
        first, delivered = self._first, self.delivered
        if first is None or delivered is None:
            return None
        if first.release is None or (delivered.release is None and self.on_time is not None):
            return self.on_time
        return delivered.release == first.release

    @property
    def on_time(self) -> bool | None:
        """Return whether the delivery was by the time first promised; None before it, or if no time was promised."""
        if self.branches:
            return _all(ledger.on_time for ledger in self.branches if ledger._first)
        first, delivered = self._first, self.delivered
        if first is None or first.window is None or delivered is None:
            return None
        return (delivered.out or delivered.date) <= first.window.last

    @property
    def fulfilled(self) -> bool | None:
        """Return whether the first promise was kept: its time or, if none was promised, its release."""
        return self.kept if self.on_time is None else self.on_time

    @property
    def _first(self) -> Promise | None:
        return next((entry for entry in self.entries if entry.kind is Kind.FIRST), None)

    @property
    def delivered(self) -> Promise | None:
        """Return the delivery, if there was one that was not recalled: of several branches, the last to have one."""
        if self.branches:
            found = [ledger.delivered for ledger in self.branches]
            known = [entry for entry in found if entry is not None]
            return max(known, key=lambda entry: entry.step) if len(known) == len(found) else None
        ends = (Kind.DELIVERED, Kind.RELEASE_RECALLED)
        last = next((entry for entry in reversed(self.entries) if entry.kind in ends), None)
        return last if last is not None and last.kind is Kind.DELIVERED else None


def ledger_of(error: KnownError, site_data: SiteData) -> Ledger:
    """Return the ledger of an error."""
    return site_data.ledgers.get(error, _ledger_of, site_data)


def _ledger_of(error: KnownError, site_data: SiteData) -> Ledger:
    product = site_data.find_product(error)
    if product is None:
        return Ledger(())
    lines = lines_of(error, product, site_data.status_by_id)
    ledgers = [Ledger(tuple(_entries(line, product))) for line in lines]
    if len(ledgers) == 1:
        return ledgers[0]
    alike: dict[Promise, list[Promise]] = {}
    for ledger in ledgers:
        for entry in ledger.entries:
            alike.setdefault(replace(entry, branch=None), []).append(entry)
    # What was said about several branches at once is one entry.
    entries = [found[0] if len(found) == 1 else entry for entry, found in alike.items()]
    return Ledger(tuple(sorted(entries, key=lambda entry: (entry.date, entry.step))), tuple(ledgers))


def _entries(line: Line, product: Product) -> Iterator[Promise]:
    first: str | None = None
    for one in with_promise(line):
        said, kind = one.said, None
        if said.phase is Phase.DONE:
            kind = Kind.DELIVERED
        elif not said.promises:
            kind = Kind.TAKEN_BACK if one.in_force else None
        elif one.in_force is None:
            first = first or said.plan
            kind = Kind.FIRST if first == said.plan else Kind.MOVED
        elif said.plan != one.in_force.plan:
            kind = Kind.NARROWED if one.narrows(one.in_force, product) else Kind.MOVED
        if kind is not None:
            step, out = said.step, said.out_on(product) if kind is Kind.DELIVERED else None
            window, release = window_of(said, product), said.release(product)
            # A plan of another branch, if its release was dropped, is at the beginning of this one's.
            branch = _branch(release, product) if release else line.branch
            yield Promise(
                step.date,
                kind,
                release.version if release else said.version,
                window,
                step.note,
                step.number,
                branch,
                out,
            )
        yield from _moves_of_release(one, product)


_ENDS = {ReleaseState.DROPPED: Kind.RELEASE_DROPPED, ReleaseState.RECALLED: Kind.RELEASE_RECALLED}


def _moves_of_release(one: StepWithPromise, product: Product) -> Iterator[Promise]:
    """Yield the moves of a release's date while an error's correction was promised for it; coming out late is one."""
    for release, number in one.releases(product):
        before, change = release.history[number - 2 : number]
        promised, window = before.window, change.window
        if change.state is ReleaseState.RELEASED:
            if promised is None or change.date <= promised.last:
                continue
            window = parse_window(change.date.isoformat())
        kind = _ENDS.get(change.state, Kind.RELEASE_MOVED)
        if promised is not None and window is not None and window.lies_in(promised):
            kind = Kind.NARROWED
        branch = _branch(release, product)
        yield Promise(change.date, kind, release.version, window, change.note, one.step.number, branch)


def _branch(release: Release, product: Product) -> str | None:
    branch = product.branch_of(release)
    return branch.id if branch else None


def _all(answers: Iterable[bool | None]) -> bool | None:
    """Return False if any answer is, None if any is not known, True if all are; None without any."""
    known = tuple(answers)
    if False in known:
        return False
    return None if None in known or not known else True
