"""Compares rows with what is registered: each is a new error, an update of one that it brought before, or nothing new.

An error remembers, under `internal`, what the row it came from is called (`source`) and a digest of each value that was
imported (`imported`). So a later import knows what changed in the source since, and what a person changed here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..edits.draft import Draft, next_ids
from ..model.catalog import Catalog
from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.site_data import SiteData
from ..problems.problem import LocatedProblem
from ..severity.table import spelled
from .fields import Entry
from .source import Rows, problem
from .steps import steps_to, target_of

SOURCE, IMPORTED = "source", "imported"
TEXTS = ("title", "affects", "summary", "workaround")
_ASSESSMENT = "assessment"
_STATE = ("status", "release", "window", "duplicate_of")
_UNNAMED = "row-"
"""What a source id begins with that was made of product and title, as the row has none."""


class New(NamedTuple):
    """A row that becomes a new error."""

    entry: Entry
    draft: Draft


class Update(NamedTuple):
    """A row about an error that is registered: what is added to its history, which texts change, and what is kept.

    `imported` is the new value of the field of that name; None if nothing is to be written. `kept` are the fields that
    differ from the source and are left as they are, because a person wrote them here.
    """

    entry: Entry
    error: KnownError
    steps: tuple[Mapping[str, str], ...]
    texts: Mapping[str, str]
    imported: str | None
    kept: tuple[str, ...]


@dataclass
class Plan:
    """What an import does. If there are problems, nothing of it is done."""

    new: list[New] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[LocatedProblem] = field(default_factory=list)


class _Registered:
    """The errors that are registered, by all that a row may name one by."""

    def __init__(self, catalog: Catalog) -> None:
        self.internal = {record.error: dict(record.internal) for record in catalog.private}
        self.by_source: dict[str, KnownError] = {}
        self.by_id: dict[str, KnownError] = {}
        self.by_title: dict[tuple[str, str], list[KnownError]] = {}
        self.ids: dict[str, list[str]] = {}
        for error in catalog.errors:
            self.by_id[error.id.lower()] = error
            self.ids.setdefault(error.product, []).append(error.id)
            source = self.internal[error.id].get(SOURCE)
            if source is None:
                self.by_title.setdefault((error.product, error.title), []).append(error)
            else:
                self.by_source[source] = error
        self.taken = {name.lower() for name in (*self.by_id, *catalog.unreadable)}

    def error_of(self, values: Mapping[str, str], source: str) -> KnownError | None:
        """Return the error that a row is about, or None."""
        if source in self.by_source:
            return self.by_source[source]
        alike = self.by_title.get((values.get("product", ""), values.get("title", "")), [])
        if "id" in values:
            return next((error for error in alike if error.id.lower() == values["id"].lower()), None)
        return alike[0] if len(alike) == 1 else None


def plan_of(entries: Sequence[Entry], rows: Rows, catalog: Catalog, *, partial: bool = False) -> Plan:
    """Return what is to be done with the entries of a source.

    `partial` says that it holds only a part of what it held before, so nothing of the rest is missing.
    """
    plan, registered, site_data = Plan(), _Registered(catalog), catalog.site_data
    seen: dict[str, int] = {}
    matched: set[str] = set()
    numbers = {product: next_ids(ids) for product, ids in registered.ids.items()}
    for entry, source in zip(entries, _sources(entries), strict=True):
        if source in seen:
            reason = f"this 'source' is that of line {seen[source]}, too; give each row its own"
            plan.problems.append(problem(rows.place(entry.row, entry.origin.get(SOURCE)), reason))
            continue
        seen[source] = entry.row.line
        error = registered.error_of(entry.values, source)
        if error is not None and error.id not in matched:
            matched.add(error.id)
            plan.updates.append(_update(entry, error, registered.internal[error.id], site_data))
            continue
        name, taken = _id(entry, numbers, registered.taken, site_data)
        if taken:
            plan.problems.append(problem(rows.place(entry.row, entry.origin.get("id")), taken))
        elif name is not None:
            registered.taken.add(name.lower())
        plan.new.append(New(entry, _draft(entry, name or f"row-{entry.row.line}", source, site_data)))
    if not partial:
        plan.missing.extend(_missing(registered, seen, matched, site_data))
    return plan


def _sources(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what each row is called in its source; without a name, it is known by its product and title."""
    counted: dict[tuple[str, str], int] = {}
    for entry in entries:
        if SOURCE in entry.values:
            yield entry.values[SOURCE]
            continue
        key = (entry.values.get("product", ""), entry.values.get("title", ""))
        counted[key] = counted.get(key, 0) + 1
        yield f"{_UNNAMED}{_digest(repr((*key, counted[key])), 5)}"


def _missing(registered: _Registered, seen: Mapping[str, int], matched: set[str], site_data: SiteData) -> list[str]:
    """Return the ids of the errors that came from the same source as these rows, and are no longer in it.

    What has ended is not missing, as a tracker may list only what is open.
    """
    families = {_family(source) for source in seen} - {None}
    ended = (Phase.DONE, Phase.CLOSED)
    return [
        error.id
        for source, error in registered.by_source.items()
        if source not in seen
        and error.id not in matched
        and _family(source) in families
        and site_data.lifecycle[error.status].phase not in ended
    ]


def _family(source: str) -> str | None:
    """Return what the names of one source have in common: all before the number; None for names that were made here."""
    return None if source.startswith(_UNNAMED) else source.rstrip("0123456789")


def much_smaller(plan: Plan) -> bool:
    """Return whether a source lacks more than half of what it brought before, as a broken export does."""
    return len(plan.missing) > len(plan.updates)


def _id(
    entry: Entry, numbers: dict[str, Iterator[str] | None], taken: set[str], site_data: SiteData
) -> tuple[str | None, str | None]:
    """Return the id of a new error, or why there is none. An unknown product is reported by the rules."""
    product, given = entry.values.get("product", ""), entry.values.get("id")
    if given is not None:
        if given.lower() in taken:
            return None, f"the id '{given}' is taken; leave it out to get the next free one"
        if product not in numbers:
            numbers[product] = next_ids([given])
        return given, None
    counting = numbers.get(product)
    if counting is None:
        known = product in site_data.product_by_id
        return None, f"'{product}' has no error yet, so its first id must be given in 'id'" if known else None
    return next(name for name in counting if name.lower() not in taken), None


def _draft(entry: Entry, name: str, source: str, site_data: SiteData) -> Draft:
    values = entry.values
    keys = [f"assessment.{question.id}" for question in site_data.severity.questions]
    internal = {key[9:]: text for key, text in values.items() if key.startswith("internal.")}
    internal |= {SOURCE: source, IMPORTED: _imported(values, site_data)}
    return Draft(
        id=name,
        title=values.get("title", ""),
        product=values.get("product", ""),
        answers=tuple((key[11:], values[key]) for key in keys if key in values),
        summary=values.get("summary", ""),
        history=steps_to(values, site_data, None, None),
        workaround=values.get("workaround"),
        affects=values.get("affects"),
        cases=tuple(values.get("cases", "").replace(",", " ").split()),
        internal=tuple(internal.items()),
    )


def _answers(values: Mapping[str, str], site_data: SiteData) -> Mapping[str, str]:
    """Return a row's answers by question, each by its id."""
    given = {question: values.get(f"assessment.{question.id}") for question in site_data.severity.questions}
    return {question.id: spelled(question, text) for question, text in given.items() if text is not None}


def _update(entry: Entry, error: KnownError, internal: Mapping[str, str], site_data: SiteData) -> Update:
    values = entry.values
    before, now = _parsed(internal.get(IMPORTED, "")), _parsed(_imported(values, site_data))
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
    at_target = _is_here(values, error, site_data)
    changed = before.get("state") not in (None, now["state"]) and not at_target
    if "state" not in before and not at_target:
        kept.append("status")
    steps = steps_to(values, site_data, error.status, error.changed) if changed else ()
    # A person may have left 'internal' out; then the error is only recognised by its title, and nothing is written.
    fresh = IMPORTED in internal and before != now
    return Update(entry, error, steps, texts, _imported(values, site_data) if fresh else None, tuple(kept))


def _digest_or_none(text: str | None) -> str | None:
    return None if text is None else _digest(text)


def _is_here(values: Mapping[str, str], error: KnownError, site_data: SiteData) -> bool:
    """Return whether an error's status and plan are those of a row."""
    if target_of(values, site_data) != error.status:
        return False
    plan = values.get("release") or values.get("window")
    is_planned = plan in (None, error.current.plan, *error.current.releases)
    return is_planned and values.get("duplicate_of") in (None, error.duplicate_of)


def _of_error(error: KnownError) -> Mapping[str, str]:
    texts = {"title": error.title, "summary": error.summary, "workaround": error.workaround or ""}
    texts["affects"] = error.affects.text if error.affects else ""
    return {name: text.strip() for name, text in texts.items() if text} | {_ASSESSMENT: repr(error.answers)}


def _assessment(values: Mapping[str, str], site_data: SiteData) -> str:
    return repr(tuple(_answers(values, site_data).items()))


def _imported(values: Mapping[str, str], site_data: SiteData) -> str:
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
