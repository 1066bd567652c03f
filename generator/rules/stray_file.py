"""A file in the content folder is a source or a page: one with another name or ending, or a taken address, is not read.

Passes:

    content/roadmap/remote-control/NRC-1042.yml

Fails:

    content/roadmap/remote-control/NRC-1042.yaml
"""

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.addresses import OWN_FILES, OWN_FOLDERS, PAGES, hand_written_address
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
    taken: dict[str, str] = {}
    for page in catalog.pages:
        address, severity = hand_written_address(page), RULE.severity
        other = taken.setdefault(address.lower(), page)
        if address in PAGES.values() or address.startswith(OWN_FOLDERS) or address in OWN_FILES or page == "404.md":
            message = f"the site has its own files at /{address}, so nobody would read this one; rename the file"
        elif other != page:
            message = f"'{other}' is published at /{address} as well; rename one of the two"
            severity = ProblemSeverity.ERROR
        else:
            continue
        yield LocatedProblem(RULE.id, severity, Position(f"{catalog.folder}/pages/{page}"), message)


RULE = Rule("stray-file", ProblemSeverity.WARNING, whole=_check)
