"""What each step of an error's history does to the promise before it: decided once, for the ledger, pages and rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from .by_branch import Line, Said, lines_of
from .error import KnownError, Step
from .lifecycle import Phase
from .products import Product, Release, ReleaseState
from .site_data import SiteData
from .window import Window


class StepWithPromise(NamedTuple):
    """What a step of an error's history says about a branch, and what was promised for the branch before it.

    `promised` is the last step before it that had a plan, `previous` the step right before it, whose promise is still
    `in_force` if it made one; `following` is the step after it.
    """

    said: Said
    promised: Said | None
    previous: Said | None
    in_force: Said | None
    following: Said | None

    @property
    def step(self) -> Step:
        """Return the step."""
        return self.said.step

    @property
    def phase(self) -> Phase | None:
        """Return the step's phase; None if its status is not known."""
        return self.said.phase

    def moved_from(self, product: Product) -> Said | None:
        """Return the step with the plan that the step moves, with or without a reason; None if it moves none.

        A plan that only says more exactly when, such as a release within the promised quarter, moves nothing, nor does
        a delivery by the end of the promised time.
        """
        promised = self.promised
        if promised is None or self.said.plan in (None, promised.plan) or self.narrows(promised, product):
            return None
        return promised

    def narrows(self, promised: Said, product: Product) -> bool:
        """Return whether the step only says more exactly when than a promised time does, or delivers by its end."""
        if promised.version is not None or promised.step.window is None:
            return False
        if self.phase is Phase.DONE:
            return self.said.out_on(product) <= promised.step.window.last
        window = window_of(self.said, product)
        return window is not None and window.lies_in(promised.step.window)

    def releases(self, product: Product) -> Iterator[tuple[Release, int]]:
        """Yield the step's release with the number of each of its own steps that was taken before the following step.

        A release's steps count from 1. Its first moves nothing, as no other date was known before. After a delivery,
        only that the release was recalled matters.
        """
        release = self.said.release(product) if self.said.promises or self.phase is Phase.DONE else None
        if release is not None:
            until = self.following.step.date if self.following else dt.date.max
            for number, change in enumerate(release.history[1:], start=2):
                matters = self.said.promises or change.state is ReleaseState.RECALLED
                if matters and self.step.date < change.date <= until:
                    yield release, number


SaidInSteps = tuple[tuple[Step, tuple[StepWithPromise, ...]], ...]
"""The steps of an error's history, each with what it says about branches and the promises made before it."""


def steps_with_promise(error: KnownError, site_data: SiteData) -> SaidInSteps:
    """Return what the steps of an error's history say."""
    return site_data.steps.get(error, _steps_with_promise, site_data)


def _steps_with_promise(error: KnownError, site_data: SiteData) -> SaidInSteps:
    product = site_data.find_product(error)
    lines = lines_of(error, product, site_data.status_by_id) if product else ()
    if len(lines) == 1:
        # True of nearly all errors; there are thousands of them.
        return tuple([(one.step, (one,)) for one in with_promise(lines[0])])
    found: dict[int, list[StepWithPromise]] = {step.number: [] for step in error.history}
    for line in lines:
        for one in with_promise(line):
            found[one.step.number].append(one)
    return tuple([(step, tuple(found[step.number])) for step in error.history])


def move_in_words(said: Iterable[StepWithPromise], product: Product) -> str | None:
    """Return how a step moves plans, such as `from 12.5 to 12.6`; None if it moves none."""
    moved = {one.said.plan: before.plan for one in said if (before := one.moved_from(product))}
    old, new = (", ".join(dict.fromkeys(filter(None, plans))) for plans in (moved.values(), moved))
    return f"from {old} to {new}" if moved else None


def with_promise(line: Line) -> Iterator[StepWithPromise]:
    """Yield what a history says about a branch, step by step, each with the promise made before it."""
    promised = previous = in_force = None
    for said, following in zip_longest(line.said, line.said[1:]):
        yield StepWithPromise(said, promised, previous, in_force, following)
        previous, in_force = said, said if said.promises else None
        promised = said if said.plan else promised


def window_of(said: Said, product: Product) -> Window | None:
    """Return the time that a step promises: its own, or that of its release as it was known on the day."""
    release = said.release(product)
    return _window_as_of(release, said.step.date) if release else said.step.window


def _window_as_of(release: Release, day: dt.date) -> Window | None:
    """Return when a release was planned for, as known on a day; before anything was known, the first plan."""
    known = [step for step in release.history if step.window is not None]
    by_then = [step for step in known if step.date <= day] or known[:1]
    return by_then[-1].window if by_then else None
