"""A file in the content folder is a source: an unknown name or extension is read by nobody.

Passes:

    content/roadmap/remote-control/NRC-1042.yml

Fails:

    content/roadmap/remote-control/NRC-1042.yaml
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalog import Catalog
from generator.problem import Place, Problem, Weight
from generator.rules import Rule


def _check(catalog: Catalog) -> Iterator[Problem]:
    for name in catalog.strays:
        if name.endswith(".yaml") or (name.lower().endswith((".yml", ".yaml")) and not name.endswith(".yml")):
            message, weight = "sources end in .yml, in small letters; rename the file", Weight.ERROR
        elif name.endswith(".yml"):
            message, weight = "no source belongs here; errors are in roadmap/<product>/<ID>.yml", Weight.ERROR
        else:
            message, weight = "nobody reads this file; delete it, or move it out of the content folder", RULE.weight
        yield Problem(RULE.id, weight, Place(name, 1, 1), message)


RULE = Rule("stray-file", Weight.WARNING, whole=_check)
