"""The promise ledger: what was promised when, every move of it with its reason, and what came of it.

It is derived from the histories of the error and of the releases it names, so it cannot say anything else than they.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from .error import KnownError, Step
from .lifecycle import Phase
from .products import Release, ReleaseState
from .site_data import SiteData
from .window import Window, parse_window


class Kind(enum.Enum):
    """What an entry of the ledger records."""

    FIRST = "first"
    NARROWED = "narrowed"
    MOVED = "moved"
    RELEASE_MOVED = "release-moved"
    RELEASE_DROPPED = "release-dropped"
    DELIVERED = "delivered"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True, slots=True)
class Promise:
    """An entry: on which day, what was promised (a release, a window, or both) and why it changed."""

    date: dt.date
    kind: Kind
    release: str | None
    window: Window | None
    note: str | None
    step: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries, the oldest first."""

    entries: tuple[Promise, ...]

    @property
    def moves(self) -> int:
        """Return how often the promise was moved, by its own plan or by its release's date."""
        return sum(entry.kind in (Kind.MOVED, Kind.RELEASE_MOVED) for entry in self.entries)

    @property
    def kept(self) -> bool | None:
        """Say whether the delivery was in the release, or in the time, first promised; None before it."""
        first, delivered = self._first, self.delivered
        if first is None or delivered is None:
            return None
        return delivered.release == first.release if first.release else self.on_time

    @property
    def on_time(self) -> bool | None:
        """Say whether the delivery was by the time first promised; None before it, or if no time was promised."""
        first, delivered = self._first, self.delivered
        if first is None or first.window is None or delivered is None:
            return None
        return delivered.date <= first.window.last

    @property
    def fulfilled(self) -> bool | None:
        """Say whether what was first promised was kept: its time, or where none was promised, its release."""
        return self.kept if self.on_time is None else self.on_time

    @property
    def _first(self) -> Promise | None:
        return next((entry for entry in self.entries if entry.kind is Kind.FIRST), None)

    @property
    def delivered(self) -> Promise | None:
        """Return the delivery, if there was one."""
        return next((entry for entry in reversed(self.entries) if entry.kind is Kind.DELIVERED), None)


def ledger_of(error: KnownError, site_data: SiteData) -> Ledger:
    """Draw up the ledger of an error."""
    entries: list[Promise] = []
    promised: Step | None = None
    first: str | None = None
    for step, following in zip(error.history, [*error.history[1:], None], strict=True):
        status = site_data.status_by_id.get(step.status)
        phase = status.phase if status else Phase.OPEN
        if phase is Phase.DONE:
            entries.append(_entry(step, Kind.DELIVERED, site_data, error.product))
        elif step.plan is not None and phase is Phase.PLANNED:
            if promised is None:
                first = first or step.plan
                entries.append(_entry(step, Kind.FIRST if first == step.plan else Kind.MOVED, site_data, error.product))
            elif step.plan != promised.plan:
                kind = Kind.NARROWED if narrows(step, promised, site_data, error.product) else Kind.MOVED
                entries.append(_entry(step, kind, site_data, error.product))
            entries.extend(_moves_of_release(step, following, site_data, error.product))
        elif promised is not None:
            entries.append(_entry(step, Kind.TAKEN_BACK, site_data, error.product))
        promised = step if phase is Phase.PLANNED and step.plan is not None else None
    return Ledger(tuple(entries))


def moves(step: Step, promised: Step, site_data: SiteData, product: str) -> bool:
    """Say whether a step moves what was promised; telling more exactly when moves nothing."""
    return step.plan not in (None, promised.plan) and not narrows(step, promised, site_data, product)


def narrows(step: Step, promised: Step, site_data: SiteData, product: str) -> bool:
    """Say whether a plan only tells more exactly when, as a release within the quarter that was promised does."""
    if promised.release is not None or promised.window is None:
        return False
    window = _window(step, site_data, product)
    return window is not None and window.lies_in(promised.window)


def steps_while_promised(
    step: Step, following: Step | None, site_data: SiteData, product: str
) -> Iterator[tuple[Release, int]]:
    """Yield the release that a step promises, with the number of each step it took until the error's following one.

    A release's steps count from 1. Its first moves nothing: before it, nobody knew another date.
    """
    release = site_data.release(product, step.release) if step.release else None
    if release is not None:
        until = following.date if following else dt.date.max
        for number, change in enumerate(release.history[1:], start=2):
            if step.date < change.date <= until:
                yield release, number


def _entry(step: Step, kind: Kind, site_data: SiteData, product: str) -> Promise:
    return Promise(step.date, kind, step.release, _window(step, site_data, product), step.note, step.number)


def _window(step: Step, site_data: SiteData, product: str) -> Window | None:
    """Return the time that a step promises: its own, or that of its release as it was known on the day."""
    release = site_data.release(product, step.release) if step.release else None
    return _window_as_of(release, step.date) if release else step.window


def _window_as_of(release: Release, day: dt.date) -> Window | None:
    """Return when a release was planned for as it was known on a day; before anything was, what was known first."""
    known = [step for step in release.history if step.window is not None]
    by_then = [step for step in known if step.date <= day] or known[:1]
    return by_then[-1].window if by_then else None


def _moves_of_release(step: Step, following: Step | None, site_data: SiteData, product: str) -> Iterator[Promise]:
    """Yield the moves of a release's date while an error's correction was promised for it; coming out late is one."""
    for release, number in steps_while_promised(step, following, site_data, product):
        before, change = release.history[number - 2 : number]
        promised, window = before.window, change.window
        if change.state is ReleaseState.RELEASED:
            if promised is None or change.date <= promised.last:
                continue
            window = parse_window(change.date.isoformat())
        kind = Kind.RELEASE_DROPPED if change.state is ReleaseState.DROPPED else Kind.RELEASE_MOVED
        if promised is not None and window is not None and window.lies_in(promised):
            kind = Kind.NARROWED
        yield Promise(change.date, kind, release.version, window, change.note, step.number)
