"""What tables have in common, whatever file they are in: named columns, and rows of cells below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .source import Row

_KEY, _SECURITY = "Issue key", "Security Level"
"""Columns by which a table is known to be Jira's; what has a security level is kept from readers there."""


def column_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names in the first row of a table, without empty ones at its end."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def is_tracker(names: Sequence[str]) -> bool:
    """Return whether a table with these columns is a tracker's, which nobody wrote for the public."""
    return _KEY in names


def wrong_cells(cells: Sequence[str], names: Sequence[str]) -> str | None:
    """Return what is wrong with the number of a row's cells, or with where they are; None if nothing is."""
    if any(cell.strip() for cell in cells[len(names) :]):
        named = "only names 1 column" if len(names) == 1 else f"names {len(names)} columns"
        way_out = "begin with the names of all columns, and quote cells that have separators in them"
        return f"the row has {len(cells)} cells, but the first row {named}; {way_out}"
    for cell, name in zip(cells, names, strict=False):
        if cell.strip() and not name:
            return "a cell of the row is in a column without a name; name it in the first row, or empty it"
    return None


def row_of(line: int, cells: Sequence[str], names: Sequence[str]) -> Row:
    """Return a row by its cells; a column may be there several times, as a tracker has one for each label.

    Excel leaves out empty cells at the end of some rows, so a cell that is missing is an empty one.
    """
    found: dict[str, list[str]] = {}
    for name, cell in zip(names, cells, strict=False):
        if cell.strip():
            found.setdefault(name, []).append(cell)
    values = {name: tuple(texts) for name, texts in found.items()}
    if not is_tracker(names):
        return Row(line, values)
    return Row(line, values, label=_only(values, _KEY), secret=_SECURITY in values, markup="jira")


def _only(values: Mapping[str, tuple[str, ...]], name: str) -> str | None:
    return values[name][0].strip() if name in values else None
