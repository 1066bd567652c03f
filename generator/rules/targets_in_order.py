"""A worse level never promises less: its targets are as short as those of the level below, or shorter.

Only targets in the same unit are compared, since hours and business days are never converted into one another.

Passes:

    - {id: critical, targets: {response: 2 hours}, …}
    - {id: high, targets: {response: 4 hours}, …}

Fails:

    - {id: critical, targets: {response: 4 hours}, …}
    - {id: high, targets: {response: 2 hours}, …}
"""

from itertools import pairwise

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog


def _check(catalog: Catalog) -> Problems:
    for worse, milder in pairwise(catalog.site_data.severity.levels):
        below = dict(milder.targets)
        for name, target in worse.targets:
            other = below.get(name)
            if other is not None and other.unit is target.unit and other.amount < target.amount:
                message = f"'{worse.id}' is promised '{target.text}', but the milder '{milder.id}' only '{other.text}'"
                location = catalog.field("severity.yml", "levels", worse.rank, "targets", name)
                yield RULE.problem(location, f"{message}; a worse level never waits longer")


RULE = Rule("targets-in-order", whole=_check)
