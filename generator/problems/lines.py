"""The line of a source that a problem is on, which every form of report shows."""

from __future__ import annotations

from collections.abc import Mapping

from .problem import Position

_LONGEST = 1000
"""Characters of a line that programs are given; a whole one may be a mebibyte."""


def line_of(place: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a place, without its end; empty if there is none. `texts` are the files' texts by name."""
    rows = texts.get(place.file, "").split("\n")
    return rows[place.line - 1].removesuffix("\r") if place.line <= len(rows) else ""


def shortened_line(place: Position, texts: Mapping[str, str]) -> str:
    """Return the line at a place, cut off where it is too long to be reported whole."""
    return line_of(place, texts)[:_LONGEST]
