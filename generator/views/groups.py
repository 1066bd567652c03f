"""Errors grouped the way customers think: overdue, coming next, later, not planned yet, done recently, closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.publication import Publication
from .errors import ErrorRow, rows_of
from .spread import worst_first

NEXT_DAYS = 92
"""A correction planned within this many days is coming next."""
LATELY_DAYS = 120
"""A correction that came out, or an error that was closed, within this many days is recent."""
ALSO_EMPTY = ("coming", "open")
"""The groups of which a reader wants to know that there is nothing in them."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of errors: its id, for messages and anchors, its number of errors, and the rows to show first."""

    id: str
    total: int
    rows: tuple[ErrorRow, ...]


def groups_of(publication: Publication, most: int) -> tuple[Group, ...]:
    """Return the groups with at most the given number of rows each; of empty ones, those whose emptiness is news."""
    rank = {level.id: level.rank for level in publication.site_data.severity.levels}
    horizon = publication.as_of + dt.timedelta(days=NEXT_DAYS)
    since = publication.as_of - dt.timedelta(days=LATELY_DAYS)
    phases: dict[Phase, list[KnownError]] = {phase: [] for phase in Phase}
    for error in publication.errors:
        phases[publication.phase(error)].append(error)
    planned = sorted(rows_of(phases[Phase.PLANNED], publication), key=_soonest)
    overdue = [row.error for row in planned if row.overdue]
    coming = [row.error for row in planned if row.when is not None and row.when.last <= horizon and not row.overdue]
    later = [row.error for row in planned if row.when is None or row.when.last > horizon]
    groups = {
        "overdue": overdue,
        "coming": coming,
        "later": later,
        "open": sorted(phases[Phase.OPEN], key=worst_first(publication)),
    }
    for name, phase in (("done", Phase.DONE), ("closed", Phase.CLOSED)):
        lately = [error for error in phases[phase] if error.changed >= since]
        groups[name] = sorted(lately, key=lambda error: (-error.changed.toordinal(), rank[error.level]))
    return tuple(
        Group(name, len(errors), rows_of(errors[:most], publication))
        for name, errors in groups.items()
        if errors or name in ALSO_EMPTY
    )


def _soonest(row: ErrorRow) -> tuple[dt.date, int]:
    return (row.when.last if row.when else dt.date.max, row.level.rank)
