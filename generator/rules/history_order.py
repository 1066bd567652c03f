"""A history is in the order of its dates, the oldest first, and none of them is in the future.

The same holds for releases, and no `changed:` is in the future.

Passes:

    - {date: 2026-08-14, status: registered}
    - {date: 2026-08-20, status: confirmed}

Fails:

    - {date: 2026-08-20, status: registered}
    - {date: 2026-08-14, status: confirmed}
"""

import datetime as dt
from collections.abc import Sequence

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord, Step
from ..model.products import ReleaseState, ReleaseStep
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, FieldPath


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    return _dates(error.history, error.field(), site_data.as_of)


def _dates(history: Sequence[Step | ReleaseStep], location: FieldLocation, as_of: dt.date) -> Problems:
    previous = None
    for index, step in enumerate(history):
        day = location.to("history", index, "date")
        if step.date > as_of:
            message = f"{step.date} lies in the future; today is {as_of}"
            if isinstance(step, ReleaseStep) and step.state is ReleaseState.RELEASED:
                message += f"; say 'planned' with 'window: {step.date}' until it is out"
            yield RULE.problem(day, message)
        if previous is not None and step.date < previous:
            yield RULE.problem(day, f"{step.date} comes before the step above ({previous}); put the steps in order")
        previous = step.date


def _changes(catalog: Catalog) -> Problems:
    site_data = catalog.site_data
    days: list[tuple[str, FieldPath, dt.date | None]] = [
        ("site.yml", ("changed",), site_data.site.changed),
        ("faq.yml", ("changed",), site_data.faq.changed),
        ("severity.yml", ("changed",), site_data.severity.changed),
    ]
    days += [("faq.yml", ("questions", at, "changed"), one.changed) for at, one in enumerate(site_data.faq.questions)]
    days += [("severity.yml", ("versions", at, "date"), one.date) for at, one in enumerate(site_data.severity.versions)]
    for file, path, day in days:
        if day is not None and day > site_data.as_of:
            yield RULE.problem(catalog.field(file, *path), f"{day} lies in the future; today is {site_data.as_of}")


def _whole(catalog: Catalog) -> Problems:
    for location, _, release in catalog.releases():
        yield from _dates(release.history, location, catalog.site_data.as_of)
    yield from _changes(catalog)


RULE = Rule("history-order", each_error=_check, whole=_whole, needs=("history.date",))
