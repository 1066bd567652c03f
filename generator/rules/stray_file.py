"""A file in the content folder is a source: an unknown name or extension, or a page's taken address, is read by nobody.

Passes:

    content/roadmap/remote-control/NRC-1042.yml

Fails:

    content/roadmap/remote-control/NRC-1042.yaml
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.addresses import PAGES
from ..model.catalog import Catalog
from ..problems.problem import LocatedProblem, Position, ProblemSeverity


def _check(catalog: Catalog) -> Iterator[LocatedProblem]:
    for name in catalog.strays:
        if name.endswith(".yaml") or (name.lower().endswith((".yml", ".yaml")) and not name.endswith(".yml")):
            message, severity = "sources end in .yml, in small letters; rename the file", ProblemSeverity.ERROR
        elif name.endswith(".yml"):
            message, severity = (
                "no source belongs here; errors are in roadmap/<product>/<ID>.yml",
                ProblemSeverity.ERROR,
            )
        else:
            message, severity = "nobody reads this file; delete it, or move it out of the content folder", RULE.severity
        yield LocatedProblem(RULE.id, severity, Position(name), message)
    for page in catalog.pages:
        address = _address(page)
        if address in PAGES.values():
            message = f"the site has a page of its own at /{address}, so nobody reads this one; rename the file"
            yield LocatedProblem(RULE.id, RULE.severity, Position(f"{catalog.folder}/pages/{page}"), message)


def _address(page: str) -> str | None:
    """Return the address of a hand-written page, or None if a file below pages/ is none."""
    if not page.endswith(".md"):
        return None
    folder, _, name = page.removesuffix(".md").rpartition("/")
    parts = [folder] if name in ("index", "README") else [folder, name]
    return "".join(f"{part}/" for part in parts if part)


RULE = Rule("stray-file", ProblemSeverity.WARNING, whole=_check)
