"""Opening hours are known well ahead. After `valid_through`, customers read that deadlines are not known.

A calendar that lists days also lists some of next year: without its holidays, deadlines would be promised that nobody
is there to keep.

Passes on 2026-11-25:

    valid_through: 2027-12-31

Fails on 2026-11-25, as it is less than 60 days ahead:

    valid_through: 2026-12-31
"""

import datetime as dt

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..problems.problem import ProblemSeverity

DAYS = 60


def _check(catalog: Catalog) -> Problems:
    left = (catalog.site_data.calendar.valid_through - catalog.site_data.as_of).days
    if left < DAYS:
        ends = f"the opening hours are known for {left} more days only" if left >= 0 else "the opening hours ran out"
        message = f"{ends}; fill in the next year (corrigenda calendar --fill …) and move 'valid_through'"
        yield RULE.problem(catalog.field("calendar.yml", "valid_through"), message)
    if _next_year_is_bare(catalog):
        year = catalog.site_data.as_of.year + 1
        message = f"no day of {year} is listed; add its holidays (corrigenda calendar --fill {year} …)"
        yield RULE.problem(catalog.field("calendar.yml", "valid_through"), message)


def _next_year_is_bare(catalog: Catalog) -> bool:
    """Return whether the calendar covers all of next year but lists no day of it, though days of other years."""
    calendar, year = catalog.site_data.calendar, catalog.site_data.as_of.year + 1
    listed = {day.date.year for day in calendar.days}
    return bool(listed) and year not in listed and calendar.valid_through >= dt.date(year, 12, 31)


RULE = Rule("calendar-ends", ProblemSeverity.WARNING, whole=_check)
