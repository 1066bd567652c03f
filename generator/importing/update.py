"""Decides what of a registered error follows its row, and what stays because a person changed it here.

An error remembers, in `internal.imported`, a digest of each value that was imported. So a later import knows what
changed in the source since, and what a person changed here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from ..edits.history import Fields
from ..model.error import KnownError
from ..model.site_data import SiteData
from ..severity.table import spelled
from .fields import Entry, listed
from .steps import steps_to, target_of

IMPORTED = "imported"
TEXTS = ("title", "affects", "summary", "workaround")
_ASSESSMENT = "assessment"
_STATE = ("status", "release", "window", "duplicate_of")


class Update(NamedTuple):
    """A row about an error that is registered: what is added to its history, which texts change, and what is kept.

    `imported` is the new value of the field of that name; None if nothing is to be written. `kept` are the fields that
    differ from the source and are left as they are, because a person wrote them here.
    """

    entry: Entry
    error: KnownError
    steps: tuple[Fields, ...]
    texts: Mapping[str, str]
    imported: str | None
    kept: tuple[str, ...]


def update_of(entry: Entry, error: KnownError, internal: Mapping[str, str], site_data: SiteData) -> Update:
    """Return what of an error follows its row; `internal` are the error's private fields."""
    values = entry.values
    before, now = _parsed(internal.get(IMPORTED, "")), _parsed(imported(values, site_data))
    here = _of_error(error)
    theirs = {name: values[name] for name in TEXTS if name in values} | {_ASSESSMENT: _assessment(values, site_data)}
    differing = [name for name, text in theirs.items() if text != here.get(name)]
    # What is here as it was imported, nobody has changed since.
    follow = [name for name in differing if before and before.get(name) == _digest_or_none(here.get(name))]
    texts = {name: theirs[name] for name in follow if name != _ASSESSMENT}
    if _ASSESSMENT in follow:
        ours = dict(error.answers)
        answers = _answers(values, site_data)
        texts |= {f"{_ASSESSMENT}.{one}": text for one, text in answers.items() if text != ours.get(one)}
    kept = [name for name in differing if name not in follow]
    # Nothing is taken away because the source does not have it any more.
    kept += [name for name in TEXTS if name in before and name not in values and name in here]
    at_target = _is_here(values, error, site_data)
    changed = before.get("state") not in (None, now["state"]) and not at_target
    if "state" not in before and not at_target:
        kept.append("status")
    steps = steps_to(values, site_data, error.status, error.changed) if changed else ()
    # A person may have left 'internal' out; then the error is only recognised by its title, and nothing is written.
    fresh = IMPORTED in internal and before != now
    return Update(entry, error, steps, texts, imported(values, site_data) if fresh else None, tuple(kept))


def _digest_or_none(text: str | None) -> str | None:
    return None if text is None else _digest(text)


def _is_here(values: Mapping[str, str], error: KnownError, site_data: SiteData) -> bool:
    """Return whether an error's status and plan are those of a row."""
    if target_of(values, site_data) != error.status:
        return False
    # A row may know of one branch only.
    releases = set(listed(values, "release"))
    window = values.get("window") if not releases else None
    is_planned = releases <= set(error.current.releases) and window in (None, error.current.plan)
    return is_planned and values.get("duplicate_of") in (None, error.duplicate_of)


def _of_error(error: KnownError) -> Mapping[str, str]:
    texts = {"title": error.title, "summary": error.summary, "workaround": error.workaround or ""}
    texts["affects"] = error.affects.text if error.affects else ""
    return {name: text.strip() for name, text in texts.items() if text} | {_ASSESSMENT: repr(error.answers)}


def _assessment(values: Mapping[str, str], site_data: SiteData) -> str:
    return repr(tuple(_answers(values, site_data).items()))


def imported(values: Mapping[str, str], site_data: SiteData) -> str:
    """Return the digests of a row's values, in one line: `title 3fa2c1, state 9c1b00`."""
    digests = {name: _digest(values[name]) for name in TEXTS if name in values}
    digests[_ASSESSMENT] = _digest(_assessment(values, site_data))
    digests["state"] = _digest(repr([values.get(name) for name in _STATE]))
    return ", ".join(f"{name} {digest}" for name, digest in digests.items())


def _parsed(imported: str) -> Mapping[str, str]:
    pairs = (part.strip().partition(" ") for part in imported.split(","))
    return {name: digest for name, _, digest in pairs if digest}


def _digest(text: str, size: int = 3) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


def _answers(values: Mapping[str, str], site_data: SiteData) -> Mapping[str, str]:
    """Return a row's answers by question, each by its id."""
    given = {question: values.get(f"assessment.{question.id}") for question in site_data.severity.questions}
    return {question.id: spelled(question, text) for question, text in given.items() if text is not None}
