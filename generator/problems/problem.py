"""Problems as values: what is wrong in a source, where, how to fix it. Only a bug in the program is an exception."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from .suggest import did_you_mean


class ProblemSeverity(enum.Enum):
    """An error stops the publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A position in a source file; line and column count from 1, columns in characters.

    A problem of a file as a whole is at its beginning, where every editor can open it.
    """

    file: str
    line: int = 1
    column: int = 1


FieldPath = tuple[str | int, ...]
"""The path through the tree of a file to one of its fields: names, and indexes of lists."""


@dataclass(frozen=True, slots=True)
class FieldLocation:
    """A field named by its path through the tree of a file, e.g. `("history", 2, "release")`.

    Rules name fields, because the values they look at no longer carry positions; the few that end up in a report are
    resolved to a `Position` by reading that file's text again. `part` chooses between the value and the key of the
    last step; `offset` counts characters into the value's text, as its author wrote it.
    """

    file: str
    path: FieldPath = ()
    part: Literal["value", "key"] = "value"
    offset: int = 0

    def to(self, *steps: str | int) -> FieldLocation:
        """Return the location of a field further down."""
        return FieldLocation(self.file, (*self.path, *steps))

    @property
    def key(self) -> FieldLocation:
        """Return the location of the field's name."""
        return replace(self, part="key")

    def at(self, offset: int) -> FieldLocation:
        """Return the location of a character of the field's text, counted from 0."""
        return replace(self, offset=offset)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with a field: the rule, its severity, where, what is wrong, and what to write instead (if known)."""

    rule: str
    severity: ProblemSeverity
    location: FieldLocation
    message: str
    suggestion: str | None = None

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return self.location.file

    def is_within(self, paths: Iterable[FieldPath]) -> bool:
        """Return whether it is about one of some fields, or about a part of one."""
        return any(self.location.path[: len(path)] == path for path in paths)

    def located(self, locate: Callable[[FieldLocation], Position]) -> LocatedProblem:
        """Return the same problem with the position that `locate` gives."""
        return LocatedProblem(self.rule, self.severity, locate(self.location), self.message, self.suggestion)


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A problem with a position: what readers find, and what every problem becomes before it is printed."""

    rule: str
    severity: ProblemSeverity
    position: Position
    message: str
    suggestion: str | None = None

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return self.position.file

    @property
    def sentence(self) -> str:
        """Return the message with the suggestion, for a report that has one line for both."""
        return self.message + did_you_mean(self.suggestion)

    def is_within(self, paths: Iterable[FieldPath]) -> bool:  # noqa: ARG002
        """Return False, as it is not about a field."""
        return False

    def located(self, locate: Callable[[FieldLocation], Position]) -> LocatedProblem:  # noqa: ARG002
        """Return it as it is."""
        return self


AnyProblem = Problem | LocatedProblem
