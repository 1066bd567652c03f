"""A case belongs to one error, and is listed there once, so that its look-up has one answer.

Passes:

    cases: [CS-1001, CS-1002]

Fails:

    cases: [CS-1001, CS-1001]
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError


def _check(catalog: Catalog) -> Problems:
    # Nearly always all cases are unique, and counting shows that at a tenth of the cost.
    digests = [digest for record in catalog.private for digest in record.digests]
    if len(set(digests)) == len(digests):
        return
    cases: dict[str, tuple[KnownError, int]] = {}
    twice = "the case is listed twice; delete one of them"
    for error, record in zip(catalog.errors, catalog.private, strict=True):
        for index, digest in enumerate(record.digests):
            holder = cases.setdefault(digest, (error, index))
            if holder[0] is not error and holder[0].slug == error.slug:
                continue  # The file is a copy with the same id, which `id-unique` reports.
            if holder != (error, index):
                elsewhere = f"the case is in {holder[0].id} already; a case belongs to one error"
                message = twice if holder[0] is error else elsewhere
                yield RULE.problem(error.field("cases", index), message)


RULE = Rule("case-unique", whole=_check)
