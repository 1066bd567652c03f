"""The new text of an error that is updated from its source."""

from __future__ import annotations

from ..edits.history import append_step
from ..edits.replacing import with_value
from .plan import IMPORTED, Update


def updated_text(text: str, update: Update) -> str:
    """Return an error's text with the update's steps and texts; what cannot be replaced safely stays as it is."""
    for step in update.steps:
        text = append_step(text, step)
    for name, value in update.texts.items():
        text = with_value(text, tuple(name.split(".")), value) or text
    if update.imported is not None:
        text = with_value(text, ("internal", IMPORTED), update.imported) or text
    return text
