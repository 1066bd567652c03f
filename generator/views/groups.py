"""Errors grouped the way a customer thinks: coming next, later, not planned yet, done lately, closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.lifecycle import Phase
from generator.model.publication import Publication
from generator.views.errors import ErrorRow, rows_of

NEXT_DAYS = 92
"""A correction planned to be out within so many days is coming next."""
LATELY_DAYS = 120
"""A correction that came out, or an error closed, within so many days is lately."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of errors: its id, for words and anchors, and its rows in the order they are to be read."""

    id: str
    rows: tuple[ErrorRow, ...]


def groups_of(publication: Publication) -> tuple[Group, ...]:
    """Give every group, empty ones too."""
    rows = rows_of(publication.errors, publication)
    horizon = publication.as_of + dt.timedelta(days=NEXT_DAYS)
    since = publication.as_of - dt.timedelta(days=LATELY_DAYS)
    planned = sorted((row for row in rows if row.status.phase is Phase.PLANNED), key=_soonest)
    coming = tuple(row for row in planned if row.when is not None and row.when.last <= horizon)
    later = tuple(row for row in planned if row.when is None or row.when.last > horizon)
    opened = sorted((row for row in rows if row.status.phase is Phase.OPEN), key=_worst)
    done = sorted((row for row in rows if row.out is not None and row.out >= since), key=_newest)
    closed = sorted(
        (row for row in rows if row.status.phase is Phase.CLOSED and row.error.changed >= since), key=_newest
    )
    return (
        Group("coming", coming),
        Group("later", later),
        Group("open", tuple(opened)),
        Group("done", tuple(done)),
        Group("closed", tuple(closed)),
    )


def _soonest(row: ErrorRow) -> tuple[dt.date, int]:
    return (row.when.last if row.when else dt.date.max, row.level.rank)


def _worst(row: ErrorRow) -> tuple[int, int]:
    return (row.level.rank, -row.error.changed.toordinal())


def _newest(row: ErrorRow) -> tuple[int, int]:
    return (-row.error.changed.toordinal(), row.level.rank)
