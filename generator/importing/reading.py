"""Reads a file of any kind that can be imported: finds its format, and the fields of its rows."""

from __future__ import annotations

from ..discovery import modules_in
from ..model.site_data import SiteData
from ..problems.problem import LocatedProblem, Position
from .fields import Entry, by_name
from .source import MOST_BYTES, MOST_ROWS, Format, Input, Rows, only, problem


def formats() -> tuple[Format, ...]:
    """Return all formats; the first that takes a file for its own reads it."""
    found = (module.FORMAT for module in modules_in("importing.formats"))
    return tuple(sorted(found, key=lambda one: (not one.tracker, one.name == "csv", one.name)))


def read_entries(file: Input, site_data: SiteData) -> tuple[Rows, list[Entry], list[LocatedProblem]]:
    """Return the rows of a file, the entries that they are, and what is wrong with the file as a whole or a row."""
    if len(file.data) > MOST_BYTES:
        reason = f"the file has more than {MOST_BYTES:,} bytes, the most that can be imported at once; split it"
        rows = only([problem(Position(file.name), reason)])
        return rows, [], list(rows.problems)
    form = next(one for one in formats() if one.mine(file))
    rows = form.read(file)
    problems = list(rows.problems)
    if len(rows.rows) > MOST_ROWS:
        reason = f"there are more than {MOST_ROWS:,} rows, the most that can be imported at once; split the file"
        return rows, [], [problem(Position(file.name, rows.rows[MOST_ROWS].line), reason)]
    if problems and not rows.rows:
        return rows, [], problems
    entries, wrong = by_name(rows, file, site_data)
    problems.extend(wrong)
    if not rows.rows and not problems:
        reason = "the table has no rows; write one error a row below the columns' names"
        problems.append(problem(Position(file.name), reason))
    return rows, entries, problems
