"""The decision table: from complete answers to one level.

The rule covers every combination: a case gets the highest level whose every criterion it meets, where a worse answer
meets a criterion that names a milder one; an answer that steps down then lowers it, and the lowest level stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..problems.suggest import nearest
from .model import Answer, Criterion, Level, Question, SeverityMatrix
from .validity import matrix_problems
from .vector import UNSURE

Answers = tuple[tuple[str, str], ...]
"""Pairs of question id and answer id, in the order of the matrix."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What answers lead to: the level, and the one before stepping down."""

    level: Level
    before: Level


class DecisionTable:
    """The rule of a matrix, applied."""

    def __init__(self, matrix: SeverityMatrix) -> None:
        self.matrix = matrix
        self._readings: dict[Answers, tuple[Answers, str]] = {}

    @cached_property
    def levels(self) -> Mapping[Answers, Level]:
        """Return every complete combination of answers, in the order of the questions, with its level."""
        return {answers: self.assess(dict(answers)).level for answers in self.combinations()}

    @cached_property
    def valid(self) -> bool:
        """Return whether the matrix names only what exists; otherwise nothing here can be relied on."""
        return next(matrix_problems(self.matrix), None) is None

    def combinations(self) -> list[Answers]:
        """Return every combination of answers that the matrix allows."""
        found: list[Answers] = [()]
        for question in self.matrix.questions:
            found = [(*given, (question.id, one.id)) for given in found for one in self.offered(question, dict(given))]
        return found

    def offered(self, question: Question, given: Mapping[str, str]) -> tuple[Answer, ...]:
        """Return the answers a question has after the answers given so far; one that is not known rules nothing out."""
        return tuple(answer for answer in question.answers if _open(answer, given))

    def assess(self, given: Mapping[str, str]) -> Verdict:
        """Return the level of complete answers; KeyError if one is missing, ValueError if one is unknown."""
        levels, step = self.matrix.levels, self.matrix.step_down
        before = next((level for level in levels if not self.lacking(level, given)), levels[-1])
        by = step.by if step is not None and given[step.question] == step.answer else 0
        return Verdict(levels[min(before.rank + by, len(levels) - 1)], before)

    def lacking(self, level: Level, given: Mapping[str, str]) -> tuple[Criterion, ...]:
        """Return the criteria of a level that complete answers do not meet."""
        return tuple(criterion for criterion in level.criteria if not self._meets(criterion, given))

    def possible(self, given: Mapping[str, str]) -> tuple[Level, ...]:
        """Return the levels that are possible as long as some answers are missing or not known, the worst first."""
        ranks = {
            level.rank
            for answers, level in self.levels.items()
            if all(given.get(question, answer) in (answer, UNSURE) for question, answer in answers)
        }
        return tuple(self.matrix.levels[rank] for rank in sorted(ranks))

    def read(self, assessment: Mapping[str, str]) -> tuple[Answers, str]:
        """Read an error's assessment: its answers by their ids in the matrix's order, and the level's id.

        The level is `""` unless the answers are one of the combinations of a valid matrix; rules report why.
        """
        written = tuple(assessment.items())
        # Thousands of errors have the same few assessments, so the results are kept.
        if written not in self._readings:
            answers = tuple(
                (question.id, spelled(question, assessment[question.id]))
                for question in self.matrix.questions
                if question.id in assessment
            )
            level = self.levels.get(answers) if self.valid and len(answers) == len(assessment) else None
            extra = tuple((name, text) for name, text in written if self.matrix.question(name) is None)
            self._readings[written] = answers + extra, level.id if level else ""
        return self._readings[written]

    def _meets(self, criterion: Criterion, given: Mapping[str, str]) -> bool:
        step = self.matrix.step_down
        if step is not None and criterion.question == step.question:
            # Such a criterion is for people to read; stepping down is what lowers the level.
            return True
        question = self.matrix.question(criterion.question)
        if question is None:
            raise KeyError(criterion.question)
        return question.rank(given[criterion.question]) <= question.rank(criterion.at_least)


def _open(answer: Answer, given: Mapping[str, str]) -> bool:
    return all(given.get(limit.question, UNSURE) in (*limit.answers, UNSURE) for limit in answer.only_if)


def spelled(question: Question, text: str) -> str:
    """Return the answer that `text` spells (`true` for `yes`), or `text` itself."""
    for answer in question.answers:
        if text == answer.id or text in answer.aliases:
            return answer.id
    return text


def nearest_answer(text: str, answers: Iterable[Answer]) -> str | None:
    """Return the id of the answer whose id, label or other spelling looks most like `text`; None if none does."""
    known = tuple(answers)
    # Of a label such as "No, none that I know of", the beginning is what people write.
    names = {name: one.id for one in known for name in (one.label, one.label.partition(",")[0], *one.aliases)}
    names.update((one.id, one.id) for one in known)
    found = nearest(text, names)
    return None if found is None else names[found]
