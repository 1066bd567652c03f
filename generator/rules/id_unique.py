"""An id belongs to one error, whatever its case: addresses do not distinguish `NRC-1` from `nrc-1`.

Passes:

    id: NRC-1042

Fails, where another file already says `id: NRC-1042`:

    id: nrc-1042
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError


def _check(catalog: Catalog) -> Problems:
    # Nearly always all ids are unique, and counting shows that at a tenth of the cost.
    if len({error.slug for error in catalog.errors}) == len(catalog.errors):
        return
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


def _is_named_after_id(error: KnownError) -> bool:
    return error.file.endswith(f"/{error.id}.yml")


RULE = Rule("id-unique", whole=_check, essential=True)
