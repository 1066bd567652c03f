"""A rule: its id, its severity, and its check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..problems.problem import AnyProblem, FieldLocation, LocatedProblem, Position, Problem, ProblemSeverity

if TYPE_CHECKING:
    from ..model.catalog import Catalog
    from ..model.error import KnownError, PrivateRecord
    from ..model.site_data import SiteData

Problems = Iterator[Problem]
"""What a rule finds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, the severity of its problems unless site.yml says otherwise, and its check.

    `each_error(error, private, site_data)` looks at one error and the settings. `whole(catalog)` looks
    at everything, where errors have to be seen together. A rule has one of the two, or both.

    `needs` are an error's fields by which `each_error` judges other ones. It is not run on an error in which one of
    them could not be read; what it would say about the unreadable fields themselves is never reported.

    The build relies on what an `essential` rule ensures, so it can be neither suppressed nor turned off nor weakened.
    """

    id: str
    severity: ProblemSeverity = ProblemSeverity.ERROR
    each_error: Callable[[KnownError, PrivateRecord, SiteData], Problems] | None = None
    whole: Callable[[Catalog], Iterator[AnyProblem]] | None = None
    needs: tuple[str, ...] = ()
    essential: bool = False

    def problem(self, location: FieldLocation, message: str, suggestion: str | None = None) -> Problem:
        """Return a problem that this rule finds."""
        return Problem(self.id, self.severity, location, message, suggestion)

    def problem_at(self, position: Position, message: str, suggestion: str | None = None) -> LocatedProblem:
        """Return a problem that this rule finds in a file that has no fields."""
        return LocatedProblem(self.id, self.severity, position, message, suggestion)
