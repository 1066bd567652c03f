"""The promise ledger: what was promised when, every move of it with its reason, and what came of it.

It is derived from the histories of the error and of the releases it names, so it cannot say anything else than they.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.error import Error, Step
from generator.model.lifecycle import Phase
from generator.model.products import Release, ReleaseState
from generator.model.setting import Setting
from generator.model.window import Window


class Kind(enum.Enum):
    """What an entry of the ledger records."""

    FIRST = "first"
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
    """All entries, the oldest first. `kept` says whether the delivery was in the release first promised."""

    entries: tuple[Promise, ...]
    kept: bool | None

    @property
    def moves(self) -> int:
        """Give how often the promise was moved, by its own plan or by its release's date."""
        return sum(entry.kind in (Kind.MOVED, Kind.RELEASE_MOVED) for entry in self.entries)


def ledger_of(error: Error, setting: Setting) -> Ledger:
    """Draw up the ledger of an error."""
    entries: list[Promise] = []
    promised: str | None = None
    first: str | None = None
    for step, following in zip(error.history, [*error.history[1:], None], strict=True):
        status = setting.status_by_id.get(step.status)
        phase = status.phase if status else Phase.OPEN
        if phase is Phase.DONE:
            entries.append(_entry(step, Kind.DELIVERED, setting, error.product))
        elif step.plan is not None and phase is Phase.PLANNED:
            if promised is None:
                first = first or step.plan
                entries.append(_entry(step, Kind.FIRST if first == step.plan else Kind.MOVED, setting, error.product))
            elif step.plan != promised:
                entries.append(_entry(step, Kind.MOVED, setting, error.product))
            entries.extend(_moves_of_release(step, following, setting, error.product))
        elif promised is not None:
            entries.append(_entry(step, Kind.TAKEN_BACK, setting, error.product))
        promised = step.plan if phase is Phase.PLANNED else None
    delivered = next((entry for entry in reversed(entries) if entry.kind is Kind.DELIVERED), None)
    return Ledger(tuple(entries), None if delivered is None or first is None else delivered.release == first)


def _entry(step: Step, kind: Kind, setting: Setting, product: str) -> Promise:
    release = setting.release(product, step.release) if step.release else None
    window = _window_as_of(release, step.date) if release else step.window
    return Promise(step.date, kind, step.release, window, step.note, step.number)


def _window_as_of(release: Release, day: dt.date) -> Window | None:
    """Give when a release was planned for as it was known on a day."""
    known = [step.window for step in release.history if step.window is not None and step.date <= day]
    return known[-1] if known else release.window


def _moves_of_release(step: Step, following: Step | None, setting: Setting, product: str) -> Iterator[Promise]:
    """Give the moves of a release's date while an error's correction was promised for it."""
    release = setting.release(product, step.release) if step.release else None
    if release is None:
        return
    until = following.date if following else dt.date.max
    for change in release.history:
        if not step.date < change.date <= until or change.state is ReleaseState.RELEASED:
            continue
        dropped = change.state is ReleaseState.DROPPED
        kind = Kind.RELEASE_DROPPED if dropped else Kind.RELEASE_MOVED
        yield Promise(change.date, kind, release.version, change.window, change.note, step.number)
