"""Finds the comments of a source: YAML's parsers leave them out, but suppressions and the formatter need them.

Between the texts of a file there are only keys' colons, dashes, brackets and comments, so whatever follows a `#` there
is one. Where the texts begin and end is taken from the parser's events.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from .parser import Parser
from .text import position


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its `#`; line and column count from 1, `index` from 0; `alone` if nothing is before it."""

    text: str
    index: int
    line: int
    column: int
    alone: bool


def find_comments(text: str) -> list[Comment]:
    """Return the comments of a text in their order; none if it cannot be read to its end."""
    try:
        gaps = list(_gaps(text))
    except (yaml.YAMLError, RecursionError):
        return []
    found = []
    line, counted = 1, 0
    for start, end in gaps:
        index = text.find("#", start, end)
        while index >= 0:
            stop = text.find("\n", index)
            stop = len(text) if stop < 0 else stop
            line, counted = line + text.count("\n", counted, index), index
            column = index - text.rfind("\n", 0, index)
            before = text[index - column + 1 : index].strip()
            found.append(Comment(text[index:stop].rstrip(), index, line, column, before in ("", "-", "?", "---")))
            index = text.find("#", stop, end)
    return found


def last_lines(text: str) -> dict[int, int]:
    """Return the last line of each text that goes over several, by the line on which it begins."""
    lasts: dict[int, int] = {}
    at = 0
    for start, end in [*_gaps(text), (len(text), len(text))]:
        # A block begins on the line of its `|`, so even one of a single line goes over two.
        if text[at:start].strip() and "\n" in text[at:start].rstrip():
            lasts[position(text, at)[0]] = position(text, at + len(text[at:start].rstrip()))[0]
        at = end
    return lasts


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Yield where no scalar is, as pairs of indexes; a block's header line (`| # …`) counts as such."""
    parser: Any = Parser(text)
    at = 0
    try:
        while type(event := parser.get_event()) is not yaml.StreamEndEvent:
            if type(event) is yaml.ScalarEvent:
                start, end = event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]
                yield at, start
                if event.style in ("|", ">"):
                    yield start, max(start, text.find("\n", start, end))
                at = end
        yield at, len(text)
    finally:
        parser.dispose()
