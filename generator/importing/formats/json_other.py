"""JSON that is none of the known exports, or is not complete: it is refused with the reason."""

from __future__ import annotations

from ...problems.problem import LocatedProblem, Position
from ..json_issues import looks_like_json, parsed
from ..source import Format, Input, Rows, only, problem


def _read(file: Input) -> Rows:
    value = parsed(file)
    if isinstance(value, LocatedProblem):
        return only([value])
    if value in ([], {"issues": []}):
        return only([problem(Position(file.name), "there are no issues in the file; export them again")])
    reason = "this JSON is not a list of issues from Jira, GitHub or GitLab; see docs/importing.md for what they export"
    return only([problem(Position(file.name), reason)])


FORMAT = Format("json", looks_like_json, _read, order=1)
