"""Deadlines: when a target falls due, in three units that are never converted into one another.

- `hours` run on the clock.
- `business hours` run from the first open instant at or after the report; due at the earliest instant with exactly
  that much elapsed.
- `business days`: a report at or after closing, or on a closed day, is received at the next opening; the day of
  receipt is day 0; due at closing of day N.

Beyond what the calendar knows, the answer is "not known", never a guess.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass

from ..severity.model import Level, Target, TargetKind, Unit
from .model import Calendar
from .openings import Openings, at_or_after, minutes, moment, openings

_BEFORE = dt.timedelta(days=7)
"""How long before the report to begin resolving openings: one that began the day before may not be over."""


@dataclass(frozen=True, slots=True)
class TargetDeadline:
    """A kind of target, the level's target of it, and when that falls due; None if it is not known."""

    kind: TargetKind
    target: Target
    due: dt.datetime | None


def target_deadlines(
    calendar: Calendar, kinds: Iterable[TargetKind], level: Level, reported: dt.datetime
) -> tuple[TargetDeadline, ...]:
    """Return a level's deadlines for a case reported at a moment, which must have a time zone; seconds are dropped."""
    zone = zoneinfo.ZoneInfo(calendar.time_zone)
    known = openings(calendar, (reported.astimezone(zone) - _BEFORE).date())
    found = []
    for kind in kinds:
        target = level.target(kind.id)
        at = due(known, minutes(reported), target)
        found.append(TargetDeadline(kind, target, None if at is None else moment(at).astimezone(zone)))
    return tuple(found)


def due(known: Openings, reported: int, target: Target) -> int | None:
    """Return the minute (since 1970, UTC) when a target is due for a case reported at another; None if not known.

    Hours on the clock need no calendar and are always known.
    """
    if target.unit is Unit.HOURS:
        return reported + 60 * target.amount
    if not known.start <= reported < known.end:
        return None
    if target.unit is Unit.BUSINESS_HOURS:
        return _business_hours(known, reported, 60 * target.amount)
    index = at_or_after(known.days, reported) + target.amount
    return known.days[index].end if index < len(known.days) else None


def _business_hours(known: Openings, reported: int, left: int) -> int | None:
    for opening in known.intervals[at_or_after(known.intervals, reported) :]:
        start = max(opening.start, reported)
        if left <= opening.end - start:
            return start + left
        left -= opening.end - start
    return None
