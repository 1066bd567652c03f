"""The line of a source that a problem is on, which every form of report shows."""

from __future__ import annotations

from collections.abc import Mapping

from .problem import Position

_LONGEST = 1000
"""Characters of a line that programs are given; a whole one may be a mebibyte."""


def line_of(position: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a position, without its end; empty if there is none. `texts` are the files' texts by name."""
    rows = texts.get(position.file, "").split("\n")
    return rows[position.line - 1].removesuffix("\r") if position.line <= len(rows) else ""


def shortened_line(position: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a position, cut off where it is too long to be reported whole."""
    return line_of(position, texts)[:_LONGEST]
