"""The id of a question, a level or a note is not an anchor that its page has already, nor a name that scripts use.

A browser finds elements by their ids as `window.<id>`, so an id such as `location` may be taken for something else.

Passes:

    - id: why-register

Fails, as every page has an element with this id:

    - id: content
"""

from collections.abc import Iterable

from ..lint.rule import Problems, Rule
from ..model.anchors import PAGE_ANCHORS, SCRIPT_NAMES
from ..model.catalog import Catalog
from ..model.faq import FaqQuestion
from ..severity.model import Level, Note

_SCRIPT_NAMES = frozenset(name.lower() for name in SCRIPT_NAMES)


def _check(catalog: Catalog) -> Problems:
    matrix = catalog.site_data.severity
    yield from _taken(catalog, "faq", "questions", catalog.site_data.faq.questions)
    yield from _taken(catalog, "severity", "levels", matrix.levels)
    yield from _taken(catalog, "severity", "notes", matrix.notes)
    names = {level.id.lower() for level in matrix.levels}
    for at, note in enumerate(matrix.notes):
        if note.id.lower() in names:
            message = f"'{note.id}' is the id of a level, which is on the same page; choose another id"
            yield RULE.problem(catalog.field("severity.yml", "notes", at, "id"), message)


def _taken(catalog: Catalog, page: str, field: str, entries: Iterable[FaqQuestion | Level | Note]) -> Problems:
    for at, entry in enumerate(entries):
        lower = entry.id.lower()
        if lower in PAGE_ANCHORS[page]:
            reason = "the page itself has an element with this id"
        elif lower in _SCRIPT_NAMES:
            reason = "scripts could take the element with this id for something else"
        else:
            continue
        message = f"'{entry.id}' is taken: {reason}; choose another id"
        yield RULE.problem(catalog.field(f"{page}.yml", field, at, "id"), message)


RULE = Rule("anchor-free", whole=_check)
