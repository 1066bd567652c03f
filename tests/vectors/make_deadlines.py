"""Makes deadlines.json.gz: 5,000 random deadlines, worked out minute by minute.

    python -m tests.vectors.make_deadlines

This shares no code and no idea with the program. It asks of every single minute what the wall clock shows and whether
the desk is open then, and counts minutes; the program resolves openings and adds. It takes ten seconds, which is why
the result is kept, packed; a slow test makes it again and compares.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import zoneinfo
from pathlib import Path
from typing import Any

SEED = 20_261_125
TARGET = Path(__file__).with_name("deadlines.json.gz")
# A zone, and the day of a change of clocks there (or of nothing, where clocks never change).
SPANS = [
    ("Pacific/Pago_Pago", "2026-06-15"),  # UTC-11
    ("America/Los_Angeles", "2027-03-14"),
    ("America/St_Johns", "2026-11-01"),  # half an hour off
    ("America/Sao_Paulo", "2026-10-18"),
    ("Atlantic/Azores", "2027-03-28"),
    ("Europe/London", "2026-03-29"),
    ("Europe/London", "2026-10-25"),
    ("Europe/Copenhagen", "2027-03-28"),
    ("Europe/Copenhagen", "2027-10-31"),
    ("Asia/Kathmandu", "2026-12-28"),  # UTC+5:45
    ("Asia/Kolkata", "2026-08-15"),
    ("Australia/Lord_Howe", "2026-10-04"),  # clocks change by half an hour
    ("Australia/Lord_Howe", "2027-04-04"),
    ("Pacific/Chatham", "2026-09-27"),  # UTC+12:45, changes at 2:45
    ("Pacific/Auckland", "2027-04-04"),
    ("Pacific/Kiritimati", "2026-12-31"),  # UTC+14
    ("America/New_York", "2026-11-01"),
]
# Opening hours in minutes of the day. No edge lies in the hours in which clocks change: what those mean is worked
# out by hand in tests/cases/deadlines.json.
DAYS: list[list[tuple[int, int]]] = [
    [(540, 1020)],
    [(540, 720)],
    [(480, 720), (780, 1050)],
    [(0, 1440)],
    [(0, 360), (1320, 1440)],
    [(565, 566)],
    [],
]
WEEKS = [
    [0, 0, 0, 0, 0, 6, 6],
    [0, 0, 2, 0, 1, 6, 6],
    [3, 3, 3, 3, 3, 3, 3],
    [2, 2, 2, 2, 2, 1, 6],
    [4, 4, 4, 4, 4, 4, 4],
    [6, 6, 6, 6, 6, 6, 3],
    [5, 6, 5, 6, 5, 6, 5],
    [6, 6, 6, 6, 6, 6, 6],
]
UNITS = ["hours", "business hours", "business days"]
CASES_EACH = 100
CALENDARS = 50
REACH = 24


def make() -> dict[str, Any]:
    """Return all calendars with their cases, in plain values."""
    chance = random.Random(SEED)
    calendars = [_calendar(chance, *SPANS[number % len(SPANS)]) for number in range(CALENDARS)]
    return {"seed": SEED, "units": UNITS, "calendars": calendars}


def packed_json() -> bytes:
    """Return the bytes of the file, the same ones every time."""
    return gzip.compress(json.dumps(make(), separators=(",", ":")).encode(), mtime=0)


def _calendar(chance: random.Random, zone: str, middle: str) -> dict[str, Any]:
    center = dt.date.fromisoformat(middle)
    first, last = center - dt.timedelta(days=REACH), center + dt.timedelta(days=REACH)
    week = chance.choice(WEEKS)
    special = {first + dt.timedelta(days=chance.randrange(2 * REACH)): chance.choice([6, 6, 1, 3]) for _ in range(4)}
    if chance.random() < 0.3:
        begin = center + dt.timedelta(days=chance.randrange(-10, 5))
        special |= {begin + dt.timedelta(days=number): 6 for number in range(9)}
    line = _line(zone, first, last, week, special)
    return {
        "zone": zone,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "week": [DAYS[kind] for kind in week],
        "special": [[day.isoformat(), DAYS[kind]] for day, kind in sorted(special.items())],
        "from": line.start,
        "until": line.start + len(line.open),
        "intervals": line.intervals(),
        "days": line.days(),
        "cases": [_case(chance, line) for _ in range(CASES_EACH)],
    }


class _Line:
    """Every known minute from `start` on: whether the desk is open, and which day it is there."""

    def __init__(self, start: int, opened: list[bool], day: list[dt.date]) -> None:
        self.start, self.open, self.day = start, opened, day

    def intervals(self) -> list[list[int]]:
        """Return the runs of open minutes."""
        runs: list[list[int]] = []
        for at, opened in enumerate(self.open):
            if opened and runs and runs[-1][1] == self.start + at:
                runs[-1][1] += 1
            elif opened:
                runs.append([self.start + at, self.start + at + 1])
        return runs

    def days(self) -> list[list[int]]:
        """Return each day's first open minute, and the end of its last one."""
        found: dict[dt.date, list[int]] = {}
        for at, opened in enumerate(self.open):
            if opened:
                found.setdefault(self.day[at], [self.start + at, 0])[1] = self.start + at + 1
        return list(found.values())


def _line(zone: str, first: dt.date, last: dt.date, week: list[int], special: dict[dt.date, int]) -> _Line:
    place = zoneinfo.ZoneInfo(zone)
    begin = int(dt.datetime.combine(first - dt.timedelta(days=2), dt.time(), dt.UTC).timestamp()) // 60
    start, opened, days = None, [], []
    for minute in range(begin, begin + (2 * REACH + 6) * 1440):
        wall = dt.datetime.fromtimestamp(minute * 60, place)
        day = wall.date()
        if not first <= day <= last:
            continue
        start = minute if start is None else start
        of_day = wall.hour * 60 + wall.minute
        opened.append(any(low <= of_day < high for low, high in DAYS[special.get(day, week[day.weekday()])]))
        days.append(day)
    assert start is not None
    return _Line(start, opened, days)


def _case(chance: random.Random, line: _Line) -> list[int | None]:
    reported = line.start + chance.randrange(-1440, len(line.open) + 720)
    if chance.random() < 0.3:
        # Edges are where arithmetic goes wrong, so many cases begin at one, or a minute beside it.
        edges = [edge for pair in line.intervals() for edge in pair] or [line.start]
        reported = chance.choice(edges) + chance.choice([-1, 0, 1])
    unit = chance.randrange(3)
    amount = chance.randrange(1, (72, 60, 12)[unit])
    return [reported, unit, amount, _due(line, reported, unit, amount)]


def _due(line: _Line, reported: int, unit: int, amount: int) -> int | None:
    if unit == 0:
        return reported + 60 * amount
    at = reported - line.start
    if not 0 <= at < len(line.open):
        return None
    if unit == 1:
        left = 60 * amount
        while at < len(line.open):
            left -= line.open[at]
            at += 1
            if left == 0:
                return line.start + at
        return None
    today = line.day[at]
    business_days = sorted({line.day[number] for number, opened in enumerate(line.open) if opened})
    open_later_today = any(line.open[number] for number in range(at, len(line.open)) if line.day[number] == today)
    coming = [day for day in business_days if day > today or (day == today and open_later_today)]
    if amount >= len(coming):
        return None
    return line.start + max(n for n, opened in enumerate(line.open) if opened and line.day[n] == coming[amount]) + 1


if __name__ == "__main__":
    TARGET.write_bytes(packed_json())
