"""Errors from a table: each row of a CSV file becomes a draft, or problems at the row's line.

Columns are named by the first row, in any order: `product`, `title`, `summary`, `assessment.<question>` for each
question of the matrix, and optionally `id`, `workaround`, `affects`, `registered`, `status`, `release`, `window`,
`note`, `cases` (with spaces between) and `internal.<field>`.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.site_data import SiteData
from ..model.window import parse_day
from ..problems.problem import LocatedProblem, Position, ProblemSeverity
from ..problems.suggest import did_you_mean, nearest
from ..yaml_text.text import visible
from .draft import Draft, next_id

REQUIRED = ("product", "title", "summary")
OPTIONAL = ("id", "workaround", "affects", "registered", "status", "release", "window", "note", "cases")
RULE = "import-table"
_REPORTED = 12
"""The most problems of the first row that are reported."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says, as a draft, and the line of the table it is on."""

    line: int
    draft: Draft


@dataclass(frozen=True, slots=True)
class Table:
    """The drafts of a table, and every problem found in it; if there are any, the drafts are only for checking."""

    rows: tuple[Row, ...]
    problems: tuple[LocatedProblem, ...]


def read_table(text: str, file: str, site_data: SiteData, ids: Mapping[str, Sequence[str]]) -> Table:
    """Read CSV with commas, semicolons or tabs; `ids` are the known errors' ids by product."""
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    problems: list[LocatedProblem] = []
    rows: list[Row] = []
    taken = {product: list(known) for product, known in ids.items()}
    try:
        columns = [name.strip() for name in next(reader, [])]
        problems.extend(_columns(columns, file, site_data))
        if problems:
            return Table((), tuple(problems))
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                reason = (
                    f"the row has {len(cells)} cells, but there are {len(columns)} columns; quote cells with commas"
                )
                problems.append(_problem(file, line, reason))
                continue
            values = {name: cell.strip() for name, cell in zip(columns, cells, strict=True) if cell.strip()}
            draft, found = _draft(values, file, line, site_data, taken)
            if not found:
                taken.setdefault(draft.product, []).append(draft.id)
            problems.extend(found)
            rows.append(Row(line, draft))
    except csv.Error as error:
        problems.append(_problem(file, max(reader.line_num, 1), f"this is not CSV: {error}"))
    if not rows and not problems:
        problems.append(_problem(file, 1, "the table has no rows; write one error a row below the columns' names"))
    return Table(tuple(rows), tuple(problems))


def _columns(columns: Sequence[str], file: str, site_data: SiteData) -> Iterator[LocatedProblem]:
    """Yield one problem that says what the first row should be, as several could fill a screen."""
    needed = [*REQUIRED, *(f"assessment.{question.id}" for question in site_data.severity.questions)]
    known = [*needed, *OPTIONAL]
    named = dict.fromkeys(columns)
    wrong = [_unknown(name, known) for name in named if name not in known and not name.startswith("internal.")]
    wrong += [f"'{name}' is listed twice" for name in named if columns.count(name) > 1]
    missing = [f"'{name}'" for name in needed if name not in named]
    if missing:
        wrong.insert(0, f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
    if wrong:
        reported = "; ".join([*wrong[:_REPORTED], *(["and so on"] if len(wrong) > _REPORTED else [])])
        first = f"{','.join(needed)}, and if need be {','.join(OPTIONAL)}"
        yield _problem(file, 1, f"the first row names the columns: {reported}; it is to have {first}")


def _unknown(name: str, known: Sequence[str]) -> str:
    return f"'{visible(name)}' is unknown{did_you_mean(nearest(name, known), ', {}')}"


def _draft(
    values: Mapping[str, str], file: str, line: int, site_data: SiteData, taken: Mapping[str, Sequence[str]]
) -> tuple[Draft, list[LocatedProblem]]:
    """Return a row's draft, to be checked like any other error, and the problems that only a row can have."""
    problems = []
    day = site_data.as_of
    if "registered" in values:
        try:
            day = parse_day(values["registered"])
        except ValueError as error:
            problems.append(_problem(file, line, str(error)))
    product = values.get("product", "")
    every = [one for known in taken.values() for one in known]
    name = values.get("id") or next_id(taken.get(product, ()), every)
    if name is None and product in site_data.product_by_id:
        problems.append(_problem(file, line, f"'{product}' has no error yet, so its first id must be given in 'id'"))
    elif name is not None and name.lower() in {one.lower() for one in every}:
        problems.append(_problem(file, line, f"the id '{name}' is taken; leave it out to get the next free one"))
        name = None
    return _made(values, name or f"row-{line}", day, site_data), problems


def _made(values: Mapping[str, str], name: str, day: dt.date, site_data: SiteData) -> Draft:
    plan = next(((field, values[field]) for field in ("release", "window") if field in values), None)
    questions = [question.id for question in site_data.severity.questions]
    first = next(status.id for status in site_data.lifecycle.statuses if status.start)
    return Draft(
        id=name,
        title=values.get("title", ""),
        product=values.get("product", ""),
        answers=tuple((one, values[f"assessment.{one}"]) for one in questions if f"assessment.{one}" in values),
        summary=values.get("summary", ""),
        date=day,
        status=values.get("status", first),
        workaround=values.get("workaround"),
        affects=values.get("affects"),
        plan=plan,
        note=values.get("note"),
        cases=tuple(values.get("cases", "").replace(",", " ").split()),
        internal=tuple((key[9:], text) for key, text in values.items() if key.startswith("internal.")),
    )


def _problem(file: str, line: int, message: str, hint: str | None = None) -> LocatedProblem:
    return LocatedProblem(RULE, ProblemSeverity.ERROR, Position(file, line, 1), message, hint)
