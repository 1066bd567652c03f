"""Changes a question in the text of faq.yml, or adds one at its end; everything else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..yaml_text.nodes import plain
from ..yaml_text.reader import read_text
from .replacing import with_value
from .scalars import block, scalar

_FIELDS = ("id", "question", "short", "changed", "answer")


def with_question(text: str, number: int, fields: Mapping[str, str], day: str) -> str | None:
    """Return a valid text with other fields of the question of a number, changed on a day; None if that cannot be."""
    there: Any = _values(text)["questions"][number]
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
    ending = "\r\n" if "\r\n" in old else "\n"
    entry = [
        f"{name}: {block(given[name], '      ') if name == 'answer' else scalar(given[name])}"
        for name in _FIELDS
        if given.get(name)
    ]
    added = "\n    ".join(entry).replace("\n", ending)
    new = f"{old.rstrip()}{ending}{ending}  - {added}{ending}"
    before, after = _values(old), _values(new)
    if after is None or [*before["questions"], after["questions"][-1]] != after["questions"]:
        return None
    return new


def _values(text: str) -> Any:
    root = read_text(text.removeprefix("\ufeff"), "").root
    return None if root is None else plain(root)
