"""An id stands for one error, whatever its case: addresses do not tell `NRC-1` from `nrc-1`.

A case id, too, belongs to one error only, so that its look-up has one answer.

Passes:

    id: NRC-1042

Fails, where another file already says `id: NRC-1042`:

    id: nrc-1042
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.cases import canonical_case
from generator.model.catalog import Catalog
from generator.problem import Problem, Spot, Weight
from generator.rules import Rule


def _check(catalog: Catalog) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for error in catalog.errors:
        first = seen.setdefault(error.slug, error.file)
        if first != error.file:
            message = f"the id '{error.id}' is taken by {first}; choose another one"
            yield Problem(RULE.id, RULE.weight, Spot(error.file, ("id",)), message)
    cases: dict[str, str] = {}
    for error, record in zip(catalog.errors, catalog.private, strict=True):
        for index, case in enumerate(record.cases):
            first = cases.setdefault(canonical_case(case), error.id)
            if first != error.id:
                message = f"the case stands in {first} already; a case belongs to one error"
                yield Problem(RULE.id, RULE.weight, Spot(error.file, ("cases", index)), message)


RULE = Rule("id-unique", Weight.ERROR, whole=_check)
