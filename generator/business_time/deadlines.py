"""Deadlines: when a promise falls due, in three units that are never converted into one another.

- `hours` run on the clock.
- `business hours` run from the first open instant at or after the report; due at the earliest instant with exactly
  that much elapsed.
- `business days`: a report at or after closing, or on a closed day, is received at the next opening; the day of
  receipt is day 0; due at closing of day N.

Beyond what the calendar knows, the answer is "not known", never a guess.
"""

from __future__ import annotations

from ..severity.model import Target, Unit
from .openings import Openings, at_or_after


def due(openings: Openings, reported: int, target: Target) -> int | None:
    """Return the minute (since 1970, UTC) when a target is due for a case reported at another; None if not known.

    Hours on the clock need no calendar and are always known.
    """
    if target.unit is Unit.HOURS:
        return reported + 60 * target.amount
    if not openings.start <= reported < openings.end:
        return None
    if target.unit is Unit.BUSINESS_HOURS:
        return _business_hours(openings, reported, 60 * target.amount)
    index = at_or_after(openings.days, reported) + target.amount
    return openings.days[index].end if index < len(openings.days) else None


def _business_hours(openings: Openings, reported: int, left: int) -> int | None:
    for opening in openings.intervals[at_or_after(openings.intervals, reported) :]:
        start = max(opening.start, reported)
        if left <= opening.end - start:
            return start + left
        left -= opening.end - start
    return None
