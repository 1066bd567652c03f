"""A roadmap has at least one error; an empty one is more likely a mistake in paths than a flawless product.

A publisher who really has no error yet says so in site.yml: `rules: {roadmap-empty: off}`.

Passes:

    content/roadmap/remote-control/NRC-1042.yml

Fails, as a wrong checkout or a moved folder would otherwise publish an empty list:

    content/roadmap/
"""

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.catalog import Catalog
from ..problems.problem import LocatedProblem, Position


def _check(catalog: Catalog) -> Iterator[LocatedProblem]:
    # If site.yml cannot be read, it is not known whether it says that there is none.
    if not catalog.errors and not catalog.unreadable and catalog.site_data.site.rules.get(RULE.id) != "off":
        message = (
            "no error is registered here; write one with 'corrigenda new', or say in site.yml that there is none: "
            "'rules: {roadmap-empty: off}'"
        )
        yield RULE.problem_at(Position(f"{catalog.folder}/roadmap"), message)


RULE = Rule("roadmap-empty", whole=_check)
