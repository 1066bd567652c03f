"""Each status of lifecycle.yml is listed once, leads only to statuses that exist, and can be reached.

Passes:

    - {id: registered, phase: open, next: [confirmed], start: true, …}
    - {id: confirmed, phase: open, …}

Fails, as nothing leads to it:

    - {id: forgotten, phase: open, …}
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..problems.suggest import nearest


def _check(catalog: Catalog) -> Problems:
    statuses = catalog.site_data.lifecycle.statuses
    ids = dict.fromkeys(status.id for status in statuses)
    before: set[str] = set()
    reached = {status.id for status in statuses if status.start}
    reached |= {following for status in statuses for following in status.next}
    if not any(status.start for status in statuses):
        message = "no history can begin; write 'start: true' on the first status"
        yield RULE.problem(catalog.field("lifecycle.yml", "statuses").key, message)
    for index, status in enumerate(statuses):
        location = catalog.field("lifecycle.yml", "statuses", index, "id")
        if status.id.lower() in before:
            yield RULE.problem(location, f"the status '{status.id}' is listed twice")
        elif status.id not in reached:
            message = f"nothing leads to '{status.id}'; name it in another status' next, or write 'start: true'"
            yield RULE.problem(location, message)
        before.add(status.id.lower())
        for place, following in enumerate(status.next):
            if following not in ids:
                at = catalog.field("lifecycle.yml", "statuses", index, "next", place)
                yield RULE.problem(at, f"there is no status '{following}'", nearest(following, ids))


RULE = Rule("lifecycle-valid", whole=_check)
