"""Proofs about a decision table that go through every combination of answers; each returns counterexamples.

They follow CERT/CC's SSVC, whose tables are shown to be complete, free of conflicts and monotone, without questions
that never matter. That no combination has two levels needs no proof: the rule takes the first level that is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .model import Answer, Level, Question
from .table import Answers, DecisionTable

MOST = 1000
"""Combinations a matrix may have: they are all listed on a page, and all looked at here and in the reader's browser."""


def too_many(table: DecisionTable) -> bool:
    """Return whether there are more than `MOST` combinations, complete or not."""
    waiting: list[Answers] = [()]
    for question in table.matrix.questions:
        waiting = [(*given, (question.id, a.id)) for given in waiting for a in table.offered(question, dict(given))]
        if len(waiting) > MOST:
            return True
    return False


def dead_ends(table: DecisionTable) -> Iterator[tuple[Question, Answers]]:
    """Yield each question that earlier answers may leave without an answer, with the first such answers."""
    waiting: list[Answers] = [()]
    for question in table.matrix.questions:
        following: list[Answers] = []
        stuck: list[Answers] = []
        for given in waiting:
            offered = table.offered(question, dict(given))
            following += [(*given, (question.id, answer.id)) for answer in offered]
            if not offered:
                stuck.append(given)
        if stuck:
            yield question, stuck[0]
        waiting = following


def never_offered(table: DecisionTable) -> Iterator[tuple[Question, Answer]]:
    """Yield answers that no earlier answers lead to."""
    given = {pair for answers in table.levels for pair in answers}
    for question in table.matrix.questions:
        for answer in question.answers:
            if (question.id, answer.id) not in given:
                yield question, answer


def uncovered(table: DecisionTable) -> Answers | None:
    """Return the first combination that meets the criteria of no level, not even of the lowest."""
    lowest = table.matrix.levels[-1]
    for answers in table.levels:
        verdict = table.assess(dict(answers))
        if verdict.before is lowest and table.lacking(lowest, dict(answers)):
            return answers
    return None


def unreached(table: DecisionTable) -> Iterator[Level]:
    """Yield levels that no combination leads to."""
    reached = {level.rank for level in table.levels.values()}
    yield from (level for level in table.matrix.levels if level.rank not in reached)


def idle(table: DecisionTable) -> Iterator[Question]:
    """Yield questions that never make a difference: neither to the level nor to the answers offered elsewhere."""
    for question in table.matrix.questions:
        varied = [_levels(table, question, answers) for answers in _variations(table, question)]
        if all(len(levels) == len(question.answers) and _same(levels) for levels in varied):
            yield question


def milder_for_worse(table: DecisionTable) -> Iterator[tuple[Question, Answer, Answers]]:
    """Yield each answer that gives a milder level than a milder answer does, with the first such combination."""
    for question in table.matrix.questions:
        seen: list[str] = []
        for answers in _variations(table, question):
            levels = _levels(table, question, answers)
            for (worse, level), (_, next_level) in pairwise(levels):
                if level.rank > next_level.rank and worse.id not in seen:
                    seen.append(worse.id)
                    yield question, worse, _with(answers, question, worse)


def _variations(table: DecisionTable, question: Question) -> Iterator[Answers]:
    """Yield one combination for each set of answers to the other questions."""
    done: set[Answers] = set()
    for answers in table.levels:
        others = tuple(pair for pair in answers if pair[0] != question.id)
        if others not in done:
            done.add(others)
            yield answers


def _levels(table: DecisionTable, question: Question, answers: Answers) -> list[tuple[Answer, Level]]:
    """Return the offered answers to a question, worst first, with their levels; the other answers stay the same."""
    found = ((answer, table.levels.get(_with(answers, question, answer))) for answer in question.answers)
    return [(answer, level) for answer, level in found if level is not None]


def _same(levels: list[tuple[Answer, Level]]) -> bool:
    return len({level.rank for _, level in levels}) == 1


def _with(answers: Answers, question: Question, answer: Answer) -> Answers:
    return tuple((name, answer.id if name == question.id else given) for name, given in answers)
