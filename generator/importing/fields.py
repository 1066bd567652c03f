"""The fields an error can be imported with, and the rows of a table whose columns are named after them.

Needed are `product`, `title`, `summary` and `assessment.<question>` for each question of the matrix. Optional are `id`,
`source` (what the row is called where it comes from), `workaround`, `affects`, `also_in`, `platforms`, `aliases`,
`security` (true or false), `keywords`, `registered` (a day), `status`, `date.<status>` (the day of the step to it),
`release`, `window`, `duplicate_of`, `note`, `cases` and `internal.<field>`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.site_data import SiteData
from ..model.window import parse_day
from ..problems.problem import LocatedProblem, Position, ProblemSeverity
from ..problems.suggest import did_you_mean, nearest
from ..yaml_text.text import trap_of, visible
from .source import Input, Row, Rows, problem

REQUIRED = ("product", "title", "summary")
OPTIONAL = (
    "id",
    "source",
    "workaround",
    "affects",
    "also_in",
    "platforms",
    "aliases",
    "security",
    "keywords",
    "registered",
    "status",
    "release",
    "window",
    "duplicate_of",
    "note",
    "cases",
)
PROSE = ("summary", "workaround")
"""Of these, what is Markdown and may have several lines."""
FREE_TEXT = ("title", "keywords", "note")
"""Of these, what is written for readers in one line."""
LISTS = ("also_in", "platforms", "aliases", "keywords", "release", "cases")
"""Of these, what may have several values, with commas between."""
PRIVATE = ("source", "cases")
"""Of these, what is never shown; everything under `internal.` is not shown either."""
_GROUPS = ("assessment.", "date.", "internal.")
_REPORTED = 12
"""The most problems of the first row that are reported."""
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_FAILED = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|GETTING_DATA)")
"""What Excel shows for a formula that failed, and saves as CSV."""
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What YAML has no way to write but as an escape, which the reader refuses."""
_ODD_INDENT = re.compile("^[ \t\u00a0\u2000-\u200b\u202f\u205f\u3000]+", re.MULTILINE)


class Entry(NamedTuple):
    """A row with its values by our names, and what the source calls the field that each comes from."""

    row: Row
    values: Mapping[str, str]
    origin: Mapping[str, str]


def listed(values: Mapping[str, str], field: str) -> tuple[str, ...]:
    """Return the values of a field that may have several."""
    return tuple(part for one in values.get(field, "").split(",") if (part := one.strip()))


def is_public(field: str) -> bool:
    """Return whether what a field holds may be shown."""
    return field not in PRIVATE and not field.startswith("internal.")


def by_name(rows: Rows, file: Input, site_data: SiteData) -> tuple[list[Entry], list[LocatedProblem]]:
    """Return the entries of a table whose columns have our names, in any case, and what is wrong with them."""
    names = {name: _ours(name) for name in rows.names}
    problems = list(_columns([_ours(name) for name in rows.names if name], file.name, site_data))
    if problems:
        return [], problems
    entries = []
    for row in rows.rows:
        values = {names[name]: texts[0] for name, texts in row.values.items()}
        entry = Entry(row, values, {ours: name for name, ours in names.items()})
        entry, found = cleaned(entry, rows, file, site_data)
        missing = [one for one in _needed(site_data) if one not in entry.values]
        if len(missing) > 1:
            which = ", ".join(f"'{one}'" for one in missing)
            reason = f"{which} are empty; quote cells that hold separators or line ends"
            found = [problem(rows.place(row, None), reason)]
        problems.extend(found)
        if len(missing) > 1:
            continue
        entries.append(entry)
    return entries, problems


def cleaned(entry: Entry, rows: Rows, file: Input, site_data: SiteData) -> tuple[Entry, list[LocatedProblem]]:
    """Return an entry with its values as sources have them, and problems where that cannot be."""
    problems = []
    values: dict[str, str] = {}
    for field, raw in entry.values.items():
        text = _ODD_INDENT.sub(lambda found: " " * len(found[0].expandtabs(4)), raw.replace("\r", "")).strip()
        place = rows.place(entry.row, entry.origin.get(field))
        is_day = field == "registered" or field.startswith("date.")
        if not text:
            continue
        if not text.isprintable() and re.search("[\ud800-\udfff]", text):
            problems.append(problem(place, "half of a character is in the text; delete it"))
        elif found := _UNWRITABLE.search(text):
            rule, reason = trap_of(found[0])
            problems.append(LocatedProblem(rule, ProblemSeverity.ERROR, place, reason))
            if not is_day:
                values[field] = _UNWRITABLE.sub(" ", text)
        elif (text.startswith("=") or _FAILED.fullmatch(text)) and is_public(field):
            what = "a formula" if text.startswith("=") else "an error of its spreadsheet"
            problems.append(problem(place, f"the cell holds {what}; replace it by its value"))
            if field in REQUIRED:
                # Else it would also be reported as missing.
                values[field] = text
        elif field == "security" and text.lower() not in ("true", "false"):
            problems.append(problem(place, f"'{visible(text)}' is neither true nor false"))
        elif is_day:
            try:
                values[field] = _day(text, file.date_format).isoformat()
            except ValueError as error:
                way_out = "" if file.date_format else "; or say how days are written, such as --date-format %d.%m.%Y"
                problems.append(problem(place, f"{error}{way_out}"))
        else:
            values[field] = _spelled(field, _as_kept(field, text), site_data)
    return entry._replace(values=values), problems


def _as_kept(field: str, text: str) -> str:
    """Return a text as a source file keeps it: prose without spaces at the ends of lines, all else in one line."""
    if field in PROSE:
        return "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"[\t\n]+", " ", text)


def _day(text: str, date_format: str | None) -> dt.date:
    if date_format:
        try:
            return dt.datetime.strptime(text, date_format).date()  # noqa: DTZ007
        except ValueError:
            raise ValueError(f"'{visible(text)}' is not a date written as {date_format}") from None
    timed = _WITH_TIME.fullmatch(text)
    return parse_day(timed[1] if timed else visible(text))


def known_date_format(date_format: str) -> bool:
    """Return whether a format, in the codes of `strptime`, says a day."""
    day = dt.date(2026, 11, 28)
    try:
        return dt.datetime.strptime(day.strftime(date_format), date_format).date() == day  # noqa: DTZ007
    except (ValueError, re.error):
        return False


def _spelled(field: str, text: str, site_data: SiteData) -> str:
    """Return an answer or a status as it is known here, where the source has it in capitals (`FALSE`)."""
    known: list[str] = []
    if field == "status":
        known = [status.id for status in site_data.lifecycle.statuses]
    elif field.startswith("assessment."):
        question = site_data.severity.question(field.removeprefix("assessment."))
        if question is not None:
            known = [one for answer in question.answers for one in (answer.id, *answer.aliases)]
    if text in known:
        return text
    return next((one for one in known if one.lower() == text.lower()), text)


def _ours(name: str) -> str:
    """Return our name for a column's, which may be in other case: `Product`."""
    lower = name.strip().lower()
    if lower.startswith("internal."):
        return f"internal.{name.strip()[9:].strip()}"
    return lower if lower in (*REQUIRED, *OPTIONAL) or lower.startswith(_GROUPS) else name.strip()


def _needed(site_data: SiteData) -> list[str]:
    return [*REQUIRED, *(f"assessment.{question.id}" for question in site_data.severity.questions)]


def known_fields(site_data: SiteData) -> list[str]:
    """Return the names of all fields but those under `internal.`."""
    dates = [f"date.{status.id}" for status in site_data.lifecycle.statuses]
    return [*_needed(site_data), *OPTIONAL, *dates]


def _columns(columns: Sequence[str], file: str, site_data: SiteData) -> Iterator[LocatedProblem]:
    """Yield one problem that says what the first row should be, as several could fill a screen."""
    needed, known = _needed(site_data), known_fields(site_data)
    named = dict.fromkeys(columns)
    wrong = [_unknown(name, known) for name in named if name not in known and not _is_internal(name)]
    wrong += [f"'{visible(name)}' is listed twice" for name in named if columns.count(name) > 1]
    missing = [f"'{name}'" for name in needed if name not in named]
    if not set(named) & set(known):
        # Then it is a row of data, perhaps, which is not to be printed.
        wrong = []
    if missing:
        wrong.insert(0, f"{', '.join(missing)} {_is(missing)} missing")
    if wrong:
        reported = "; ".join([*wrong[:_REPORTED], *(["and so on"] if len(wrong) > _REPORTED else [])])
        first = f"{','.join(needed)}, and if need be {','.join(OPTIONAL)}"
        message = f"the first row names the columns: {reported}; it is to have {first}"
        yield problem(Position(file), message)


def _is(several: Sequence[str]) -> str:
    return "is" if len(several) == 1 else "are"


def _is_internal(name: str) -> bool:
    return name.startswith("internal.") and len(name) > len("internal.")


def _unknown(name: str, known: Sequence[str]) -> str:
    return f"'{visible(name)}' is unknown{did_you_mean(nearest(name, known), ', {}')}"
