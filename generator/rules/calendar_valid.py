"""Each day is listed once in calendar.yml, its hours do not overlap, and the calendar ends at most 20 years from now.

Passes:

    - {date: 2027-12-24, name: Christmas Eve, open: ["09:00-12:00", "13:00-15:00"]}

Fails, as the second interval begins before the first one ends:

    - {date: 2027-12-24, name: Christmas Eve, open: ["09:00-12:00", "11:00-15:00"]}
"""

from itertools import pairwise

from ..business_time.model import WEEKDAYS, Interval
from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog

MOST_YEARS = 20
"""Every opening until `valid_through` is sent to the reader's browser."""


def _check(catalog: Catalog) -> Problems:
    calendar = catalog.site_data.calendar
    dates = [day.date for day in calendar.days]
    for at, day in enumerate(calendar.days):
        if day.date in dates[:at]:
            location = catalog.field("calendar.yml", "days", at, "date")
            yield RULE.problem(location, f"{day.date} is listed twice; put its hours into one entry")
        if _overlap(day.open):
            yield RULE.problem(catalog.field("calendar.yml", "days", at, "open"), "these hours overlap; merge them")
    known_for = calendar.valid_through.year - catalog.site_data.as_of.year
    if known_for > MOST_YEARS:
        message = f"nobody knows holidays {known_for} years ahead; write a day at most {MOST_YEARS} years from now"
        yield RULE.problem(catalog.field("calendar.yml", "valid_through"), message)
    for name, hours in zip(WEEKDAYS, calendar.week, strict=True):
        if _overlap(hours):
            yield RULE.problem(catalog.field("calendar.yml", "week", name), "these hours overlap; merge them")


def _overlap(hours: tuple[Interval, ...]) -> bool:
    return any(second.start < first.end for first, second in pairwise(hours))


RULE = Rule("calendar-valid", whole=_check, essential=True)
