"""The files that a plan creates and changes, as text, and the row that each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..edits.draft import draft_text
from ..edits.history import append_step
from ..edits.replacing import with_value
from .fields import Entry
from .plan import Plan
from .update import IMPORTED, Update


class Written(NamedTuple):
    """A file as it is to be, and the row that it comes from."""

    text: str
    entry: Entry


def written(plan: Plan, folder: str, before: Mapping[str, str]) -> dict[str, Written]:
    """Return the files by their names, which begin with the content `folder`'s; `before` are those that are changed."""
    created = {f"{folder}/{draft.name}": Written(draft_text(draft), entry) for entry, draft, _ in plan.new}
    by_file = {update.error.file: update for update in plan.updates}
    updates = {name: by_file[name] for name in before}
    return created | {name: Written(_updated(before[name], one), one.entry) for name, one in updates.items()}


def changed(plan: Plan) -> list[str]:
    """Return the names of the files that a plan changes."""
    return [update.error.file for update in plan.updates if update.imported is not None]


def _updated(text: str, update: Update) -> str:
    """Return an error's text with the update's steps and texts; what cannot be replaced safely stays as it is."""
    for step in update.steps:
        text = append_step(text, step)
    for name, value in update.texts.items():
        text = with_value(text, tuple(name.split(".")), value) or text
    if update.imported is not None:
        text = with_value(text, ("internal", IMPORTED), update.imported) or text
    return text
