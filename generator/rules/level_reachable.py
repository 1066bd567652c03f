"""Every level is reached by some combination of answers.

Passes, as an intermittent, serious impact no longer meets the first level's criteria, but the second's:

    - {id: critical, criteria: [{question: impact, at_least: severe, …}], …}
    - {id: high, criteria: [{question: impact, at_least: serious, …}], …}

Fails, as all answers that meet the second level's criteria meet the first level's, too:

    - {id: critical, criteria: [{question: impact, at_least: serious, …}], …}
    - {id: high, criteria: [{question: impact, at_least: severe, …}], …}
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..severity.proof import unreached


def _check(catalog: Catalog) -> Problems:
    table = catalog.site_data.provable_table
    for level in unreached(table) if table else ():
        message = f"no answers lead to '{level.id}'; change its criteria, or those of the levels next to it"
        yield RULE.problem(catalog.field("severity.yml", "levels", level.rank, "id"), message)


RULE = Rule("level-reachable", whole=_check)
