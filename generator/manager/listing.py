"""The errors that a product manager asks for, such as all that are overdue and have no workaround, as rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import NamedTuple

from ..model.corrections import corrections_of, recalled_of
from ..model.error import KnownError, PrivateRecord
from ..model.overdue import overdue
from ..model.site_data import SiteData
from ..model.stale import stale_days
from ..outputs.spreadsheet import harmless


@dataclass(frozen=True, slots=True)
class Asked:
    """What listed errors have in common: all of it, where it is not None, empty or False.

    `words` are in an id, the title, a keyword, the summary or the workaround; `release` is one, of the product if that
    is given, that an error is planned for or corrected in, or was until the release was recalled; `owner` is that of
    the private field `internal`.
    """

    words: tuple[str, ...] = ()
    product: str | None = None
    status: str | None = None
    phase: str | None = None
    release: str | None = None
    severity: str | None = None
    owner: str | None = None
    overdue: bool = False
    stale: bool = False
    without_workaround: bool = False
    security: bool = False


class Row(NamedTuple):
    """An error in a list: `plan` as text, `changed` as an ISO day, `overdue` in days; empty or None where not known.

    `also_in` are the ids of the other products that it is in.
    """

    id: str
    product: str
    also_in: tuple[str, ...]
    severity: str
    status: str
    plan: str | None
    changed: str
    overdue: int | None
    owner: str | None
    title: str


def listed(errors: Iterable[tuple[KnownError, PrivateRecord]], site_data: SiteData, asked: Asked) -> tuple[Row, ...]:
    """Return rows of the errors that have all that is asked for, in their order."""
    found = []
    for error, private in errors:
        owner = dict(private.internal).get("owner")
        late = [(site_data.as_of - one.since).days for one in overdue(error, site_data)]
        if _fits(error, owner, site_data, asked) and (late or not asked.overdue):
            plan, days = error.current.plan, max(late, default=None)
            changed = error.changed.isoformat()
            product, *others = (found_in.product for found_in in error.products)
            named = (error.id, product, tuple(others))
            found.append(Row(*named, error.level, error.status, plan, changed, days, owner, error.title))
    return tuple(found)


def _fits(error: KnownError, owner: str | None, site_data: SiteData, asked: Asked) -> bool:
    searched = (error.id, *error.aliases, error.title, *error.keywords, error.summary, error.workaround or "")
    text = "\n".join(searched).casefold()
    status = site_data.lifecycle[error.status]
    return (
        all(word.casefold() in text for word in asked.words)
        and asked.product in (None, *(found_in.product for found_in in error.products))
        and asked.status in (None, error.status)
        and asked.phase in (None, status.phase.value)
        and asked.severity in (None, error.level)
        and (asked.owner is None or asked.owner.casefold() == (owner or "").casefold())
        and not (asked.without_workaround and error.workaround)
        and (error.security or not asked.security)
        and not (asked.stale and stale_days(error, site_data) is None)
        and (asked.release is None or asked.release in _releases(error, site_data, asked.product))
    )


def _releases(error: KnownError, site_data: SiteData, product: str | None) -> list[str]:
    releases = [*(one.release for one in corrections_of(error, site_data)), *recalled_of(error, site_data)]
    return [one.version for one in releases if one is not None and product in (None, one.product)]


def rows_text(rows: Sequence[Row]) -> str:
    """Return rows in columns for a terminal, with how many they are; private owners are left to the other forms."""
    if not rows:
        return "No error is like that.\n"
    cells = [
        (row.id, ", ".join((row.product, *row.also_in)), row.severity, row.status, row.plan or "", row.changed)
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join([*map(str.ljust, line, widths), row.title]) for line, row in zip(cells, rows, strict=True)]
    return "".join(f"{line}\n" for line in lines) + f"{len(rows)} {'error' if len(rows) == 1 else 'errors'}\n"


def rows_json(rows: Sequence[Row]) -> str:
    """Return rows for programs."""
    return json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=2) + "\n"


def rows_csv(rows: Sequence[Row]) -> str:
    """Return rows for a spreadsheet, which takes no cell for a formula."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(Row._fields)
    for row in rows:
        cells = (" ".join(cell) if isinstance(cell, tuple) else cell for cell in row)
        writer.writerow([harmless("" if cell is None else str(cell)) for cell in cells])
    return stream.getvalue()
