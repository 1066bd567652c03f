"""From a problem with the file that a row would become to the cell of the row, where its author can fix it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..problems.problem import AnyProblem, FieldPath, LocatedProblem
from ..yaml_text.nodes import Mapping as MappingNode
from ..yaml_text.nodes import Node
from ..yaml_text.nodes import Sequence as ListNode
from ..yaml_text.reader import read_text
from ..yaml_text.text import without_traps
from .fields import Entry
from .source import Rows
from .texts import Written


def at_cells(
    problems: Iterable[LocatedProblem], known: Iterable[AnyProblem], files: Mapping[str, Written], rows: Rows
) -> list[LocatedProblem]:
    """Return the problems of files, each at the cell that it comes from, without those that were `known` before.

    Those of files that no row becomes stay where they are.
    """
    before = {(problem.file, problem.rule, problem.message) for problem in known}
    by_file: dict[str, list[LocatedProblem]] = {}
    for problem in problems:
        if (problem.file, problem.rule, problem.message) not in before:
            by_file.setdefault(problem.file, []).append(problem)
    return [
        moved
        for name, found in by_file.items()
        for moved in dict.fromkeys(_moved(found, files[name].text, files[name].entry, rows) if name in files else found)
    ]


def _moved(problems: Iterable[LocatedProblem], text: str, entry: Entry, rows: Rows) -> Iterator[LocatedProblem]:
    root = read_text(without_traps(text), "").root
    known = sorted(_paths(root)) if root is not None else []
    steps = [path for *_, path in known if path[:1] == ("history",) and len(path) == 2]
    last = max((path[1] for path in steps), default=0)
    for problem in problems:
        at = (problem.position.line, problem.position.column)
        path = max((one for one in known if one[:2] <= at), default=(0, 0, ()))[2]
        field = _field(path, path[1:2] == (last,), entry)
        position = rows.place(entry.row, entry.origin.get(field) if field else None)
        message = f"{entry.row.label}: {problem.message}" if entry.row.label else problem.message
        yield replace(problem, position=position, message=message)


def _paths(node: Node, path: FieldPath = ()) -> Iterator[tuple[int, int, FieldPath]]:
    """Yield line, column and path of every field in a tree."""
    if isinstance(node, MappingNode):
        for name, (key, value) in node.entries.items():
            yield key.line, key.column, (*path, name)
            yield from _paths(value, (*path, name))
    elif isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            yield item.line, item.column, (*path, index)
            yield from _paths(item, (*path, index))


def _field(path: FieldPath, is_last: bool, entry: Entry) -> str | None:
    """Return the first of the fields that a path may come from which the row has."""
    match path:
        case ("history", *_, "date"):
            candidates = [*_dates(entry), "registered", "status", "release"]
        case ("history", _, str(name), *_) if name in entry.values:
            candidates = [name]
        case ("history", *_):
            candidates = ["status", "release", "window"] if is_last else ["status", "release"]
        case ("assessment" | "internal", str(name), *_):
            candidates = [f"{path[0]}.{name}"]
        case ("assessment",):
            candidates = [name for name in entry.origin if name.startswith("assessment.")]
        case (str(name), *_):
            candidates = [name]
        case _:
            candidates = []
    return next((name for name in candidates if name in entry.origin), None)


def _dates(entry: Entry) -> list[str]:
    return [f"date.{entry.values['status']}"] if f"date.{entry.values.get('status')}" in entry.values else []
