"""Finds the error that a row brought before: by what the row is called in its source, or by its id and title."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from ..model.catalog import Catalog
from ..model.error import KnownError
from ..model.lifecycle import Lifecycle, Phase
from .fields import Entry

SOURCE = "source"
_UNNAMED = "row-"
"""What a source id begins with that was made of product and title, as the row has none."""


class Registered:
    """The errors that are registered, by all that a row may name one by."""

    def __init__(self, catalog: Catalog) -> None:
        self.internal = {record.error: dict(record.internal) for record in catalog.private}
        self.by_source: dict[str, list[KnownError]] = {}
        self.by_id: dict[str, KnownError] = {}
        self.by_title: dict[tuple[str, str], list[KnownError]] = {}
        self.titled: dict[tuple[str, str], str] = {}
        self.ids: dict[str, list[str]] = {}
        for error in catalog.errors:
            self.by_id[error.id.lower()] = error
            self.titled.setdefault((error.product, error.title), error.id)
            self.ids.setdefault(error.product, []).append(error.id)
            source = self.internal[error.id].get(SOURCE)
            if source is None:
                self.by_title.setdefault((error.product, error.title), []).append(error)
            else:
                self.by_source.setdefault(source, []).append(error)
        self.taken = {name.lower() for name in (*self.by_id, *catalog.unreadable)}

    def error_of(self, values: Mapping[str, str], source: str) -> KnownError | None:
        """Return the error that a row is about, or None; the first if several have its source."""
        if source in self.by_source:
            return self.by_source[source][0]
        alike = self.by_title.get((values.get("product", ""), values.get("title", "")), [])
        if "id" in values:
            return next((error for error in alike if error.id.lower() == values["id"].lower()), None)
        return alike[0] if len(alike) == 1 else None

    def missing(self, seen: Collection[str], matched: Collection[str], lifecycle: Lifecycle) -> Iterator[str]:
        """Yield the ids of the errors that came from the same source as rows, and are no longer in it.

        `seen` are what the rows are called, `matched` the ids of their errors. What has ended is not missing, as a
        tracker may list only what is open.
        """
        families = {_family(source) for source in seen} - {None}
        gone = (source for source in self.by_source if source not in seen and _family(source) in families)
        for error in (error for source in gone for error in self.by_source[source]):
            status = lifecycle.get(error.status)
            ended = status is not None and status.phase in (Phase.DONE, Phase.CLOSED)
            if error.id not in matched and not ended:
                yield error.id


def sources_of(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what each row is called in its source; without a name, it is known by its product and title."""
    counted: dict[tuple[str, str], int] = {}
    for entry in entries:
        if SOURCE in entry.values:
            yield entry.values[SOURCE]
            continue
        key = (entry.values.get("product", ""), entry.values.get("title", ""))
        counted[key] = counted.get(key, 0) + 1
        name = hashlib.blake2b(repr((*key, counted[key])).encode(), digest_size=5).hexdigest()
        yield f"{_UNNAMED}{name}"


def _family(source: str) -> str | None:
    """Return what the names of one source have in common: all before the number; None for names that were made here."""
    return None if source.startswith(_UNNAMED) else source.rstrip("0123456789")
