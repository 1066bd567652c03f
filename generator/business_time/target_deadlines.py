"""All promises of a level for one case: when each falls due, in the support desk's time zone."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass

from ..severity.model import Level, Target, TargetKind
from .deadlines import due
from .model import Calendar
from .openings import minutes, moment, openings

_BEFORE = dt.timedelta(days=7)
"""How long before the report to begin resolving openings: one that began the day before may not be over."""


@dataclass(frozen=True, slots=True)
class TargetDeadline:
    """A column of the matrix, what it promises, and when that falls due; None if it is not known."""

    kind: TargetKind
    target: Target
    due: dt.datetime | None


def target_deadlines(
    calendar: Calendar, kinds: Iterable[TargetKind], level: Level, reported: dt.datetime
) -> tuple[TargetDeadline, ...]:
    """Return a level's promises for a case reported at a moment, which must have a time zone; seconds are dropped."""
    zone = zoneinfo.ZoneInfo(calendar.time_zone)
    known = openings(calendar, (reported.astimezone(zone) - _BEFORE).date())
    found = []
    for kind in kinds:
        target = level.target(kind.id)
        at = due(known, minutes(reported), target)
        found.append(TargetDeadline(kind, target, None if at is None else moment(at).astimezone(zone)))
    return tuple(found)
