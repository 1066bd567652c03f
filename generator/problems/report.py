"""What a check found: problems with their positions, and the files that they are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .problem import LocatedProblem, ProblemSeverity


@dataclass(frozen=True, slots=True)
class Report:
    """Problems with their positions, in order, and the texts of the files they are in."""

    problems: tuple[LocatedProblem, ...]
    texts: Mapping[str, str]

    @property
    def errors(self) -> int:
        """Return how many of them prevent publication."""
        return sum(problem.severity is ProblemSeverity.ERROR for problem in self.problems)
