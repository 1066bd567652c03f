"""Reads a file of any kind that can be imported: finds its format, and the fields of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from ..discovery import modules_in
from ..model.site_data import SiteData
from ..problems.problem import AnyProblem, FieldLocation, LocatedProblem, Position, Problem, ProblemSeverity
from ..schema.import_mapping import MappingSource
from ..schema.read_source import read_source
from .fields import Entry, by_name
from .mapping import mapped, problems_of
from .source import MOST_BYTES, MOST_READ, MOST_ROWS, RULE, Format, Input, Rows, only, problem
from .tabular import is_tracker

_NOTHING = b"\xef\xbb\xbf\xfe\0 \t\r\n"
"""What a file without any text may have: byte order marks and white space."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the rows, the entries that they are, and what is wrong with the file or a row.

    `skipped` is how many rows may not be public; `mapping` are problems of the mapping file.
    """

    rows: Rows
    entries: list[Entry]
    problems: list[LocatedProblem]
    skipped: int = 0
    mapping: tuple[AnyProblem, ...] = ()


def formats() -> tuple[Format, ...]:
    """Return all formats in the order in which they are asked whether a file is theirs."""
    return tuple(sorted((module.FORMAT for module in modules_in("importing.formats")), key=lambda one: one.order))


def read(file: Input, mapping: tuple[str, bytes] | None, site_data: SiteData) -> Reading:
    """Return what a file says; `mapping` is the name and the content of a mapping file, if there is one."""
    if len(file.data) > MOST_BYTES:
        return _refused(file, f"the file has more than {MOST_BYTES:,} bytes, the most that can be imported; split it")
    if not file.data.strip(_NOTHING):
        return _refused(file, "the file is empty; export it again")
    form = next(one for one in formats() if one.mine(file))
    rows = form.read(file)
    problems = list(rows.problems)
    if problems and not rows.rows:
        return Reading(rows, [], problems)
    too_many = _too_many([row.line for row in rows.rows], MOST_ROWS if mapping is None else MOST_READ, file)
    if too_many:
        return Reading(rows, [], [too_many])
    if mapping is not None:
        result = _mapped(file, mapping, rows, form.tracker or is_tracker(rows.names), site_data)
    elif form.tracker or is_tracker(rows.names):
        reason = "nothing of an issue tracker is public by itself; say with --mapping what may be (docs/importing.md)"
        return Reading(rows, [], [problem(Position(file.name), reason)])
    else:
        entries, wrong = by_name(rows, file, site_data)
        result = Reading(rows, entries, wrong)
    problems.extend(result.problems)
    if too_many := _too_many([entry.row.line for entry in result.entries], MOST_ROWS, file):
        return Reading(rows, [], [too_many])
    if not result.entries and not problems and not result.mapping:
        reason = "the table has no rows; write one error a row below the columns' names"
        if result.skipped:
            reason = f"none of the {result.skipped:,} issues may be public by the mapping; see its 'public'"
        problems.append(problem(Position(file.name), reason))
    return Reading(rows, result.entries, problems, result.skipped, result.mapping)


def _refused(file: Input, reason: str) -> Reading:
    rows = only([problem(Position(file.name), reason)])
    return Reading(rows, [], list(rows.problems))


def _too_many(lines: list[int], most: int, file: Input) -> LocatedProblem | None:
    if len(lines) <= most:
        return None
    reason = f"there are more than {most:,} rows, the most that can be imported at once; split the file"
    return problem(Position(file.name, lines[most]), reason)


def _mapped(file: Input, mapping: tuple[str, bytes], rows: Rows, tracker: bool, site_data: SiteData) -> Reading:
    name, data = mapping
    source = read_source(data, name, MappingSource)
    if source.source is None or source.problems:
        return Reading(rows, [], [], mapping=source.problems)
    wrong: list[AnyProblem] = list(problems_of(source.source, name, rows, site_data))
    if tracker and source.source.public is None:
        message = "the field 'public' is missing; say which label or value allows an issue to be public"
        wrong.append(Problem(RULE, ProblemSeverity.ERROR, FieldLocation(name), message))
    if wrong:
        return Reading(rows, [], [], mapping=tuple(wrong))
    made = mapped(source.source, rows, file, site_data)
    return Reading(rows, made.entries, made.problems, made.skipped)
