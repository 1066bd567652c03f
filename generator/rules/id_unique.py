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
    twice = "the case is here twice; delete one of them"
    for error, record in zip(catalog.errors, catalog.private, strict=True):
        for index, case in enumerate(record.cases):
            canonical = canonical_case(case)
            holder = cases.get(canonical)
            if holder is None:
                cases[canonical] = error.id
            else:
                elsewhere = f"the case stands in {holder} already; a case belongs to one error"
                message = twice if holder == error.id else elsewhere
                yield Problem(RULE.id, RULE.weight, Spot(error.file, ("cases", index)), message)


RULE = Rule("id-unique", Weight.ERROR, whole=_check)
