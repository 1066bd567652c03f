"""Releases as dates for a calendar: when each is planned or came out, how certain that is, and how often it moved."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model.products import Product, Release, ReleaseState, ReleaseStep


class EventStatus(enum.Enum):
    """iCalendar's terms for a day that is set, a span that is not yet a day, and a release dropped or recalled."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class ReleaseDate:
    """A release in a calendar; `first` and `last` are days, both included.

    `sequence` counts the moves of the date, being dropped or recalled included. `said` is when the last of them was
    published.
    """

    product: Product
    release: Release
    first: dt.date
    last: dt.date
    status: EventStatus
    sequence: int
    said: dt.date


def release_dates(products: Iterable[Product]) -> Iterator[ReleaseDate]:
    """Yield every release that ever had a date, in the order of products and their releases."""
    for product in products:
        for release in product.releases:
            states = [state for state in map(_dated, release.history) if state is not None]
            if not states:
                continue
            first, last, status = states[-1]
            if release.state is ReleaseState.RECALLED:
                first = last = release.came_out or first
            elif status is EventStatus.CANCELLED and release.window:
                first, last = release.window.first, release.window.last
            # Coming out on the planned day is not a move: only a different day, or being dropped, raises the sequence.
            moves = sum(_key(one) != _key(other) for one, other in pairwise(states))
            yield ReleaseDate(product, release, first, last, status, moves, release.history[-1].date)


@dataclass(frozen=True, slots=True)
class SupportEnd:
    """The last day of the support of a branch or a release: its name, its page, and `slug`, which identifies it.

    `said` is when the newest of its releases was last said something about, as products.yml does not say more.
    """

    product: Product
    name: str
    slug: str
    address: str
    last: dt.date
    said: dt.date


def support_ends(products: Iterable[Product]) -> Iterator[SupportEnd]:
    """Yield the last days of support: one for each branch, and one for each release that is out and has its own."""
    for product in products:
        for branch in product.branches:
            own = [release.history[-1].date for release in product.releases if release.branch == branch.id]
            if branch.end_of_support and own:
                slug = f"{product.id.lower()}-branch-{branch.id.lower()}-support"
                yield SupportEnd(product, branch.name, slug, product.address, branch.end_of_support, max(own))
        for release in product.releases:
            line = product.branch(release.branch)
            of_branch = line.end_of_support if line else None
            if release.released and release.end_of_support not in (None, of_branch):
                slug, said = f"{release.slug}-support", release.history[-1].date
                yield SupportEnd(product, release.version, slug, release.address, release.end_of_support, said)


State = tuple[dt.date, dt.date, EventStatus]


def _dated(step: ReleaseStep) -> State | None:
    if step.state is ReleaseState.RELEASED:
        return step.date, step.date, EventStatus.CONFIRMED
    if step.state in (ReleaseState.DROPPED, ReleaseState.RECALLED):
        return step.date, step.date, EventStatus.CANCELLED
    if step.window is None:
        return None
    sure = EventStatus.CONFIRMED if step.window.is_day else EventStatus.TENTATIVE
    return step.window.first, step.window.last, sure


def _key(state: State) -> tuple[dt.date, dt.date, bool]:
    first, last, status = state
    return first, last, status is EventStatus.CANCELLED
