"""A file in the content folder is a source or a page: one with another name or ending is not read.

Passes:

    content/roadmap/remote-control/NRC-1042.yml

Fails:

    content/roadmap/remote-control/NRC-1042.yaml
"""

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.catalog import Catalog
from ..problems.problem import LocatedProblem, Position, ProblemSeverity


def _check(catalog: Catalog) -> Iterator[LocatedProblem]:
    for name in catalog.strays:
        if name.endswith(".yaml") or (name.lower().endswith((".yml", ".yaml")) and not name.endswith(".yml")):
            message, severity = "sources end in .yml, in lower case; rename the file", ProblemSeverity.ERROR
        elif name.endswith(".yml"):
            message, severity = (
                "this is not where sources are; errors are in roadmap/<product>/<ID>.yml",
                ProblemSeverity.ERROR,
            )
        else:
            message, severity = "nobody reads this file; delete it, or move it out of the content folder", RULE.severity
        yield LocatedProblem(RULE.id, severity, Position(name), message)


RULE = Rule("stray-file", ProblemSeverity.WARNING, whole=_check)
