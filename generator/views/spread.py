"""How the errors of a group (a product, a release or a status) are spread over its pages.

If all fit on one page, they are there. Otherwise the first page shows the most important ones of each phase, and the
others follow on further pages, by phase and in the order of the whole list. Only a new phase moves an error in that
order, so an edit changes few pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby

from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.publication import Errors, Publication
from .inputs import Inputs
from .paging import MOST, cut

ORDER = (Phase.PLANNED, Phase.OPEN, Phase.DONE, Phase.CLOSED)
"""The phases in the order of interest to readers."""
Importance = Callable[[KnownError], int]
"""The sort key of errors; the lowest come first."""
PhaseOf = Callable[[KnownError], Phase]


@dataclass(frozen=True, slots=True)
class Section:
    """The errors of a phase on one page."""

    phase: Phase
    errors: Errors


@dataclass(frozen=True, slots=True)
class Spread:
    """The pages of a group, each as its sections. There is always a first one, empty if the group is."""

    pages: tuple[tuple[Section, ...], ...]

    def onward(self, phase: Phase) -> tuple[int, int]:
        """Return where a phase continues after the first page: the page's number, and how many errors; 0 if nowhere."""
        found = [
            (number, len(section.errors))
            for number, sections in enumerate(self.pages[1:], 2)
            for section in sections
            if section.phase is phase
        ]
        return (found[0][0], sum(count for _, count in found)) if found else (0, 0)

    @property
    def inputs(self) -> Inputs:
        """Return the inputs of the first page: the errors on it, and of the others only where and how many they are."""
        shown = [(section.errors.fingerprint, self.onward(section.phase)) for section in self.pages[0]]
        return (len(self.pages), *shown)


def spread_of(
    errors: Errors, publication: Publication, importance: Importance, phase_of: PhaseOf | None = None
) -> Spread:
    """Spread errors over pages; if there are several, each phase gets an equal share of the first.

    `phase_of` says in which phase an error is for the group; by default, it is that of its status.
    """
    phase_of = phase_of or publication.phase
    phases: dict[Phase, list[KnownError]] = {phase: [] for phase in ORDER}
    for error in errors:
        phases[phase_of(error)].append(error)
    filled = {phase: found for phase, found in phases.items() if found}
    share = MOST if len(errors) <= MOST else MOST // len(filled)
    first = [Section(phase, Errors(nsmallest(share, found, importance))) for phase, found in filled.items()]
    shown = {error.id for section in first for error in section.errors}
    rest = [error for found in filled.values() for error in found if error.id not in shown]
    return Spread((tuple(first), *(tuple(_sections(page, phase_of)) for page in cut(rest))))


def worst_first(publication: Publication) -> Importance:
    """Return a sort key function: by severity, then by the last change, the newest first."""
    ranks = {level.id: level.rank * dt.date.max.toordinal() for level in publication.site_data.severity.levels}
    return lambda error: ranks[error.level] - error.changed.toordinal()


def newest_first(error: KnownError) -> int:
    """Return a sort key by the last change, the newest first."""
    return -error.changed.toordinal()


def _sections(page: Errors, phase_of: PhaseOf) -> Iterator[Section]:
    """Yield a page's sections; its errors are already ordered by phase."""
    for phase, errors in groupby(page, phase_of):
        yield Section(phase, Errors(errors))
