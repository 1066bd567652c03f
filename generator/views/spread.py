"""How the errors of a group (a product, a release or a status) are spread over its pages.

If all fit on one page, they are there. Otherwise the first page shows the most important ones of each phase, and the
others follow on further pages, by phase and in the order of the whole list. Only a new phase moves an error in that
order, so an edit changes few pages. What is overdue is in a section of its own before what is planned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from itertools import groupby

from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.products import Product
from ..model.publication import Errors, Publication
from .errors import row_of
from .inputs import Inputs
from .paging import MOST, cut

ORDER = (Phase.PLANNED, Phase.OPEN, Phase.DONE, Phase.CLOSED)
"""The phases in the order of interest to readers."""
OVERDUE = "overdue"
CURRENT = "current"
"""The section of errors whose correction is overdue; the other sections are named by their phases."""
SECTIONS = (OVERDUE, *(phase.value for phase in ORDER))
Importance = Callable[[KnownError], int]
"""The sort key of errors; the lowest come first."""
SectionOf = Callable[[KnownError], str]


@dataclass(frozen=True, slots=True)
class Section:
    """The errors of one of the `SECTIONS` on one page."""

    name: str
    errors: Errors


@dataclass(frozen=True, slots=True)
class Spread:
    """The pages of a group, each as its sections. There is always a first one, empty if the group is."""

    pages: tuple[tuple[Section, ...], ...]

    def onward(self, name: str) -> tuple[int, int]:
        """Return where a section continues after the first page: the page's number, and how many errors; or zeros."""
        found = [
            (number, len(section.errors))
            for number, sections in enumerate(self.pages[1:], 2)
            for section in sections
            if section.name == name
        ]
        return (found[0][0], sum(count for _, count in found)) if found else (0, 0)

    @property
    def inputs(self) -> Inputs:
        """Return the inputs of the first page: the errors on it, and of the others only where and how many they are."""
        shown = [(section.errors.fingerprint, self.onward(section.name)) for section in self.pages[0]]
        return (len(self.pages), *shown)


def spread_of(
    errors: Errors, publication: Publication, importance: Importance, section_of: SectionOf | None = None
) -> Spread:
    """Spread errors over pages; if there are several, each section gets an equal share of the first.

    `section_of` says in which section an error is for the group; by default, what its status and its plan say.
    """
    section_of = section_of or partial(section_in, publication)
    sections: dict[str, list[KnownError]] = {name: [] for name in SECTIONS}
    for error in errors:
        sections[section_of(error)].append(error)
    filled = {name: found for name, found in sections.items() if found}
    share = MOST if len(errors) <= MOST else MOST // len(filled)
    first = [Section(name, Errors(nsmallest(share, found, importance))) for name, found in filled.items()]
    shown = {error.id for section in first for error in section.errors}
    rest = [error for found in filled.values() for error in found if error.id not in shown]
    return Spread((tuple(first), *(tuple(_sections(page, section_of)) for page in cut(rest))))


def section_in(publication: Publication, error: KnownError, product: Product | None = None) -> str:
    """Return the section in which an error is: its phase, unless its correction is overdue; for a product, that in it.

    The row of the error on the product's page says the same.
    """
    late = error.id in publication.overdue and (product is None or row_of(error, publication, product).overdue)
    return OVERDUE if late else publication.phase(error).value


def worst_first(publication: Publication) -> Importance:
    """Return a sort key function: by severity, then by the last change, the newest first."""
    ranks = {level.id: level.rank * dt.date.max.toordinal() for level in publication.site_data.severity.levels}
    return lambda error: ranks[error.level] - error.changed.toordinal()


def newest_first(publication: Publication) -> Importance:
    """Return a sort key function: what is overdue first, then by the last change, the newest first."""
    late = dt.date.max.toordinal()
    return lambda error: -error.changed.toordinal() - (late if error.id in publication.overdue else 0)


def _sections(page: Errors, section_of: SectionOf) -> Iterator[Section]:
    """Yield a page's sections; its errors are already ordered by section."""
    for name, errors in groupby(page, section_of):
        yield Section(name, Errors(errors))
