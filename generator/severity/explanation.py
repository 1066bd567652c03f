"""Why answers lead to their level: what keeps it from being worse, and which single answer would change it.

The self-assessment's script gives the same explanation (`severity-rule.js`); a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Answer, Criterion, Level, Question
from .table import DecisionTable
from .vector import UNSURE


@dataclass(frozen=True, slots=True)
class NotAbove:
    """The next worse level, and why it is not reached: criteria that are not met, or an answer that lowers."""

    level: Level
    criteria: tuple[Criterion, ...]
    stepped_down: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another answer to one question, and the levels it would lead to (several while something is not known)."""

    question: Question
    answer: Answer
    levels: tuple[Level, ...]


def why_not_above(table: DecisionTable, given: Mapping[str, str]) -> NotAbove | None:
    """Return why complete answers do not reach the next worse level; None for the worst level."""
    verdict = table.assess(given)
    if verdict.level.rank == 0:
        return None
    above = table.matrix.levels[verdict.level.rank - 1]
    stepped_down = verdict.before.rank <= above.rank
    return NotAbove(above, () if stepped_down else table.lacking(above, given), stepped_down)


def alternatives(table: DecisionTable, given: Mapping[str, str]) -> tuple[Alternative, ...]:
    """Return the single answers that would change the level: for each question and level, the nearest such answer."""
    found: list[Alternative] = []
    now = table.possible(given)
    for question in table.matrix.questions:
        answer = given.get(question.id, UNSURE)
        current = -1 if answer == UNSURE else question.rank(answer)
        seen = [now]
        for other in sorted(question.answers, key=lambda one: abs(question.rank(one.id) - current)):
            levels = table.possible({**given, question.id: other.id})
            if levels and levels not in seen:
                seen.append(levels)
                found.append(Alternative(question, other, levels))
    return tuple(found)
