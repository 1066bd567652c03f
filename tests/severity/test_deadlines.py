"""Deadlines, in Python and in JavaScript: some worked out by hand, and 5,000 random ones minute by minute."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import subprocess
from typing import Any

import pytest
from corrigenda.business_time.deadlines import due
from corrigenda.business_time.model import Calendar, Interval, SpecialDay, parse_interval
from corrigenda.business_time.openings import Opening, Openings, minutes, openings
from corrigenda.severity.model import Target, Unit, parse_target
from corrigenda.views.severity import calendar_data

from tests.project import REPOSITORY
from tests.vectors.make_deadlines import TARGET, packed_json

WORKED: dict[str, Any] = json.loads((REPOSITORY / "tests/cases/deadlines.json").read_text(encoding="utf-8"))
VECTORS: dict[str, Any] = json.loads(gzip.decompress(TARGET.read_bytes()))


def _hours(text: str) -> tuple[Interval, ...]:
    return tuple(parse_interval(part) for part in text.split())


def _worked(name: str) -> Openings:
    source = WORKED["calendars"][name]
    special = tuple(SpecialDay(dt.date.fromisoformat(day), "", _hours(text)) for day, text in source["special"].items())
    through = dt.date.fromisoformat(source["valid_through"])
    calendar = Calendar(source["time_zone"], through, tuple(_hours(text) for text in source["week"]), special)
    return openings(calendar, dt.date.fromisoformat(source["first"]))


def _random(source: dict[str, Any]) -> Openings:
    def intervals(pairs: list[list[int]]) -> tuple[Interval, ...]:
        return tuple(Interval(start, end) for start, end in pairs)

    special = tuple(SpecialDay(dt.date.fromisoformat(day), "", intervals(pairs)) for day, pairs in source["special"])
    week = tuple(intervals(pairs) for pairs in source["week"])
    calendar = Calendar(source["zone"], dt.date.fromisoformat(source["last"]), week, special)
    return openings(calendar, dt.date.fromisoformat(source["first"]))


WORKED_OPENINGS = {name: _worked(name) for name in WORKED["calendars"]}


@pytest.mark.parametrize(
    "case", WORKED["cases"], ids=lambda case: f"{case[4]}: {case[1]} + {case[2]}".replace(" ", "-")
)
def test_a_deadline_worked_out_by_hand(case: list[str]) -> None:
    calendar, reported, promise, expected, _ = case
    found = due(WORKED_OPENINGS[calendar], minutes(dt.datetime.fromisoformat(reported)), parse_target(promise))
    assert found == (minutes(dt.datetime.fromisoformat(expected)) if expected else None)


def test_there_are_5000_random_deadlines_over_both_changes_of_clocks_and_from_utc_minus_11_to_plus_14() -> None:
    calendars = VECTORS["calendars"]
    assert sum(len(calendar["cases"]) for calendar in calendars) == 5000
    assert {"Pacific/Pago_Pago", "Pacific/Kiritimati", "Australia/Lord_Howe"} <= {one["zone"] for one in calendars}
    assert any(not any(one["week"]) for one in calendars), "a desk that is never open"
    known = [case for calendar in calendars for case in calendar["cases"] if case[3] is not None and case[1]]
    assert len(known) > 1500, "most cases in business time shall have an answer"


def test_openings_are_the_minutes_in_which_the_wall_clock_shows_opening_hours() -> None:
    for source in VECTORS["calendars"]:
        found = _random(source)
        assert (found.start, found.end) == (source["from"], source["until"])
        assert found.intervals == tuple(Opening(start, end) for start, end in source["intervals"])
        assert found.days == tuple(Opening(start, end) for start, end in source["days"])


def test_5000_random_deadlines_in_python() -> None:
    for source in VECTORS["calendars"]:
        known = _random(source)
        for reported, unit, amount, expected in source["cases"]:
            target = Target(amount, Unit(VECTORS["units"][unit]), "")
            assert due(known, reported, target) == expected, (source["zone"], reported, target)


def test_every_deadline_in_javascript() -> None:
    worked = [
        [calendar, reported, parse_target(promise).amount, parse_target(promise).unit.value, expected, about]
        for calendar, reported, promise, expected, about in WORKED["cases"]
    ]
    calendars = {name: calendar_data(known, "") for name, known in WORKED_OPENINGS.items()}
    # The random calendars' openings come from the file, not from Python: JavaScript is held to the same oracle.
    environment = {**os.environ, "DEADLINES": json.dumps({"worked": worked, "calendars": calendars})}
    command = ["node", "--test", str(REPOSITORY / "tests/node/deadlines.test.js")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_random_deadlines_are_made_again_from_their_seed() -> None:
    assert gzip.decompress(packed_json()) == gzip.decompress(TARGET.read_bytes())
