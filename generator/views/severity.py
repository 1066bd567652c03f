"""What the severity pages show: the table of all combinations, and the data of the self-assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.business_time.openings import openings
from generator.model.publication import Publication
from generator.severity.model import Answer, Level, Question, SeverityMatrix
from generator.severity.table import DecisionTable
from generator.severity.vector import vector_of

OPENINGS_BACK = 7
"""Days before the build's day from which openings are given to the reader's browser, for reports made last week."""


@dataclass(frozen=True, slots=True)
class Combination:
    """A complete set of answers, its level, and the fragment that opens the self-assessment's result for it."""

    answers: tuple[Answer, ...]
    level: Level
    fragment: str


def combinations_of(matrix: SeverityMatrix) -> tuple[Combination, ...]:
    """Give every combination in the order of the questions."""
    table = DecisionTable(matrix)
    found = []
    for answers, level in table.levels.items():
        chosen = tuple(_answer(matrix, question, answer) for question, answer in answers)
        found.append(Combination(chosen, level, vector_of(matrix, dict(answers))))
    return tuple(found)


def assessment_data(publication: Publication) -> dict[str, object]:
    """Give what the self-assessment's script needs: the rule and the openings, no words.

    Openings are minutes since 1970-01-01T00:00Z, as pairs of start and end; `closings` are where business days end.
    """
    matrix = publication.setting.severity
    calendar = publication.setting.calendar
    start = publication.as_of - dt.timedelta(days=OPENINGS_BACK)
    known = openings(calendar, start)
    return {
        "version": matrix.version,
        "versions": [version.version for version in matrix.versions],
        "questions": [_question(question) for question in matrix.questions],
        "levels": [_level(level) for level in matrix.levels],
        "stepDown": None
        if matrix.step_down is None
        else {
            "question": matrix.step_down.question,
            "answer": matrix.step_down.answer,
            "by": matrix.step_down.by,
        },
        "calendar": {
            "zone": calendar.time_zone,
            "from": known.start,
            "until": known.end,
            "open": [[interval.start, interval.end] for interval in known.intervals],
            "days": [[day.start, day.end] for day in known.days],
        },
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "unsure": question.unsure,
        "answers": [
            {"id": answer.id, "onlyIf": {limit.question: list(limit.answers) for limit in answer.only_if}}
            for answer in question.answers
        ],
    }


def _level(level: Level) -> dict[str, object]:
    targets: Mapping[str, object] = {
        name: {"amount": target.amount, "unit": target.unit.value} for name, target in level.targets
    }
    return {
        "id": level.id,
        "criteria": [{"question": one.question, "atLeast": one.at_least} for one in level.criteria],
        "targets": targets,
    }


def _answer(matrix: SeverityMatrix, question_id: str, answer_id: str) -> Answer:
    question = matrix.question(question_id)
    answer = question.get(answer_id) if question else None
    if answer is None:
        raise KeyError(answer_id)
    return answer
