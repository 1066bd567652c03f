"""The support desk's opening hours: `content/calendar.yml`."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..business_time.model import INTERVAL_PATTERN, WEEKDAYS, Calendar, Interval, SpecialDay, parse_interval
from .fields import Day, Source, Text
from .site import Zone

IntervalText = Annotated[
    Interval,
    BeforeValidator(lambda value: parse_interval(value if isinstance(value, str) else "")),
    WithJsonSchema({"type": "string", "pattern": INTERVAL_PATTERN}),
]
Hours = list[IntervalText]


class WeekSource(Source):
    """Opening hours by weekday; a day left out is closed."""

    monday: Hours = Field([], description="Hours on Mondays.", examples=[["09:00-17:00"]])
    tuesday: Hours = Field([], description="Hours on Tuesdays.", examples=[["09:00-12:00", "13:00-17:00"]])
    wednesday: Hours = Field([], description="Hours on Wednesdays.", examples=[["09:00-12:00", "13:00-17:00"]])
    thursday: Hours = Field([], description="Hours on Thursdays.", examples=[["09:00-12:00", "13:00-17:00"]])
    friday: Hours = Field([], description="Hours on Fridays.", examples=[["09:00-12:00", "13:00-17:00"]])
    saturday: Hours = Field([], description="Hours on Saturdays.", examples=[["09:00-12:00", "13:00-17:00"]])
    sunday: Hours = Field([], description="Hours on Sundays.", examples=[["09:00-12:00", "13:00-17:00"]])


class SpecialDaySource(Source):
    """A day that differs from its weekday."""

    date: Day = Field(description="The day.", examples=["2026-12-24"])
    name: Text = Field(description="Why it differs.", examples=["Good Friday"])
    open: Hours = Field([], description="The hours; none means closed.", examples=[["09:00-12:00"]])


class CalendarSource(Source):
    """Opening hours, in the desk's own time zone."""

    time_zone: Zone = Field(description="The desk's time zone.", examples=["Europe/London"])
    valid_through: Day = Field(description="The last day these hours are known for.", examples=["2027-12-31"])
    week: WeekSource = Field(description="Opening hours by weekday.")
    days: list[SpecialDaySource] = Field([], description="Holidays, and days with other hours.")


def to_calendar(source: CalendarSource) -> Calendar:
    """Return the model of a source."""
    return Calendar(
        time_zone=source.time_zone,
        valid_through=source.valid_through,
        week=tuple(_in_order(getattr(source.week, day)) for day in WEEKDAYS),
        days=tuple(SpecialDay(day.date, day.name, _in_order(day.open)) for day in source.days),
    )


def _in_order(hours: list[Interval]) -> tuple[Interval, ...]:
    return tuple(sorted(hours, key=lambda interval: (interval.start, interval.end)))
