"""The line of a source that a problem is on, which every form of report shows."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from .problem import LocatedProblem, Position

PRIVATE = ("cases", "internal")
PUBLIC = (
    *("id", "title", "product", "assessment", "severity", "affects", "summary", "workaround", "history", "related"),
    *("questions", "platforms", "aliases", "keywords", "links", "also_in", "redactions"),
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
_INLINE = re.compile(r"""(?:^|[{,])\s*["']?(cases|internal)["']?\s*:""")
_NESTED = re.compile(rf"(?:^\s*(?:-\s+)*|[{{,]\s*){_NAME}")
_STRING = re.compile(r""""[^"]*"(?!\s*:)|'[^']*'(?!\s*:)""")
_FREE = ("assessment", "summary", "workaround", "title", "id", "product", "severity", "affects")
"""The fields that hold no others: an assessment has a publisher's own names, and a colon in a text begins nothing."""
_QUOTED = re.compile(r"'([^']*)'")
_LONGEST = 1000
"""The most characters of a line in reports for programs; a line may be as long as a mebibyte."""


def line_of(position: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a position, without its end; empty if there is none. `texts` are the files' texts by name."""
    rows = texts.get(position.file, "").split("\n")
    row = rows[position.line - 1].removesuffix("\r") if position.line <= len(rows) else ""
    field = private_field(position, texts.get(position.file, ""))
    return f"{field}: …" if field else row


def private_field(position: Position, text: str) -> str | None:
    """Return the private field of an error that a line belongs to, or None. Logs are read by more than the authors."""
    if "roadmap/" not in position.file or not position.file.endswith(".yml"):
        return None
    return _private_lines(text).get(position.line)


@lru_cache(maxsize=2)
def _private_lines(text: str) -> Mapping[int, str]:
    """Return the private fields of a file by the numbers of their lines, and those that no error has.

    They are found in the text, as a file with a syntax error has no tree; only a field with a known name ends another.
    """
    lines: dict[int, str] = {}
    top = field = None
    for number, row in enumerate(text.split("\n"), start=1):
        begins = _AT_START.match(row)
        # The last one on a line counts, as what follows it is private, too.
        if inline := _INLINE.search(row):
            field = inline[1]
        elif begins:
            top = begins[1]
            field = None if top in PUBLIC else top
        if field not in PRIVATE and (top is None or top in PUBLIC):
            field = _unknown_in(row[begins.end() :] if begins else row, top, field)
        if field:
            lines[number] = field
    return lines


def _unknown_in(row: str, top: str | None, before: str | None) -> str | None:
    """Return the name of a field in a line that neither an error nor a step has; `before` is what it may go on with."""
    if top in _FREE:
        return before
    names = _NESTED.findall(_STRING.sub("", row))
    unknown = [name for name in names if name not in (_BELOW.get(top, STEP) if top else (*PUBLIC, *STEP, *LINK))]
    if unknown:
        return str(unknown[-1])
    return None if names or row.lstrip().startswith("- ") else before


def without_private_values(problem: LocatedProblem, text: str) -> LocatedProblem:
    """Return a problem without what its message quotes of a private line."""
    field = private_field(problem.position, text)
    if field is None:
        return problem
    row = text.split("\n", problem.position.line)[problem.position.line - 1]
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
