"""When the support desk is open, as the page about severity shows it: the week, and the days that differ from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from ..business_time.model import Calendar, Interval, SpecialDay
from ..messages.messages import Messages


class Hours(NamedTuple):
    """Weekdays, or a special day, with the hours in words; `date` is None for weekdays."""

    name: str
    date: dt.date | None
    hours: str


def week_of(calendar: Calendar, messages: Messages) -> tuple[Hours, ...]:
    """Return the hours of a week; neighbouring days with the same hours are one entry."""
    found = []
    for open_at, group in groupby(range(7), key=lambda day: calendar.week[day]):
        days = [messages(f"weekday.{day + 1}") for day in group]
        name = days[0] if len(days) == 1 else messages("severity.hours.span", first=days[0], last=days[-1])
        found.append(Hours(name, None, _hours(open_at, messages)))
    return tuple(found)


def special_days(calendar: Calendar, as_of: dt.date, messages: Messages) -> tuple[Hours, ...]:
    """Return the days from `as_of` on whose hours differ, in order."""
    coming: Iterable[SpecialDay] = (day for day in calendar.days if as_of <= day.date <= calendar.valid_through)
    ordered = sorted(coming, key=lambda day: day.date)
    return tuple(Hours(day.name, day.date, _hours(day.open, messages)) for day in ordered)


def _hours(intervals: tuple[Interval, ...], messages: Messages) -> str:
    spans = (f"{_time(interval.start)}–{_time(interval.end)}" for interval in intervals)
    return ", ".join(spans) or messages("severity.hours.closed")


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
