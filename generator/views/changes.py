"""What changed, step by step: every history entry as a change with a sentence, for pages, feeds and the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.model.error import Error, Step
from generator.model.ledger import moves
from generator.model.lifecycle import Phase
from generator.model.publication import Errors, Publication
from generator.model.setting import Setting
from generator.render.words import Words


@dataclass(frozen=True, slots=True)
class Change:
    """A step of an error's history. `kind` is registered, planned, moved, released, duplicate, closed or changed."""

    error: Error
    step: Step
    kind: str
    moved_from: str | None

    @property
    def anchor(self) -> str:
        """Give the address of the step on the error's page."""
        return f"corrections/{self.error.slug}/#step-{self.step.number}"


def changes_of(error: Error, setting: Setting) -> Iterator[Change]:
    """Give an error's changes, the oldest first."""
    promised: Step | None = None
    before: str | None = None
    for step in error.history:
        status = setting.status_by_id[step.status]
        moved = promised.plan if promised and moves(step, promised, setting, error.product) else None
        yield Change(error, step, _kind(step, status.phase, moved, step.plan == before), moved)
        promised, before = step if step.plan else promised, step.plan


def latest_changes(
    errors: Errors, setting: Setting, most: int, keep: Callable[[Change], bool] | None = None
) -> tuple[Change, ...]:
    """Give the newest changes of several errors, newest first; changes of one day in the order of the errors.

    `keep` says which changes count; left out, all do.
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
            known[error.id] = {change.step.number: change for change in changes_of(error, setting)}
        change = known[error.id][step.number]
        if keep is None or keep(change):
            found.append(change)
    return tuple(found)


def by_day(changes: Iterable[Change]) -> tuple[tuple[dt.date, tuple[Change, ...]], ...]:
    """Give changes grouped by their day, in their order."""
    return tuple((day, tuple(group)) for day, group in groupby(changes, key=lambda change: change.step.date))


def sentence(change: Change, setting: Setting, words: Words) -> str:
    """Say what changed in one line, such as `NRC-1042 moved from 12.5 to 12.6`."""
    step = change.step
    values = {
        "id": change.error.id,
        "status": setting.status_by_id[step.status].name,
        "old": words.plan(change.moved_from) if change.moved_from else "",
        "new": words.window(step.window) if step.window and not step.release else step.release or "",
        "other": step.duplicate_of or "",
    }
    return words(f"change.{change.kind}", **values)


def tag_uri(publication: Publication, error: Error, step: Step) -> str:
    """Give a change's permanent name, made of the site's authority, the error's id and the step's number only."""
    return f"{tag_authority(publication)}:{error.id}:{step.number}"


def tag_authority(publication: Publication) -> str:
    """Give what every `tag:` URI of the site begins with."""
    return f"tag:{publication.site.tag_authority}"


def _kind(step: Step, phase: Phase, moved: str | None, same_plan: bool) -> str:
    if phase is Phase.DONE:
        return "released"
    if phase is Phase.CLOSED:
        return "duplicate" if step.duplicate_of else "closed"
    if moved:
        return "moved"
    if phase is Phase.PLANNED and step.plan and not same_plan:
        return "planned"
    return "registered" if step.number == 1 else "changed"
