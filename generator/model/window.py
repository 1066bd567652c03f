"""When something is planned: a day, or a longer span whose day is not fixed yet ("2027-Q1").

A publisher rarely knows the day a release appears half a year ahead. A window says as much as is known and no more,
and has a first and a last day, so that it can be ordered, drawn and found overdue.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from functools import lru_cache
from typing import NamedTuple

from .parse_error import ParseError


class Grain(enum.Enum):
    """How long a window is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Window(NamedTuple):
    """A span of days, both ends included; `text` is as the author wrote it, `number` the month, quarter or half."""

    text: str
    grain: Grain
    first: dt.date
    last: dt.date
    number: int = 0

    @property
    def is_day(self) -> bool:
        """Return whether the window is one fixed day."""
        return self.grain is Grain.DAY

    def passed(self, day: dt.date) -> bool:
        """Return whether the whole window is before a day."""
        return self.last < day

    def lies_in(self, other: Window) -> bool:
        """Return whether it only says more exactly what another window says, as a day of a quarter does."""
        return other.first <= self.first and self.last <= other.last


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPAN = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")
_YEARS = range(1970, 2201)
"""What days are counted with ends at the year 9999; none of these years is near it."""
WINDOW_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?|-Q[1-4]|-H[12])?$"


@lru_cache(maxsize=4096)
def parse_day(text: str) -> dt.date:
    """Read a calendar day written as `2026-08-14`; ValueError says what is wrong with any other string."""
    if _DAY.fullmatch(text) is None:
        raise ParseError(f"'{text}' is not a date; write year-month-day, such as 2026-08-14", _day_meant(text))
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day '{text}' in the calendar") from None
    _check_year(day.year)
    return day


@lru_cache(maxsize=4096)
def parse_window(text: str) -> Window:
    """Read `2026-12-09`, `2026-12`, `2027-Q1`, `2027-H1` or `2027`; ValueError for any other string."""
    if _DAY.fullmatch(text):
        day = parse_day(text)
        return Window(text, Grain.DAY, day, day)
    match = _SPAN.fullmatch(text)
    if match is None:
        reason = f"'{text}' is not a time; write 2026-12-09, 2026-12, 2027-Q1, 2027-H1 or 2027"
        raise ParseError(reason, _span_meant(text) or _day_meant(text))
    year, month, quarter, half = int(match[1]), match[2], match[3], match[4]
    _check_year(year)
    if month:
        return _span(text, Grain.MONTH, year, int(month), int(month), int(month))
    if quarter:
        number = int(quarter)
        return _span(text, Grain.QUARTER, year, 3 * number - 2, 3 * number, number)
    if half:
        number = int(half)
        return _span(text, Grain.HALF, year, 6 * number - 5, 6 * number, number)
    return _span(text, Grain.YEAR, year, 1, 12, year)


_ELSEWHERE = (
    re.compile(r"(?P<year>\d{4})[-/.\u2010-\u2014](?P<month>\d{1,2})[-/.\u2010-\u2014](?P<day>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})"),
    # With slashes, the month comes first in some countries and second in others; only one of them can be above 12.
    re.compile(r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})"),
)
"""How days are written elsewhere."""


def _day_meant(text: str) -> str | None:
    match = next((found for one in _ELSEWHERE if (found := one.fullmatch(text))), None)
    try:
        return dt.date(*(int(match[part]) for part in ("year", "month", "day"))).isoformat() if match else None
    except ValueError:
        return None


def _span_meant(text: str) -> str | None:
    first = re.fullmatch(r"([QH][1-4])[ /-]?(\d{4})", text.upper())
    last = re.fullmatch(r"(\d{4})[ /-]?([QH][1-4])", text.upper())
    month = re.fullmatch(r"(0?[1-9]|1[0-2])[/.](\d{4})", text)
    if month:
        return f"{month[2]}-{int(month[1]):02}"
    meant = f"{first[2]}-{first[1]}" if first else f"{last[1]}-{last[2]}" if last else ""
    return meant if _SPAN.fullmatch(meant) else None


def _check_year(year: int) -> None:
    if year not in _YEARS:
        raise ValueError(f"the year {year} is out of reach; take one from {_YEARS[0]} to {_YEARS[-1]}")


def _span(text: str, grain: Grain, year: int, first_month: int, last_month: int, number: int) -> Window:
    last_day = calendar.monthrange(year, last_month)[1]
    return Window(text, grain, dt.date(year, first_month, 1), dt.date(year, last_month, last_day), number)
