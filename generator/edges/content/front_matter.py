"""The fields at the top of a hand-written page: MkDocs prints broken ones as text, and stumbles over their types."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from ...problems.problem import LocatedProblem, Position, ProblemSeverity

_FIELDS = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_TEXTS = ("title", "description", "template")


def front_matter_problems(name: str, text: str) -> Iterator[LocatedProblem]:
    """Yield what is wrong with the fields of a page's text; `name` is the file's in problems."""
    found = _FIELDS.match(text)
    if found is None:
        return
    try:
        fields = yaml.load(found[1], Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        message = f"these fields between '---' are no YAML ({error.problem}); mend them"
        yield LocatedProblem("yaml-syntax", ProblemSeverity.ERROR, Position(name, line, 1), message)
        return
    if not isinstance(fields, dict):
        if fields:
            message = "fields of the page stand between '---'; write them as 'title: …'"
            yield LocatedProblem("bad-type", ProblemSeverity.ERROR, Position(name, 2, 1), message)
        return
    for field, value in fields.items():
        if (field in _TEXTS and not isinstance(value, str)) or (field == "search" and not isinstance(value, dict)):
            kind = "a text" if field in _TEXTS else "a field with fields of its own, such as 'search: {exclude: true}'"
            yield LocatedProblem(
                "bad-type", ProblemSeverity.ERROR, Position(name), f"'{field}' is {kind}; mend it at the top"
            )
