"""The line of a source that a problem is on, which every form of report shows."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from .problem import LocatedProblem, Position

_INLINE = re.compile(r"""(?:^|[{,])\s*["']?(cases|internal)["']?\s*:""")
_PUBLIC = re.compile(
    r"""["']?(?:id|title|product|assessment|severity|affects|summary|workaround|history|related|questions)["']?\s*:"""
)
_NAMES = ("cases", "internal", "history", "workaround", "summary", "title", "assessment", "affects", "related")
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
    """Return the private fields of a file by the numbers of their lines.

    They are found in the text, as a file with a syntax error has no tree; only a field with a known name ends another.
    """
    lines: dict[int, str] = {}
    field: str | None = None
    for number, row in enumerate(text.split("\n"), start=1):
        # The last one on a line counts, as what follows it is private, too.
        if inline := _INLINE.search(row):
            field = inline[1]
        elif _PUBLIC.match(row):
            field = None
        if field:
            lines[number] = field
    return lines


def without_private_values(problem: LocatedProblem, text: str) -> LocatedProblem:
    """Return a problem without what its message quotes of a private line."""
    if private_field(problem.position, text) is None:
        return problem
    row = text.split("\n", problem.position.line)[problem.position.line - 1]
    # Names of fields and signs of YAML are not secret, and say what is wrong.
    message = problem.message
    quoted = (word for word in _QUOTED.findall(message) if len(word) > 1 and word not in _NAMES)
    for word in (word for word in quoted if word in row):
        message = message.replace(f"'{word}'", "'…'")
    suggestion = problem.suggestion if problem.suggestion in _NAMES else None
    return replace(problem, message=message, suggestion=suggestion)


def shortened_line(position: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a position, cut off where it is too long to be reported whole."""
    return line_of(position, texts)[:_LONGEST]
