"""The support desk's opening hours: `content/calendar.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from generator.business_time.model import INTERVAL_PATTERN, WEEKDAYS, Calendar, Interval, SpecialDay, parse_interval
from generator.sources.fields import Day, Source, Text
from generator.sources.site import Zone

IntervalText = Annotated[
    Interval,
    BeforeValidator(lambda value: parse_interval(value if isinstance(value, str) else "")),
    WithJsonSchema({"type": "string", "pattern": INTERVAL_PATTERN}),
]
Hours = list[IntervalText]


class WeekSource(Source):
    """Opening hours by weekday; a day left out is closed."""

    monday: Hours = Field([], description="Hours on Mondays.", examples=[["09:00-17:00"]])
    tuesday: Hours = Field([], description="Hours on Tuesdays.")
    wednesday: Hours = Field([], description="Hours on Wednesdays.")
    thursday: Hours = Field([], description="Hours on Thursdays.")
    friday: Hours = Field([], description="Hours on Fridays.")
    saturday: Hours = Field([], description="Hours on Saturdays.")
    sunday: Hours = Field([], description="Hours on Sundays.")


class SpecialDaySource(Source):
    """A day that differs from its weekday."""

    date: Day = Field(description="The day.")
    name: Text = Field(description="Why it differs.", examples=["Good Friday"])
    open: Hours = Field([], description="The hours; none means closed.")


class CalendarSource(Source):
    """Opening hours, in the desk's own time zone."""

    time_zone: Zone = Field(description="The desk's time zone.", examples=["Europe/London"])
    valid_through: Day = Field(description="The last day these hours are known for.")
    week: WeekSource = Field(description="Opening hours by weekday.")
    days: list[SpecialDaySource] = Field([], description="Holidays, and days with other hours.")


def to_calendar(source: CalendarSource) -> Calendar:
    """Make the model of a source."""
    return Calendar(
        time_zone=source.time_zone,
        valid_through=source.valid_through,
        week=tuple(_in_order(getattr(source.week, day)) for day in WEEKDAYS),
        days=tuple(SpecialDay(day.date, day.name, _in_order(day.open)) for day in source.days),
    )


def _in_order(hours: list[Interval]) -> tuple[Interval, ...]:
    return tuple(sorted(hours, key=lambda interval: (interval.start, interval.end)))
