"""An id belongs to one error, whatever its case: addresses do not distinguish `NRC-1` from `nrc-1`.

A case id belongs to one error, too, so that its look-up has one answer.

Passes:

    id: NRC-1042

Fails, where another file already says `id: NRC-1042`:

    id: nrc-1042
"""

from __future__ import annotations

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError


def _check(catalog: Catalog) -> Problems:
    # Nearly always all ids are unique, and counting shows that at a tenth of the cost.
    if len({error.id.lower() for error in catalog.errors}) < len(catalog.errors):
        yield from _taken_ids(catalog)
    digests = [digest for record in catalog.private for digest in record.digests]
    if len(set(digests)) < len(digests):
        yield from _taken_cases(catalog)


def _taken_ids(catalog: Catalog) -> Problems:
    # The file named after the id has it; a copy under another name is the one to be fixed.
    owners: dict[str, KnownError] = {}
    for error in catalog.errors:
        owner = owners.setdefault(error.slug, error)
        if owner is not error and _is_named_after_id(error) and not _is_named_after_id(owner):
            owners[error.slug] = error
    for error in catalog.errors:
        first = owners[error.slug].file
        if first != error.file:
            message = f"the id '{error.id}' is taken by {first}; choose another one"
            yield RULE.problem(error.field("id"), message)


def _taken_cases(catalog: Catalog) -> Problems:
    cases: dict[str, tuple[KnownError, int]] = {}
    twice = "the case is listed twice; delete one of them"
    for error, record in zip(catalog.errors, catalog.private, strict=True):
        for index, digest in enumerate(record.digests):
            holder = cases.setdefault(digest, (error, index))
            if holder[0] is not error and holder[0].slug == error.slug:
                continue  # The file is a copy with the same id, which is reported above.
            if holder != (error, index):
                elsewhere = f"the case is in {holder[0].id} already; a case belongs to one error"
                message = twice if holder[0] is error else elsewhere
                yield RULE.problem(error.field("cases", index), message)


def _is_named_after_id(error: KnownError) -> bool:
    return error.file.endswith(f"/{error.id}.yml")


RULE = Rule("id-unique", whole=_check)
