"""The id of a question, a level or a note is not an anchor that its page has already, nor a name that scripts use.

A browser finds elements by their ids as `window.<id>`, so an id such as `location` may be taken for something else.

Passes:

    - id: why-register

Fails, as every page has an element with this id:

    - id: content
"""

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.anchors import PAGE_ANCHORS, SCRIPT_NAMES
from ..model.catalog import Catalog
from ..problems.problem import FieldLocation, FieldPath, Problem, ProblemSeverity

_SCRIPT_NAMES = frozenset(name.lower() for name in SCRIPT_NAMES)


def _check(catalog: Catalog) -> Iterator[Problem]:
    site_data = catalog.site_data
    questions: list[tuple[FieldPath, str]] = [
        (("questions", at, "id"), one.id) for at, one in enumerate(site_data.faq.questions)
    ]
    yield from _taken(f"{catalog.folder}/faq.yml", "faq", questions)
    matrix = site_data.severity
    levels: list[tuple[FieldPath, str]] = [(("levels", at, "id"), one.id) for at, one in enumerate(matrix.levels)]
    notes: list[tuple[FieldPath, str]] = [(("notes", at, "id"), one.id) for at, one in enumerate(matrix.notes)]
    yield from _taken(f"{catalog.folder}/severity.yml", "severity", [*levels, *notes])
    names = {level.id.lower() for level in matrix.levels}
    for path, note in notes:
        if note.lower() in names:
            message = f"'{note}' is the id of a level, which is on the same page; choose another id"
            yield Problem(RULE.id, RULE.severity, FieldLocation(f"{catalog.folder}/severity.yml", path), message)


def _taken(file: str, page: str, ids: list[tuple[FieldPath, str]]) -> Iterator[Problem]:
    for path, name in ids:
        lower = name.lower()
        if lower in PAGE_ANCHORS[page]:
            reason = "the page itself has an element with this id"
        elif lower in _SCRIPT_NAMES:
            reason = "scripts could take the element with this id for something else"
        else:
            continue
        message = f"'{name}' is taken: {reason}; choose another id"
        yield Problem(RULE.id, RULE.severity, FieldLocation(file, path), message)


RULE = Rule("anchor-free", ProblemSeverity.ERROR, whole=_check)
