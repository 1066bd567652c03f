"""A history is in the order of its dates, the oldest first, and nothing in it lies in the future.

The same holds for releases, and no `changed:` lies in the future.

Passes:

    - {date: 2026-08-14, status: registered}
    - {date: 2026-08-20, status: confirmed}

Fails:

    - {date: 2026-08-20, status: registered}
    - {date: 2026-08-14, status: confirmed}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.catalog import Catalog
from ..model.error import Error, PrivateRecord
from ..model.products import ReleaseState
from ..model.site_data import Setting
from ..problems.problem import FieldPath, Problem, Spot, Weight


def _check(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:  # noqa: ARG001
    previous = None
    for index, step in enumerate(error.history):
        spot = Spot(error.file, ("history", index, "date"))
        if step.date > setting.as_of:
            message = f"{step.date} lies in the future; today is {setting.as_of}"
            yield Problem(RULE.id, RULE.weight, spot, message)
        if previous is not None and step.date < previous:
            message = f"{step.date} comes before the step above ({previous}); put the steps in order"
            yield Problem(RULE.id, RULE.weight, spot, message)
        previous = step.date


def _releases(catalog: Catalog) -> Iterator[Problem]:
    for spot, _, release in catalog.releases():
        previous = None
        for index, step in enumerate(release.history):
            day = spot.to("history", index, "date")
            if step.date > catalog.setting.as_of:
                message = f"{step.date} lies in the future; today is {catalog.setting.as_of}"
                if step.state is ReleaseState.RELEASED:
                    message += f"; say 'planned' with 'for: {step.date}' until it is out"
                yield Problem(RULE.id, RULE.weight, day, message)
            if previous is not None and step.date < previous:
                message = f"{step.date} comes before the step above ({previous}); put the steps in order"
                yield Problem(RULE.id, RULE.weight, day, message)
            previous = step.date


def _changes(catalog: Catalog) -> Iterator[Problem]:
    setting, folder = catalog.setting, catalog.folder
    days: list[tuple[str, FieldPath, dt.date | None]] = [
        ("site.yml", ("changed",), setting.site.changed),
        ("faq.yml", ("changed",), setting.faq.changed),
        ("severity.yml", ("changed",), setting.severity.changed),
    ]
    days += [("faq.yml", ("questions", at, "changed"), one.changed) for at, one in enumerate(setting.faq.questions)]
    days += [("severity.yml", ("versions", at, "date"), one.date) for at, one in enumerate(setting.severity.versions)]
    for file, path, day in days:
        if day is not None and day > setting.as_of:
            message = f"{day} lies in the future; today is {setting.as_of}"
            yield Problem(RULE.id, RULE.weight, Spot(f"{folder}/{file}", path), message)


def _whole(catalog: Catalog) -> Iterator[Problem]:
    yield from _releases(catalog)
    yield from _changes(catalog)


RULE = Rule("history-order", Weight.ERROR, each_error=_check, whole=_whole, needs=("history.date",))
