"""Gives problems their places: reads the few files that have any once more, and applies excuses and weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.problem import Problem, Weight


@dataclass(frozen=True, slots=True)
class Placed:
    """Problems at their places, in order, and the texts of the files they are in."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]

    @property
    def errors(self) -> int:
        """Give how many of them stop the publication."""
        return sum(problem.weight is Weight.ERROR for problem in self.problems)


def place_problems(problems: Iterable[Problem], content: Path, weights: Mapping[str, str]) -> Placed:
    """Resolve spots to places, drop what is excused or switched off, and put all in the order of their places."""
    raise NotImplementedError
