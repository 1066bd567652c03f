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
    """An error as a page or the API gives it; a page gives the status' name, the API its id.

    What a file does not say is None.
    """

    id: str
    title: str | None
    status: str | None
    file: str
    steps: int | None = None
    """How many steps its history has."""
    brief: str | None = None
    """A digest of what the list of the API says, too."""


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
    own: str | None = None
    """The file that a page names as its own, unless search engines are to leave it out."""
    entries: str | None = None
    """A digest of the ids of a feed's entries, in their order."""
    said: int | None = None
    """How many errors it says there are."""
    problems: tuple[LocatedProblem, ...] = ()


def position_of(file: str, text: str, needle: str, start: int = 0) -> Position:
    """Return where a string is in a file's text, or the beginning of the file if it is spelled otherwise there."""
    at = text.find(needle, start) if needle else -1
    if at < 0:
        return Position(file)
    return Position(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def other_host(position: Position, host: str) -> LocatedProblem:
    """Return the problem of a request to another host."""
    message = f"this asks {host}, which learns who reads the page; keep the file on the site"
    return problem("other-host", position, message)


def unreadable(position: Position, message: str) -> Facts:
    """Return the facts of a file that its readers could not read."""
    return Facts(position.file, problems=(problem("file-unreadable", position, f"{message}; build the site again"),))


def problem(rule: str, position: Position, message: str) -> LocatedProblem:
    """Return a problem of a site; each keeps it from being published."""
    return LocatedProblem(rule, ProblemSeverity.ERROR, position, message)
