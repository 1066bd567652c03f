"""What changed, step by step: each step of a history as a change with a sentence, for pages, feeds and the API.

A release has a history too: when its date moves, so does the correction of every error waiting for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from ..messages.messages import Messages
from ..model.addresses import step_address
from ..model.by_branch import Said
from ..model.corrections import corrections_of
from ..model.error import KnownError, Step
from ..model.ledger import overdue_days
from ..model.lifecycle import Phase
from ..model.products import Release, ReleaseState, ReleaseStep
from ..model.publication import Errors, Publication
from ..model.site_data import SiteData
from ..model.steps import StepWithPromise, steps_with_promise
from ..model.window import Window


@dataclass(frozen=True, slots=True)
class Change:
    """A step of an error's history, or a promise that became overdue; it has the step's number and a day of its own.

    `kind` is registered, planned, moved, released, duplicate, closed, changed or overdue.

    `moved_from` are the steps with the plans, of one branch or several, that it moves; `plans` is what it says about
    the branches in which it moves them or, if it moves none, about all.
    """

    error: KnownError
    step: Step
    kind: str
    moved_from: tuple[Said, ...]
    plans: tuple[Said, ...]

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
    def written(self) -> dt.date:
        """Return the earliest day on which it can have been written: no step is written before the one above it."""
        if self.kind == "overdue":
            return self.step.date
        return max(step.date for step in self.error.history[: self.step.number])

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
    """A step of a release's history, by its number from 1. `kind` is planned, moved, released, dropped or recalled."""

    release: Release
    number: int
    step: ReleaseStep
    kind: str
    moved_from: Window | None

    @property
    def name(self) -> str:
        """Return the change's unique, permanent name: the release and the step's number."""
        return f"release/{self.release.slug}:{self.number}"

    @property
    def anchor(self) -> str:
        """Return the address of the step on the release's page."""
        return step_address(self.release.address, self.number)

    @property
    def written(self) -> dt.date:
        """Return the earliest day on which it can have been written: no step is written before the one above it."""
        return max(step.date for step in self.release.history[: self.number])

    @property
    def product(self) -> str:
        """Return the product's id."""
        return self.release.product

    @property
    def about(self) -> None:
        """Return an empty string: the sentence already names the release."""


AnyChange = Change | ReleaseChange


def changes_of(error: KnownError, site_data: SiteData) -> Iterator[Change]:
    """Yield an error's changes, the oldest first."""
    product = site_data.product_of(error)
    for step, said in steps_with_promise(error, site_data):
        moved = {one: before for one in said if (before := one.moved_from(product)) is not None}
        plans = tuple(one.said for one in moved or said)
        yield Change(error, step, _kind(step, said, bool(moved)), tuple(moved.values()), plans)


def overdue_changes(error: KnownError, site_data: SiteData) -> Iterator[Change]:
    """Yield a change for each promise of an error that became overdue, on the first day after its time."""
    for day, promise in overdue_days(error, site_data):
        step = error.history[promise.step - 1]._replace(date=day, note=None)
        yield Change(error, step, "overdue", (), (Said(step, Phase.PLANNED, promise.release, promise.release),))


def changes_of_release(release: Release) -> Iterator[ReleaseChange]:
    """Yield a release's changes, the oldest first."""
    before: Window | None = None
    for number, step in enumerate(release.history, start=1):
        moved = before is not None and step.window is not None and not step.window.lies_in(before)
        yield ReleaseChange(release, number, step, "moved" if moved else step.state.value, before if moved else None)
        before = step.window


def news_of(error: KnownError, site_data: SiteData) -> tuple[AnyChange, ...]:
    """Return an error's news for its followers, the oldest first.

    These are its changes, those of releases that it waits for, and when a promise became overdue.
    """
    found: dict[int, list[AnyChange]] = {change.step.number: [change] for change in changes_of(error, site_data)}
    for step, release, number in _awaited(error, site_data):
        found[step.number].append(tuple(changes_of_release(release))[number - 1])
    for late in overdue_changes(error, site_data):
        found[late.step.number].append(late)
    for entries in found.values():
        entries.sort(key=lambda change: change.step.date)
    return tuple(chain.from_iterable(found.values()))


def count_of_news(error: KnownError, site_data: SiteData) -> int:
    """Return how many items of news an error has, without making them."""
    others = chain(_awaited(error, site_data), overdue_days(error, site_data))
    return len(error.history) + sum(1 for _ in others)


def latest_changes(
    errors: Errors, site_data: SiteData, most: int, keep: Callable[[Change], bool] | None = None
) -> tuple[Change, ...]:
    """Return the newest changes of several errors, newest first; those of one day in the order of the errors.

    `keep` says which changes count; by default, all do.
    """
    if keep is None:
        errors = errors.with_newest(most)
    steps = [(error, step) for error in errors for step in reversed(error.history)]
    known: dict[str, dict[int, Change]] = {}
    found: list[Change] = []
    for error, step in sorted(steps, key=lambda pair: -pair[1].date.toordinal()):
        if len(found) == most:
            break
        if error.id not in known:
            known[error.id] = {change.step.number: change for change in changes_of(error, site_data)}
        change = known[error.id][step.number]
        if keep is None or keep(change):
            found.append(change)
    return tuple(found)


def latest_of_releases(releases: Iterable[Release], most: int) -> tuple[ReleaseChange, ...]:
    """Return the newest changes of several releases, newest first; those of one day in the order of the releases."""
    found = [change for release in releases for change in changes_of_release(release)]
    return tuple(sorted(found, key=_newest_first)[:most])


def latest_news(
    errors: Errors,
    releases: Iterable[Release],
    site_data: SiteData,
    most: int,
    keep: Callable[[Change], bool] | None = None,
) -> tuple[AnyChange, ...]:
    """Return the newest changes of releases and errors together, and which promises became overdue.

    On the same day, releases come first, and what became overdue last.
    """
    changes = latest_changes(errors, site_data, most, keep)
    since = changes[-1].step.date if len(changes) == most else dt.date.min
    recent = (error for error in errors if _concerned_since(since, error, site_data))
    late = [one for error in recent for one in overdue_changes(error, site_data) if keep is None or keep(one)]
    found: list[AnyChange] = [*latest_of_releases(releases, most), *changes, *late]
    return tuple(sorted(found, key=_newest_first)[:most])


def count_of_changes(errors: Errors, releases: Iterable[Release]) -> int:
    """Return how many changes of errors and releases there have ever been."""
    return sum(len(error.history) for error in errors) + sum(len(release.history) for release in releases)


def by_day(changes: Iterable[AnyChange]) -> tuple[tuple[dt.date, tuple[AnyChange, ...]], ...]:
    """Return changes grouped by day, in order."""
    return tuple((day, tuple(group)) for day, group in groupby(changes, key=lambda change: change.step.date))


def sentence(change: AnyChange, site_data: SiteData, messages: Messages) -> str:
    """Return what changed in one line, such as `NRC-1042 moved from 12.5 to 12.6`."""
    if isinstance(change, ReleaseChange):
        return _sentence_of_release(change, site_data, messages)
    step = change.step
    values = {
        "id": change.error.id,
        "status": site_data.status_by_id[step.status].name,
        "old": messages.plans(change.moved_from),
        "new": messages.plans(change.plans),
        "other": step.duplicate_of or "",
    }
    alone = change.kind == "released" and not step.releases
    return messages("change.corrected" if alone else f"change.{change.kind}", **values)


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


def _concerned_since(day: dt.date, error: KnownError, site_data: SiteData) -> bool:
    """Return whether a promise of an error may have become overdue since a day; it is quick for thousands of errors."""
    return error.history[-1].date >= day or any(
        one.overdue or (one.release is not None and one.release.history[-1].date >= day)
        for one in corrections_of(error, site_data)
    )


def _newest_first(change: AnyChange) -> int:
    return -change.step.date.toordinal()


def _sentence_of_release(change: ReleaseChange, site_data: SiteData, messages: Messages) -> str:
    release, window = change.release, change.step.window
    key = "undated" if change.kind == "planned" and window is None else change.kind
    values = {
        "name": f"{site_data.product_by_id[release.product].name} {release.version}",
        "old": messages.window(change.moved_from) if change.moved_from else "",
        "new": messages.window(window) if window else "",
    }
    return messages(f"change.release.{key}", **values)


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
