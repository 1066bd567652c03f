"""Reads answers as people type them: `environment=production impact=severe`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..problems.suggest import did_you_mean, nearest
from .model import Question
from .table import DecisionTable, nearest_answer, spelled
from .vector import UNSURE


class AnswerError(Exception):
    """Raised for an answer that cannot be read; the message says what may have been meant, and what can be answered."""


def read_answers(table: DecisionTable, texts: Iterable[str]) -> Mapping[str, str]:
    """Return answers by question, in the order of the matrix; AnswerError if one is unknown, doubled or ruled out.

    Other spellings of an answer (`workaround=true`) are read as the answer; `unknown` is read wherever it is offered.
    """
    typed: dict[str, str] = {}
    for text in texts:
        name, equals, answer = text.partition("=")
        if not equals:
            raise AnswerError(f"'{text}' is not an answer; write question=answer, such as {_example(table)}")
        if table.matrix.question(name) is None:
            known = [question.id for question in table.matrix.questions]
            meant = did_you_mean(nearest(name, known), " ({})")
            raise AnswerError(f"there is no question '{name}'{meant}; there are {', '.join(known)}")
        if name in typed:
            raise AnswerError(f"'{name}' is answered twice; leave one answer out")
        typed[name] = answer
    given: dict[str, str] = {}
    for question in table.matrix.questions:
        if question.id in typed:
            given[question.id] = _answer(table, question, spelled(question, typed[question.id]), given)
    return given


def _answer(table: DecisionTable, question: Question, answer: str, given: Mapping[str, str]) -> str:
    offered = [one.id for one in table.offered(question, given)] + [UNSURE] * question.unsure
    if answer in offered:
        return answer
    ways = f"; write one of {', '.join(offered)}"
    here = question.get(answer)
    if here is not None:
        limits = [f"{one.question}={given[one.question]}" for one in here.only_if if one.question in given]
        raise AnswerError(f"'{answer}' cannot be answered to '{question.id}' after {' '.join(limits)}{ways}")
    near = nearest_answer(answer, [one for one in question.answers if one.id in offered])
    hint = did_you_mean(near or nearest(answer, offered), " ({})")
    raise AnswerError(f"'{answer}' is not an answer to '{question.id}'{hint}{ways}")


def _example(table: DecisionTable) -> str:
    question = table.matrix.questions[0]
    return f"{question.id}={question.answers[0].id}"
