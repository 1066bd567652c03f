"""The list of all changes: what it says of each, and how it goes on over further pages, back to the first step."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from ..messages.messages import Messages
from ..model.error import KnownError
from ..model.publication import Publication
from ..severity.model import Level
from .change_sentence import sentence
from .changes import AnyChange, ReleaseChange
from .inputs import Inputs
from .news import Entry, entries_of, made_changes
from .paging import Pager, cut_list

KINDS = {
    "registered": ("registered",),
    "planned": ("planned",),
    "moved": ("moved",),
    "overdue": ("overdue",),
    "changed": ("changed",),
    "released": ("released",),
    "closed": ("closed", "duplicate", "dropped", "recalled"),
}
"""What a reader can choose, each with the kinds of changes that it means."""


class ChangeRow(NamedTuple):
    """A change in the list: its sentence, its products as words and as ids, its severity if any, and what is chosen."""

    change: AnyChange
    sentence: str
    products: str
    product_ids: str
    level: Level | None
    kind: str


Days = tuple[tuple[dt.date, tuple[ChangeRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of the list: its entries, and the day of the first entry ever, which is on the last page."""

    pager: Pager
    entries: Sequence[Entry]
    first: dt.date | None

    @property
    def inputs(self) -> Inputs:
        """Return what the page is made from."""
        said = [f"{one.name} {one.of.fingerprint if isinstance(one.of, KnownError) else ''}" for one in self.entries]
        digest = hashlib.blake2b("\n".join(said).encode(), digest_size=12).hexdigest()
        return (self.pager.count, str(self.first), digest)

    def days(self, publication: Publication, messages: Messages) -> Days:
        """Return the page's rows by day."""
        site_data = publication.site_data
        rows = [_row(change, publication, messages) for change in made_changes(self.entries, site_data)]
        return tuple((day, tuple(group)) for day, group in groupby(rows, key=lambda row: row.change.step.date))


def change_pages(publication: Publication) -> list[ChangePage]:
    """Return the pages of the list; there is always a first one."""
    site_data = publication.site_data
    entries = entries_of(publication.errors, site_data.releases, site_data)
    first = entries[-1].date if entries else None
    pages = list(cut_list(entries, lambda entry: entry.name)) or [()]
    return [
        ChangePage(Pager("changes/", "changes/", number, len(pages)), page, first)
        for number, page in enumerate(pages, start=1)
    ]


def _row(change: AnyChange, publication: Publication, messages: Messages) -> ChangeRow:
    site_data = publication.site_data
    kind = next((kind for kind, meant in KINDS.items() if change.kind in meant), "")
    said = sentence(change, site_data, messages)
    if isinstance(change, ReleaseChange):
        return ChangeRow(change, said, "", change.product, None, kind)
    ids = [found_in.product for found_in in change.error.products]
    names = ", ".join(site_data.product_by_id[one].name for one in ids)
    return ChangeRow(change, said, names, " ".join(ids), site_data.levels_by_id[change.error.level], kind)
