"""Openings as instants: the week and its special days, resolved to minutes since 1970 in UTC, before anything is added.

The browser is given these numbers and does integer arithmetic only, so daylight saving is handled once, here.
"""

from __future__ import annotations

import bisect
import datetime as dt
import zoneinfo
from dataclasses import dataclass

from .model import Calendar
from .model import Interval as WallInterval

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Opening:
    """Minutes since the epoch, from `start` up to but without `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Openings:
    """Openings between two instants. `days` are business days: their first opening and last closing.

    Before `start`, and from `end` on, nothing is known.
    """

    start: int
    end: int
    intervals: tuple[Opening, ...]
    days: tuple[Opening, ...]


def openings(calendar: Calendar, first: dt.date, last: dt.date | None = None) -> Openings:
    """Resolve a calendar's openings from the beginning of one day to the end of another, or of all that is known."""
    end = min(last or calendar.valid_through, calendar.valid_through)
    zone = zoneinfo.ZoneInfo(calendar.time_zone)
    special = {day.date: day.open for day in calendar.days}
    intervals: list[Opening] = []
    days: list[Opening] = []
    day = first
    while day <= end:
        hours = special.get(day, calendar.week[day.weekday()])
        opened = [opening for one in hours if (opening := _resolve(day, one, zone))]
        if opened:
            days.append(Opening(min(one.start for one in opened), max(one.end for one in opened)))
        intervals += opened
        day += dt.timedelta(days=1)
    start = _instant(first, 0, zone)
    return Openings(start, max(start, _instant(end, 24 * 60, zone)), tuple(_merged(intervals)), tuple(days))


def minutes(moment: dt.datetime) -> int:
    """Return an instant as whole minutes since the epoch, seconds dropped; the datetime must have a time zone."""
    return int((moment - EPOCH).total_seconds() // 60)


def moment(instant: int) -> dt.datetime:
    """Return minutes since the epoch as a UTC datetime."""
    return EPOCH + dt.timedelta(minutes=instant)


def at_or_after(opened: tuple[Opening, ...], instant: int) -> int:
    """Return the index of the first opening that is not over at an instant."""
    return bisect.bisect_right([opening.end for opening in opened], instant)


def _resolve(day: dt.date, hours: WallInterval, zone: zoneinfo.ZoneInfo) -> Opening | None:
    start, end = _instant(day, hours.start, zone), _instant(day, hours.end, zone)
    return Opening(start, end) if start < end else None


def _instant(day: dt.date, wall_minute: int, zone: zoneinfo.ZoneInfo) -> int:
    """Return the instant of a wall-clock time; a time skipped by a clock change is moved on by the gap (PEP 495)."""
    wall = dt.datetime.combine(day, dt.time(), tzinfo=zone) + dt.timedelta(minutes=wall_minute)
    return minutes(wall.astimezone(dt.UTC))


def _merged(opened: list[Opening]) -> list[Opening]:
    merged: list[Opening] = []
    for opening in sorted(opened, key=lambda one: one.start):
        if merged and opening.start <= merged[-1].end:
            merged[-1] = Opening(merged[-1].start, max(merged[-1].end, opening.end))
        else:
            merged.append(opening)
    return merged
