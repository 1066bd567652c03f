"""The line of a source that a problem is on, which every form of report shows."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from .problem import LocatedProblem, Position

PRIVATE = ("cases", "internal")
PUBLIC = (
    *("id", "title", "product", "assessment", "severity", "affects", "summary", "workaround", "history", "related"),
    *("questions", "platforms", "aliases", "security", "keywords", "links", "also_in", "redactions"),
)
STEP = ("date", "status", "release", "window", "duplicate_of", "note")
LINK = ("title", "url")
ALSO_IN = ("product", "affects")
REDACTION = ("date", "texts", "reason")
"""The fields of an error, of a step of its history, of a link, of another product that it is in, and of a redaction.
What is below another name may be private."""
_BELOW = {"links": LINK, "also_in": ALSO_IN, "redactions": REDACTION}
_NAME = r"""["']?([^\s"'#:,{}\[\]-](?:[^"'#:,{}\[\]]*[^\s"'#:,{}\[\]])?)["']?\s*:"""
_AT_START = re.compile(_NAME)
_INLINE = re.compile(r"""(?:^|[{\[,])\s*(?:\?\s+)?["']?(cases|internal)["']?\s*:""")
_NESTED = re.compile(rf"(?:^\s*(?:-\s+)*|[{{\[,]\s*){_NAME}")
_MISPLACED = re.compile(r"""^(\s*(?:-\s+)*)(?:\S.*[{\[,]\s*)?["']?internal["']?\s*:""")
"""What only an error has, in another file; `cases` is a field of site.yml."""
_STRING = re.compile(r""""[^"]*"(?!\s*:)|'[^']*'(?!\s*:)""")
_FREE = ("assessment", "summary", "workaround", "title", "id", "product", "severity", "affects")
"""The fields that hold no others: an assessment has a publisher's own names, and a colon in a text begins nothing."""
_KNOWN = (*PUBLIC, *PRIVATE)
_EXPLICIT = re.compile(r"\s*(?:-\s+)*\?\s")
"""How a name begins that is followed by its value on another line."""
_HIDES = (*PRIVATE, "?")
_CLOSERS = {"[": "]", "{": "}", '"': '"', "'": "'"}
_BRACKETS = re.compile(r"""\\.|(?:(?<=[:,\-?]\s)|(?<=[\[{])|^\s*)(?P<opens>[\[{"'])|(?P<closes>[\]}"'])""")
_QUOTED = re.compile(r"'([^']*)'")
_LONGEST = 1000
"""The most characters of a line in reports for programs; a line may be as long as a mebibyte."""


def line_of(position: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a position, without its end; empty if there is none. `texts` are the files' texts by name."""
    text = texts.get(position.file, "")
    rows = _rows(text)
    row = rows[position.line - 1].removesuffix("\r") if position.line <= len(rows) else ""
    field = private_field(position, text)
    return f"{field}: …" if field else row


@lru_cache(maxsize=2)
def _rows(text: str) -> list[str]:
    # A file may have thousands of problems, and as many lines.
    return text.split("\n")


def private_field(position: Position, text: str) -> str | None:
    """Return the private field that a line belongs to, or None. Logs are read by more than the authors."""
    if "roadmap/" in position.file and position.file.endswith(".yml"):
        return _private_lines(text).get(position.line)
    return "internal" if "internal" in text and position.line in _misplaced_lines(text) else None


@lru_cache(maxsize=2)
def _misplaced_lines(text: str) -> frozenset[int]:
    """Return the numbers of the lines that belong to a field `internal` of a file that is not an error's."""
    lines, column = [], None
    for number, row in enumerate(_rows(text), start=1):
        found = _MISPLACED.match(row)
        if found:
            column = len(found[1])
        elif (
            column is not None and row.strip() and len(row) - len(row.lstrip()) + row.lstrip().startswith("-") <= column
        ):
            column = None
        if column is not None:
            lines.append(number)
    return frozenset(lines)


@lru_cache(maxsize=2)
def _private_lines(text: str) -> Mapping[int, str]:
    """Return the private fields of a file by the numbers of their lines, and those that no error has.

    They are found in the text, as a file with a syntax error has no tree. Only a field with a known name ends a private
    one, and none does before its brackets and quotes are closed.
    """
    lines: dict[int, str] = {}
    top = field = None
    column = 0
    closers: list[str] = []
    for number, row in enumerate(_rows(text), start=1):
        begins = None if closers else _AT_START.match(row)
        # The last one on a line counts, as what follows it is private, too.
        if inline := _INLINE.search(row):
            field, column = inline[1], 0
        elif _EXPLICIT.match(row) and (top not in _FREE or row[0] == "?"):
            field, column = "?", 0
        # After a private field, an unknown name may be a line of its text.
        elif begins and (begins[1] in _KNOWN or field not in _HIDES):
            top = begins[1]
            field, column = None if top in PUBLIC else top, 0
        if field not in _HIDES and (top is None or top in PUBLIC) and not closers:
            field, column = _unknown_in(row, begins.end() if begins else 0, top, field, column)
        if field:
            lines[number] = field
            _close(row, closers)
    return lines


def _unknown_in(row: str, start: int, top: str | None, before: str | None, column: int) -> tuple[str | None, int]:
    """Return the name of a field in a line that neither an error nor a step has, and its column, or None and 0.

    `before` is the one that the line may go on with, `column` where that began.
    """
    if top in _FREE:
        return before, column
    if before and row.strip() and len(row) - len(row.lstrip(" -")) > column:
        return before, column
    # What is in quotes is no name, but takes its place.
    names = list(_NESTED.finditer(_STRING.sub(lambda found: "_" * len(found[0]), row), start))
    known = _BELOW.get(top, STEP) if top else (*PUBLIC, *STEP, *LINK)
    unknown = [name for name in names if name[1] not in known]
    if unknown:
        return unknown[-1][1], unknown[-1].start(1)
    return (None, 0) if names or row.lstrip().startswith("- ") else (before, column)


def _close(row: str, closers: list[str]) -> None:
    """Bring up to date which brackets and quotes are still to be closed after a private line, the next one last."""
    for found in _BRACKETS.finditer(row):
        sign = found["opens"] or found["closes"]
        if closers and sign == closers[-1]:
            closers.pop()
        elif found["opens"] and not (closers and closers[-1] in "'\""):
            closers.append(_CLOSERS[sign])


def without_private_values(problem: LocatedProblem, text: str) -> LocatedProblem:
    """Return a problem without what its message quotes of a private line."""
    field = private_field(problem.position, text)
    if field is None:
        return problem
    row = _rows(text)[problem.position.line - 1]
    # Names of fields and signs of YAML are not secret, and say what is wrong.
    names = (*PUBLIC, *PRIVATE, *STEP, *LINK, field)
    message = problem.message
    quoted = (word for word in _QUOTED.findall(message) if any(map(str.isalnum, word)) and word not in names)
    for word in (word for word in quoted if word in row):
        message = message.replace(f"'{word}'", "'…'")
    suggestion = problem.suggestion if problem.suggestion in names else None
    return replace(problem, message=message, suggestion=suggestion)


def shortened_line(position: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a position, cut off where it is too long to be reported whole."""
    return line_of(position, texts)[:_LONGEST]
