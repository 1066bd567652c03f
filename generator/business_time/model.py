"""A support desk's opening hours: one time zone, a week, special days, and how far ahead they are known."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_INTERVAL = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
INTERVAL_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-4]):[0-5][0-9]$"


class Interval(NamedTuple):
    """Minutes of a day by the wall clock, from `start` up to but without `end` (at most 1440)."""

    start: int
    end: int


class SpecialDay(NamedTuple):
    """A day whose hours differ from its weekday's; no interval means closed."""

    date: dt.date
    name: str
    open: tuple[Interval, ...]


class Calendar(NamedTuple):
    """Opening hours by weekday (Monday first), and special days. After `valid_through` nothing is known."""

    time_zone: str
    valid_through: dt.date
    week: tuple[tuple[Interval, ...], ...]
    days: tuple[SpecialDay, ...]


def parse_interval(text: str) -> Interval:
    """Read `09:00-17:00`; the end may be `24:00`. ValueError says what is wrong with any other string."""
    match = _INTERVAL.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' are no opening hours; write them as 09:00-17:00")
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if end > 24 * 60 or end <= start:
        raise ValueError(f"'{text}' ends before it begins, or after midnight; split it at 24:00")
    return Interval(start, end)
