"""A history is in the order of its dates, the oldest first, and nothing in it lies in the future.

Passes:

    - {date: 2026-08-14, status: registered}
    - {date: 2026-08-20, status: confirmed}

Fails:

    - {date: 2026-08-20, status: registered}
    - {date: 2026-08-14, status: confirmed}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalog import Catalog
from generator.model.error import Error, PrivateRecord
from generator.model.setting import Setting
from generator.problem import Problem, Spot, Weight
from generator.rules import Rule


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
    file = f"{catalog.folder}/products.yml"
    for at, product in enumerate(catalog.setting.products):
        for place, release in enumerate(product.releases):
            previous = None
            for index, step in enumerate(release.history):
                spot = Spot(file, ("products", at, "releases", place, "history", index, "date"))
                if step.date > catalog.setting.as_of:
                    message = f"{step.date} lies in the future; say 'planned' with 'for: {step.date}' until it is out"
                    yield Problem(RULE.id, RULE.weight, spot, message)
                if previous is not None and step.date < previous:
                    message = f"{step.date} comes before the step above ({previous}); put the steps in order"
                    yield Problem(RULE.id, RULE.weight, spot, message)
                previous = step.date


RULE = Rule("history-order", Weight.ERROR, each_error=_check, whole=_releases)
