"""What changed, step by step: each step of a history as a change, for pages, feeds and the API.

A release has a history too: when its date moves, so does the correction of every error waiting for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from ..model.addresses import step_address
from ..model.by_branch import Said
from ..model.error import KnownError, Step
from ..model.lifecycle import Phase
from ..model.overdue import overdue_days
from ..model.products import Release, ReleaseState, ReleaseStep
from ..model.publication import Publication
from ..model.site_data import SiteData
from ..model.steps import StepWithPromise, steps_with_promise
from ..model.window import Window


@dataclass(frozen=True, slots=True)
class Change:
    """A step of an error's history, or its promises that became overdue; it has the step's number and a day of its own.

    `kind` is registered, planned, moved, released, duplicate, closed, changed or overdue.

    `moved_from` are the steps with the plans, of one branch or several, that it moves; `plans` is what it says about
    the branches in which it moves them or, if it moves none, about all. `written` is the earliest day on which it can
    have been written: no step is written before the one above it.
    """

    error: KnownError
    step: Step
    kind: str
    moved_from: tuple[Said, ...]
    plans: tuple[Said, ...]
    written: dt.date

    @property
    def name(self) -> str:
        """Return the change's unique, permanent name: the error's id, the step's number and, if overdue, the day."""
        name = f"{self.error.id}:{self.step.number}"
        return f"{name}:overdue-{self.step.date}" if self.kind == "overdue" else name

    @property
    def anchor(self) -> str:
        """Return the address of the step on the error's page."""
        return step_address(self.error.address, self.step.number)

    @property
    def product(self) -> str:
        """Return the product's id."""
        return self.error.product

    @property
    def about(self) -> str:
        """Return the title of what changed."""
        return self.error.title


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """A step of a release's history, by its number from 1. `kind` is planned, moved, released, dropped or recalled.

    `written` is the earliest day on which it can have been written, as it is of an error's step.
    """

    release: Release
    number: int
    step: ReleaseStep
    kind: str
    moved_from: Window | None
    written: dt.date

    @property
    def name(self) -> str:
        """Return the change's unique, permanent name: the release and the step's number."""
        return f"release/{self.release.slug}:{self.number}"

    @property
    def anchor(self) -> str:
        """Return the address of the step on the release's page."""
        return step_address(self.release.address, self.number)

    @property
    def product(self) -> str:
        """Return the product's id."""
        return self.release.product

    @property
    def about(self) -> None:
        """Return an empty string: the sentence already names the release."""


AnyChange = Change | ReleaseChange


def changes_of(error: KnownError, site_data: SiteData) -> tuple[Change, ...]:
    """Return an error's changes, the oldest first."""
    found: tuple[Change, ...] = site_data.changes.get(error, _changes_of, site_data)
    return found


def _changes_of(error: KnownError, site_data: SiteData) -> tuple[Change, ...]:
    product = site_data.product_of(error)
    changes = []
    written = accumulate((step.date for step in error.history), max)
    for (step, said), day in zip(steps_with_promise(error, site_data), written, strict=True):
        moved = {one: before for one in said if (before := one.moved_from(product)) is not None}
        plans = tuple(one.said for one in moved or said)
        changes.append(Change(error, step, _kind(step, said, bool(moved)), tuple(moved.values()), plans, day))
    return tuple(changes)


def overdue_changes(error: KnownError, site_data: SiteData) -> Iterator[Change]:
    """Yield a change for the promises of a step that became overdue, on the first day after their time."""
    for day, promises in overdue_days(error, site_data):
        step = error.history[promises[0].step - 1]._replace(date=day, note=None)
        plans = tuple(Said(step, Phase.PLANNED, promise.release, promise.release) for promise in promises)
        yield Change(error, step, "overdue", (), plans, day)


def changes_of_release(release: Release) -> Iterator[ReleaseChange]:
    """Yield a release's changes, the oldest first."""
    before: Window | None = None
    written = accumulate((step.date for step in release.history), max)
    for number, (step, day) in enumerate(zip(release.history, written, strict=True), start=1):
        moved = before is not None and step.window is not None and not step.window.lies_in(before)
        kind = "moved" if moved else step.state.value
        yield ReleaseChange(release, number, step, kind, before if moved else None, day)
        before = step.window


def news_of(error: KnownError, site_data: SiteData) -> tuple[AnyChange, ...]:
    """Return an error's news for its followers, the oldest first.

    These are its changes, those of releases that it waits for, and when a promise became overdue.
    """
    found: dict[int, list[AnyChange]] = {change.step.number: [change] for change in changes_of(error, site_data)}
    known: dict[tuple[str, str], tuple[ReleaseChange, ...]] = {}
    for step, release, number in _awaited(error, site_data):
        if release.key not in known:
            known[release.key] = tuple(changes_of_release(release))
        found[step.number].append(known[release.key][number - 1])
    for late in overdue_changes(error, site_data):
        found[late.step.number].append(late)
    # A release of one branch may change after steps about another.
    return tuple(sorted(chain.from_iterable(found.values()), key=lambda change: change.written))


def count_of_news(error: KnownError, site_data: SiteData) -> int:
    """Return how many items of news an error has, without making them."""
    others = chain(_awaited(error, site_data), overdue_days(error, site_data))
    return len(error.history) + sum(1 for _ in others)


def tag_uri(publication: Publication, change: AnyChange) -> str:
    """Return a change's permanent URI, made only of the site's authority, an id and the step's number."""
    return f"{tag_authority(publication)}:{change.name}"


def tag_authority(publication: Publication) -> str:
    """Return the prefix of all `tag:` URIs of the site."""
    return f"tag:{publication.site.tag_authority}"


def _awaited(error: KnownError, site_data: SiteData) -> Iterator[tuple[Step, Release, int]]:
    """Yield the steps of releases while an error waited for them: the error's step, the release, its step's number.

    That a release came out is left out, because the error's own step says whether it was corrected; that it was
    recalled afterwards is not.
    """
    product = site_data.product_of(error)
    for step, said in steps_with_promise(error, site_data):
        for one in said:
            for release, number in one.releases(product):
                if release.history[number - 1].state is not ReleaseState.RELEASED:
                    yield step, release, number


def _kind(step: Step, said: Sequence[StepWithPromise], moved: bool) -> str:
    phase = said[0].phase
    if phase is Phase.DONE:
        return "released"
    if phase is Phase.CLOSED:
        return "duplicate" if step.duplicate_of else "closed"
    if moved:
        return "moved"
    if any(one.said.promises and (one.previous is None or one.said.plan != one.previous.plan) for one in said):
        return "planned"
    return "registered" if step.number == 1 else "changed"
