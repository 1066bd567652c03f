"""When something is planned: a day, or a longer span whose day is not fixed yet ("2027-Q1").

A publisher rarely knows the day a release appears half a year ahead. A window says as much as is known and no more,
and has a first and a last day, so that it can be ordered, drawn and found overdue.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from dataclasses import dataclass
from functools import lru_cache


class Grain(enum.Enum):
    """How long a window is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True)
class Window:
    """A span of days, both ends included; `text` is as the author wrote it, `number` the month, quarter or half."""

    text: str
    grain: Grain
    first: dt.date
    last: dt.date
    number: int = 0

    @property
    def is_day(self) -> bool:
        """Say whether the window is one fixed day."""
        return self.grain is Grain.DAY


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPAN = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")
WINDOW_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?|-Q[1-4]|-H[12])?$"


@lru_cache(maxsize=4096)
def parse_day(text: str) -> dt.date:
    """Read a calendar day written as `2026-08-14`; ValueError says what is wrong with another text."""
    if _DAY.fullmatch(text) is None:
        raise ValueError(f"'{text}' is not a date; write year-month-day, such as 2026-08-14")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day '{text}' in the calendar") from None


@lru_cache(maxsize=4096)
def parse_window(text: str) -> Window:
    """Read `2026-12-09`, `2026-12`, `2027-Q1`, `2027-H1` or `2027`; ValueError for another text."""
    if _DAY.fullmatch(text):
        day = parse_day(text)
        return Window(text, Grain.DAY, day, day)
    match = _SPAN.fullmatch(text)
    if match is None or match[1] == "0000":
        raise ValueError(f"'{text}' is not a time; write 2026-12-09, 2026-12, 2027-Q1, 2027-H1 or 2027")
    year, month, quarter, half = int(match[1]), match[2], match[3], match[4]
    if month:
        return _span(text, Grain.MONTH, year, int(month), int(month), int(month))
    if quarter:
        number = int(quarter)
        return _span(text, Grain.QUARTER, year, 3 * number - 2, 3 * number, number)
    if half:
        number = int(half)
        return _span(text, Grain.HALF, year, 6 * number - 5, 6 * number, number)
    return _span(text, Grain.YEAR, year, 1, 12, year)


def _span(text: str, grain: Grain, year: int, first_month: int, last_month: int, number: int) -> Window:
    last_day = calendar.monthrange(year, last_month)[1]
    return Window(text, grain, dt.date(year, first_month, 1), dt.date(year, last_month, last_day), number)
