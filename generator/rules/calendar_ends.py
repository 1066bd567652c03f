"""Opening hours are known for a while yet. Past `valid_through` customers are told that deadlines are not known.

Passes on 2026-11-25:

    valid_through: 2027-12-31

Fails on 2026-11-25, as it is less than 60 days ahead:

    valid_through: 2026-12-31
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalog import Catalog
from generator.problem import Problem, Spot, Weight
from generator.rules import Rule

DAYS = 60


def _check(catalog: Catalog) -> Iterator[Problem]:
    left = (catalog.setting.calendar.valid_through - catalog.setting.as_of).days
    if left < DAYS:
        ends = f"the opening hours are known for {left} more days only" if left >= 0 else "the opening hours ran out"
        message = f"{ends}; fill in the next year (corrigenda calendar --fill …) and move 'valid_through'"
        yield Problem(RULE.id, RULE.weight, Spot(f"{catalog.folder}/calendar.yml", ("valid_through",)), message)


RULE = Rule("calendar-ends", Weight.WARNING, whole=_check)
