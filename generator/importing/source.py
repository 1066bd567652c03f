"""What every kind of source is read into: rows of named values, each with its position."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..problems.problem import LocatedProblem, Position, ProblemSeverity

RULE = "import-table"
MOST_BYTES = 64 * 1024 * 1024
"""The most bytes that are read of a file."""
MOST_ROWS = 20_000
"""The most errors of one import."""
MOST_READ = 200_000
"""The most rows that are read, as a tracker may have many more issues than are public."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to import: its name in problems, its bytes, and how its text and its dates are written, if that is said.

    `date_format` is in the codes of `strptime`. `partial` says that the file is meant to be a part of its source.
    """

    name: str
    data: bytes
    encoding: str | None = None
    separator: str | None = None
    date_format: str | None = None
    partial: bool = False


class Row(NamedTuple):
    """One row or issue: its values by the source's field names, and the line it begins on.

    `label` is what people call it, such as an issue's key; a field may have several values. `documents` are values that
    are trees (ADF), `names` all fields that it could have. `changes` are pairs of a day and the status since then, and
    `secret` says that the tracker keeps it from readers. `markup` is that of its texts: `markdown` or `jira`. `source`
    is what no issue of another tracker is called, if that is not the label. `host` is the tracker's, unless others
    share it.
    """

    line: int
    values: Mapping[str, tuple[str, ...]]
    label: str | None = None
    documents: Mapping[str, Any] = {}
    names: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    secret: bool = False
    markup: str = "markdown"
    source: str | None = None
    host: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read of a file.

    `place` gives the position of a row's field. `excerpt` gives the lines of a row by number, with everything blacked
    out that is not in one of the fields that may be shown. `names` are the columns, where the file names them.
    """

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[LocatedProblem, ...]
    place: Callable[[Row, str | None], Position]
    excerpt: Callable[[Row, Container[str]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: whether it is `mine`, judged by name and bytes, and how it is read.

    `tracker` says that it holds issues that nobody wrote for the public, so nothing of it is public unless a mapping
    says so. Of several formats that take a file for theirs, the one with the lowest `order` reads it.
    """

    name: str
    mine: Callable[[Input], bool]
    read: Callable[[Input], Rows]
    tracker: bool = False
    order: int = 0


def problem(position: Position, message: str, suggestion: str | None = None) -> LocatedProblem:
    """Return a problem of the source itself."""
    return LocatedProblem(RULE, ProblemSeverity.ERROR, position, message, suggestion)


def one_page(file: Input, number: int, pages: Container[int]) -> list[LocatedProblem]:
    """Return a warning if a file has as many issues as its tracker gives at most at once; `pages` are these numbers."""
    if file.partial or number not in pages:
        return []
    message = (
        f"the file has exactly {number:,} issues, as many as its tracker gives at once; export all, or say --partial"
    )
    return [LocatedProblem(RULE, ProblemSeverity.WARNING, Position(file.name), message)]


def nothing_shown(row: Row, public: Container[str]) -> Mapping[int, str]:  # noqa: ARG001
    """Return no lines, for a file whose rows are not lines of text."""
    return {}


def only(problems: Sequence[LocatedProblem]) -> Rows:
    """Return that nothing could be read, with the reasons."""
    return Rows((), (), tuple(problems), lambda row, _: Position("", row.line), nothing_shown)
