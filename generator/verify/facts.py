"""What one file of a site says, as far as other files have to agree with it."""

from __future__ import annotations

from typing import NamedTuple

from ..problems.problem import LocatedProblem, Position, ProblemSeverity


class Link(NamedTuple):
    """A link to a file of the site: its path, the fragment and, if there is one, the address as it is written."""

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
    """What a file says: its anchors, its links to files of the site, the errors it is about, and its problems."""

    file: str
    anchors: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
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
