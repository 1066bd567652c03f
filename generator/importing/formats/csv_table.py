"""A table as CSV, as spreadsheets and trackers save it. Columns are named by the first row, in any order.

The separator is the one that is said, by an option or by a first line `sep=;`, or else whichever of comma, semicolon,
tab and bar the first row has most of.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from ...problems.problem import LocatedProblem, Position
from ..decoding import text_of
from ..source import MOST_READ, Format, Input, Row, Rows, one_page, only, problem
from ..tabular import column_names, is_tracker, row_of, wrong_cells

_SEPARATORS = ",;\t|"
_LONGEST_CELL = 1024 * 1024
_MOST_OF_JIRA = 1000
"""The most issues that Jira exports into one table, if nobody set another number."""
_NAMED = re.compile(r"sep=(.)\n", re.IGNORECASE)


def _read(file: Input) -> Rows:
    text = text_of(file)
    if isinstance(text, LocatedProblem):
        return only([text])
    table = _Table(file.name, *_with_separator(text, file.separator))
    problems: list[LocatedProblem] = []
    rows: list[Row] = []
    names: tuple[str, ...] = ()
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(iter(table.lines[table.skipped :]), delimiter=table.separator, strict=True)
    line = table.skipped + 1
    try:
        for cells in reader:
            start, line = line, table.skipped + reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                table.columns = names = column_names(cells)
                continue
            wrong = wrong_cells(cells, names)
            if wrong:
                problems.append(problem(Position(file.name, start), wrong))
                continue
            table.ends[start] = line - 1
            rows.append(row_of(start, cells, names))
            if len(rows) > MOST_READ:
                break
    except csv.Error as error:
        at = Position(file.name, max(table.skipped + reader.line_num, 1))
        problems.append(problem(at, f"this is not CSV: {error}; save the table as CSV again"))
    if is_tracker(names):
        problems += one_page(file, len(rows), (_MOST_OF_JIRA,))
    return Rows(names, tuple(rows), tuple(problems), table.place, table.excerpt)


def _with_separator(text: str, said: str | None) -> tuple[list[str], str, int]:
    """Return the lines with their ends, the separator, and how many lines come before the first row."""
    named = _NAMED.match(text)
    # Only a line feed ends a line: to `splitlines`, several characters do that cells may contain.
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    if not lines[-1]:
        lines.pop()
    skipped = 1 if named else 0
    head = lines[skipped] if len(lines) > skipped else ""
    separator = said or (named[1] if named else max(_SEPARATORS, key=head.count))
    return lines, separator, skipped


@dataclass
class _Table:
    """The lines of a table, to find a cell again once something is wrong with it."""

    name: str
    lines: list[str]
    separator: str
    skipped: int
    columns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.ends: dict[int, int] = {}

    def place(self, row: Row, field: str | None) -> Position:
        """Return where a row's field begins, or the row."""
        for name, start, _ in self._cells(row):
            if name == field:
                before = self._record(row)[:start]
                return Position(self.name, row.line + before.count("\n"), start - before.rfind("\n"))
        return Position(self.name, row.line)

    def excerpt(self, row: Row, public: Container[str]) -> Mapping[int, str]:
        """Return the lines of a row, with what is in other columns blacked out."""
        record = self._record(row)
        for name, start, end in self._cells(row):
            if name not in public:
                hidden = re.sub(r"[^\n]", "█", record[start:end])
                record = record[:start] + hidden + record[end:]
        return dict(enumerate(record.rstrip("\n").split("\n"), start=row.line))

    def _record(self, row: Row) -> str:
        return "".join(self.lines[row.line - 1 : self.ends[row.line]])

    def _cells(self, row: Row) -> Iterator[tuple[str, int, int]]:
        record, at = self._record(row), 0
        cell = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(self.separator)}\n]*')
        for name in self.columns:
            found = cell.match(record, at)
            if found is None:
                return
            yield name, *found.span()
            at = found.end() + 1


FORMAT = Format("csv", lambda _: True, _read, order=2)
