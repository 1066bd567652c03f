"""Changes a question in the text of faq.yml, or adds one at its end; everything else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .new_entry import with_entry
from .replacing import with_value
from .splice import said

_FIELDS = ("id", "question", "short", "changed", "answer")


def with_question(text: str, number: int, fields: Mapping[str, str], day: str) -> str | None:
    """Return a valid text with other fields of the question of a number, changed on a day; None if that cannot be."""
    there: Any = said(text)["questions"][number]
    different = {name: value for name, value in fields.items() if value.strip() != there.get(name, "").strip()}
    if not different:
        return text
    new: str | None = text
    for name, value in {**different, "changed": day}.items():
        new = None if new is None else with_value(new, ("questions", number, name), value)
    return None if new is None else with_value(new, ("changed",), day)


def with_new_question(text: str, fields: Mapping[str, str], day: str) -> str | None:
    """Return a valid text with one more question, added on a day; None if it is written in an unusual way."""
    old = with_value(text, ("changed",), day)
    if old is None:
        return None
    given = {**fields, "changed": day}
    entry = {name: given[name] for name in _FIELDS if given.get(name)}
    return with_entry(old, ("questions",), len(said(old)["questions"]), entry)
