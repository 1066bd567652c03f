"""The promise ledger: what was promised when, every move of it with its reason, and what became of it.

It is derived from the histories of the error and of the releases it names, so it cannot contradict them. Pages,
feeds, rules and commands use `steps_with_promise` to find out what a step does to the promise before it.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

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
    """An entry: on which day, what was promised (a release, a window, or both) and why it changed.

    `out` is the day a delivery came out, which may be before the day it was said; None for all other entries.
    """

    date: dt.date
    kind: Kind
    release: str | None
    window: Window | None
    note: str | None
    step: int
    out: dt.date | None = None


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
        """Return whether the delivery was in the release, or in the time, first promised; None before the delivery."""
        first, delivered = self._first, self.delivered
        if first is None or delivered is None:
            return None
        if first.release is None or (delivered.release is None and self.on_time is not None):
            return self.on_time
        return delivered.release == first.release

    @property
    def on_time(self) -> bool | None:
        """Return whether the delivery was by the time first promised; None before it, or if no time was promised."""
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
        """Return the delivery, if there was one."""
        return next((entry for entry in reversed(self.entries) if entry.kind is Kind.DELIVERED), None)


def ledger_of(error: KnownError, site_data: SiteData) -> Ledger:
    """Return the ledger of an error."""
    entries: list[Promise] = []
    first: str | None = None
    for one in steps_with_promise(error, site_data):
        step, kind = one.step, None
        if one.phase is Phase.DONE:
            kind = Kind.DELIVERED
        elif not one.promises:
            kind = Kind.TAKEN_BACK if one.in_force else None
        elif one.in_force is None:
            first = first or step.plan
            kind = Kind.FIRST if first == step.plan else Kind.MOVED
        elif step.plan != one.in_force.plan:
            kind = Kind.NARROWED if one.narrows(one.in_force, site_data, error.product) else Kind.MOVED
        if kind is not None:
            window = _window(step, site_data, error.product)
            out = out_on(step, site_data, error.product) if kind is Kind.DELIVERED else None
            entries.append(Promise(step.date, kind, step.release, window, step.note, step.number, out))
        entries.extend(_moves_of_release(one, site_data, error.product))
    return Ledger(tuple(entries))


class StepWithPromise(NamedTuple):
    """A step of an error's history, its phase (None if its status is not known), and what was promised before it.

    `promised` is the last step before it that had a plan, `previous` the step right before it, whose promise is still
    `in_force` if it made one; `following` is the step after it.
    """

    step: Step
    phase: Phase | None
    promised: Step | None
    previous: Step | None
    in_force: Step | None
    following: Step | None

    @property
    def promises(self) -> bool:
        """Return whether the step promises a correction."""
        return self.phase is Phase.PLANNED and self.step.plan is not None

    def moved_from(self, site_data: SiteData, product: str) -> str | None:
        """Return the plan that the step moves, with or without a reason; None if it moves none.

        A plan that only says more exactly when, such as a release within the promised quarter, moves nothing, nor does
        a delivery by the end of the promised time.
        """
        step, promised = self.step, self.promised
        if promised is None or step.plan in (None, promised.plan) or self.narrows(promised, site_data, product):
            return None
        return promised.plan

    def narrows(self, promised: Step, site_data: SiteData, product: str) -> bool:
        """Return whether the step only says more exactly when than a promised time does, or delivers by its end."""
        if promised.release is not None or promised.window is None:
            return False
        if self.phase is Phase.DONE:
            return out_on(self.step, site_data, product) <= promised.window.last
        window = _window(self.step, site_data, product)
        return window is not None and window.lies_in(promised.window)

    def releases(self, site_data: SiteData, product: str) -> Iterator[tuple[Release, int]]:
        """Yield the promised release with the number of each of its own steps that was taken before the following step.

        A release's steps count from 1. Its first moves nothing, as no other date was known before.
        """
        release = site_data.release(product, self.step.release) if self.promises and self.step.release else None
        if release is not None:
            until = self.following.date if self.following else dt.date.max
            for number, change in enumerate(release.history[1:], start=2):
                if self.step.date < change.date <= until:
                    yield release, number


def steps_with_promise(error: KnownError, site_data: SiteData) -> Iterator[StepWithPromise]:
    """Yield the steps of an error's history, each with the promise made before it."""
    promised = previous = in_force = None
    for step, following in zip_longest(error.history, error.history[1:]):
        status = site_data.status_by_id.get(step.status)
        one = StepWithPromise(step, status.phase if status else None, promised, previous, in_force, following)
        yield one
        previous, in_force = step, step if one.promises else None
        promised = step if step.plan else promised


def out_on(step: Step, site_data: SiteData, product: str) -> dt.date:
    """Return the day a delivery came out: its release's day or, without a release that is out, the step's own."""
    release = site_data.release(product, step.release) if step.release else None
    return (release.released if release else None) or step.date


def _window(step: Step, site_data: SiteData, product: str) -> Window | None:
    """Return the time that a step promises: its own, or that of its release as it was known on the day."""
    release = site_data.release(product, step.release) if step.release else None
    return _window_as_of(release, step.date) if release else step.window


def _window_as_of(release: Release, day: dt.date) -> Window | None:
    """Return when a release was planned for, as known on a day; before anything was known, the first plan."""
    known = [step for step in release.history if step.window is not None]
    by_then = [step for step in known if step.date <= day] or known[:1]
    return by_then[-1].window if by_then else None


def _moves_of_release(one: StepWithPromise, site_data: SiteData, product: str) -> Iterator[Promise]:
    """Yield the moves of a release's date while an error's correction was promised for it; coming out late is one."""
    for release, number in one.releases(site_data, product):
        before, change = release.history[number - 2 : number]
        promised, window = before.window, change.window
        if change.state is ReleaseState.RELEASED:
            if promised is None or change.date <= promised.last:
                continue
            window = parse_window(change.date.isoformat())
        kind = Kind.RELEASE_DROPPED if change.state is ReleaseState.DROPPED else Kind.RELEASE_MOVED
        if promised is not None and window is not None and window.lies_in(promised):
            kind = Kind.NARROWED
        yield Promise(change.date, kind, release.version, window, change.note, one.step.number)
