"""Entries of a list that were meant as one: whoever writes a '-' before each field of a step makes a step of each."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from ..problems.problem import FieldLocation, FieldPath, Problem, ProblemSeverity

_MESSAGE = "a '-' begins a new entry; write the fields of one entry below one '-'"


def join_split_entries(
    values: Any, details: Sequence[ErrorDetails], file: str
) -> tuple[tuple[Problem, ...], tuple[ErrorDetails, ...]]:
    """Return a problem for each entry of `values` that is split, and the validation errors that are not about one."""
    missing: dict[FieldPath, dict[int, set[str]]] = {}
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "missing" and len(loc) > 1 and isinstance(loc[-2], int):
            missing.setdefault(loc[:-2], {}).setdefault(loc[-2], set()).add(str(loc[-1]))
    problems: list[Problem] = []
    split: set[FieldPath] = set()
    for path, lacking in missing.items():
        holder = values
        for step in path:
            holder = holder[step]
        for first, last in _runs(holder, lacking):
            problems.append(
                Problem("missing-field", ProblemSeverity.ERROR, FieldLocation(file, (*path, first + 1)), _MESSAGE)
            )
            split.update((*path, at) for at in range(first, last + 1))
    rest = tuple(one for one in details if not (one["type"] == "missing" and one["loc"][:-1] in split))
    return tuple(problems), rest


def _runs(items: Sequence[Any], lacking: dict[int, set[str]]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of entries that make one: no field is in two of them."""
    first = 0
    while first < len(items):
        last, fields = first, set(items[first]) if isinstance(items[first], dict) else set()
        while last + 1 in lacking and fields and fields.isdisjoint(items[last + 1]):
            last += 1
            fields |= set(items[last])
        if last > first and fields >= set().union(*(lacking.get(at, set()) for at in range(first, last + 1))):
            yield first, last
        first = last + 1
