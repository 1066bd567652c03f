"""What one file of a site says, as far as other files have to agree with it."""

from __future__ import annotations

from typing import NamedTuple

from ..problems.problem import LocatedProblem, Position, ProblemSeverity


class Link(NamedTuple):
    """A link to an anchor of the site: the path of its file, the fragment, and the address as it is written."""

    target: str
    fragment: str
    written: str


class ErrorFacts(NamedTuple):
    """An error as a page or the API gives it; a page gives the status' name, the API its id."""

    id: str
    title: str
    status: str
    file: str


class Facts(NamedTuple):
    """What a file says: its anchors, the errors it is about, its problems, and where it leads."""

    file: str
    anchors: frozenset[str] = frozenset()
    targets: tuple[str, ...] = ()
    """The files of the site that it leads to."""
    links: tuple[Link, ...] = ()
    """Those of its links that lead to an anchor."""
    errors: tuple[ErrorFacts, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    """The names of statuses by their ids."""
    problems: tuple[LocatedProblem, ...] = ()


def position_of(file: str, text: str, needle: str, start: int = 0) -> Position:
    """Return where a string is in a file's text, or the beginning of the file if it is spelled otherwise there."""
    at = text.find(needle, start) if needle else -1
    if at < 0:
        return Position(file)
    return Position(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def problem(rule: str, position: Position, message: str) -> LocatedProblem:
    """Return a problem of a site; each keeps it from being published."""
    return LocatedProblem(rule, ProblemSeverity.ERROR, position, message)
