"""A problem is a value: what is wrong in a source, where, and the way out.

Rules and readers yield problems instead of raising, so that one run reports every slip of every file. Only a bug in
the program is an exception. How problems are printed is the business of `corrigenda.report`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Literal


class ProblemSeverity(enum.Enum):
    """How much a problem weighs: an error stops the publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A position in a source file; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int


FieldPath = tuple[str | int, ...]
"""The way through the tree of a file to one of its fields: names, and places in lists."""


@dataclass(frozen=True, slots=True)
class FieldLocation:
    """A place named by its way through the tree of a file, e.g. `("history", 2, "release")`.

    Rules speak of spots, because the values they look at no longer carry positions; the few spots that end up in a
    report are resolved to a `Position` by reading that file's text once more. `part` chooses between the value and the
    key of the last step; `offset` counts characters into the value's text, as its author wrote it.
    """

    file: str
    path: FieldPath = ()
    part: Literal["value", "key"] = "value"
    offset: int = 0

    def to(self, *steps: str | int) -> FieldLocation:
        """Return the spot that lies further on this way."""
        return FieldLocation(self.file, (*self.path, *steps))


@dataclass(frozen=True, slots=True)
class Problem:
    """One slip: the rule it breaks, its weight, where it is, what is wrong, and what to write instead (if known)."""

    rule: str
    severity: ProblemSeverity
    location: FieldLocation | Position
    message: str
    suggestion: str | None = None

    @property
    def sentence(self) -> str:
        """Return the message with the suggestion, for a report that has one line for both."""
        return f"{self.message}; did you mean '{self.suggestion}'?" if self.suggestion else self.message
