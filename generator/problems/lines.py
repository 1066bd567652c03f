"""The line of a source that a problem is on, which every form of report shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from .problem import LocatedProblem, Position

_INLINE = re.compile(r"""(?:^|[{,])\s*["']?(cases|internal)["']?\s*:""")
_PUBLIC = re.compile(
    r"""["']?(?:id|title|product|assessment|severity|affects|summary|workaround|history|related|questions)["']?\s*:"""
)
_QUOTED = re.compile(r"'([^']*)'")
_LONGEST = 1000
"""Characters of a line that programs are given; a whole one may be a mebibyte."""


def line_of(position: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a position, without its end; empty if there is none. `texts` are the files' texts by name."""
    rows = texts.get(position.file, "").split("\n")
    row = rows[position.line - 1].removesuffix("\r") if position.line <= len(rows) else ""
    field = private_field(position, texts.get(position.file, ""))
    return f"{field}: …" if field else row


def private_field(position: Position, text: str) -> str | None:
    """Return the private field of an error that a line belongs to, or None. Logs are read by more than the authors.

    It is told from the text, as a file with a syntax error has no tree; only a field with a known name ends another.
    """
    if "roadmap/" not in position.file or not position.file.endswith(".yml"):
        return None
    for row in reversed(text.split("\n")[: position.line]):
        inline = _INLINE.search(row)
        if inline:
            return inline[1]
        if _PUBLIC.match(row):
            return None
    return None


def without_private_values(problem: LocatedProblem, text: str) -> LocatedProblem:
    """Return a problem without the values of private fields that its message quotes."""
    field = private_field(problem.position, text)
    if field is None:
        return problem
    kept = ("cases", "internal")
    message = _QUOTED.sub(lambda quoted: quoted[0] if quoted[1] in kept else "'…'", problem.message)
    return problem if message == problem.message else replace(problem, message=message, suggestion=None)


def shortened_line(position: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a position, cut off where it is too long to be reported whole."""
    return line_of(position, texts)[:_LONGEST]
