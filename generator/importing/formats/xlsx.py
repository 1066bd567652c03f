"""A table as an Excel workbook: its first sheet that is not hidden. The library is an extra, `corrigenda[import]`."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from ...problems.problem import Position
from ..source import MOST_READ, Format, Input, Row, Rows, nothing_shown, only, problem
from ..tabular import column_names, row_of, wrong_cells


def _read(file: Input) -> Rows:
    try:
        from openpyxl import load_workbook
        from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
    except ImportError:
        reason = "to read workbooks, install openpyxl (pip install 'corrigenda[import]'), or save the sheet as CSV"
        return only([problem(Position(file.name), reason)])
    try:
        # Not `data_only`: the last value of a formula may be out of date, so that it is refused like in CSV.
        book = load_workbook(BytesIO(file.data), read_only=True)
        sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        # Else each row is filled up to the last column that was ever formatted, of up to 16,384.
        sheet.reset_dimensions()
        table = list(_numbered(sheet.iter_rows(values_only=True), (ArrayFormula, DataTableFormula)))
    except (StopIteration, zipfile.BadZipFile, ParseError, KeyError, ValueError, IndexError, OSError):
        return only([problem(Position(file.name), "this is not a complete workbook; save it again as .xlsx")])
    names = column_names(table[0][1]) if table else ()
    rows, problems = [], []
    for number, cells in table[1:]:
        if wrong := wrong_cells(cells, names):
            problems.append(problem(Position(file.name, number), wrong))
        else:
            rows.append(row_of(number, cells, names))

    def place(row: Row, field: str | None) -> Position:
        return Position(file.name, row.line, names.index(field) + 1 if field in names else 1)

    return Rows(names, tuple(rows), tuple(problems), place, nothing_shown)


def _numbered(rows: Iterator[Sequence[Any]], formulas: tuple[type, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty with their numbers, and not many more than can be imported.

    A cell of one of the types `formulas` becomes `=`, as any formula is refused.
    """
    found = 0
    for number, cells in enumerate(rows, start=1):
        texts = ["=" if isinstance(cell, formulas) else _text(cell) for cell in cells]
        if any(text.strip() for text in texts):
            found += 1
            yield number, texts
        if found > MOST_READ + 1:
            return


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n")


FORMAT = Format("xlsx", lambda file: file.data.startswith(b"PK\x03\x04"), _read)
