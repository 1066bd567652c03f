"""What the severity pages show: the table of all combinations, and the data of the self-assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ..business_time.openings import Opening, Openings, openings
from ..messages.messages import Messages
from ..model.publication import Publication
from ..severity.model import Answer, Level, Question, SeverityMatrix
from ..severity.table import DecisionTable
from ..severity.vector import vector_of

OPENINGS_BACK = 7
"""How many days before the build's day the openings for the reader's browser begin, for reports made last week."""


PHRASES = {
    "day": "date.day",
    "moment": "assess.moment",
    "own": "assess.own",
    "now": "assess.counted.now",
    "planned": "assess.counted.planned",
    "soonest": "assess.soonest",
    "soonestPlanned": "assess.soonest.planned",
    "above": "assess.above",
    "answered": "assess.answered",
    "change": "assess.change",
    "both": "assess.both",
    "text": "assess.text",
    "textPromise": "assess.text.promise",
    "copied": "assess.copied",
    "selected": "assess.copy.selected",
    "errorTitle": "assess.error.title",
    "older": "assess.older",
    "unsure": "assess.unsure",
}
"""Phrases by their names in the self-assessment's script."""


@dataclass(frozen=True, slots=True)
class Combination:
    """A complete set of answers, its level, and the fragment that opens the self-assessment's result for it."""

    answers: tuple[Answer, ...]
    level: Level
    fragment: str


def combinations_of(matrix: SeverityMatrix) -> tuple[Combination, ...]:
    """Return every combination in the order of the questions."""
    table = DecisionTable(matrix)
    found = []
    for answers, level in table.levels.items():
        given = dict(answers)
        chosen = tuple(one for question in matrix.questions for one in question.answers if one.id == given[question.id])
        found.append(Combination(chosen, level, vector_of(matrix, given)))
    return tuple(found)


def decision_rows(matrix: SeverityMatrix) -> list[dict[str, object]]:
    """Return the decision table for programs: every combination with its answers by question, and the level's id."""
    return [{"answers": dict(answers), "level": level.id} for answers, level in DecisionTable(matrix).levels.items()]


def rule_data(matrix: SeverityMatrix) -> dict[str, object]:
    """Return the rule of a matrix, and the names in it, in the form that the self-assessment's script expects."""
    step = matrix.step_down
    return {
        "version": matrix.version,
        "versions": [version.version for version in matrix.versions],
        "questions": [_question(question) for question in matrix.questions],
        "levels": [_level(matrix, level) for level in matrix.levels],
        "labels": {question.id: {one.id: one.label for one in question.answers} for question in matrix.questions},
        "stepDown": step and {"question": step.question, "answer": step.answer, "by": step.by},
    }


def calendar_data(known: Openings, time_zone: str) -> dict[str, object]:
    """Return what is known of the support desk's opening hours, in the form that the self-assessment's script expects.

    Everything is in minutes since 1970-01-01T00:00Z; openings are packed (see `packed`). `days` are business days,
    from the first opening to the last closing.
    """
    return {
        "zone": time_zone,
        "from": known.start,
        "until": known.end,
        "open": packed(known.intervals),
        "days": packed(known.days),
    }


def assessment_data(publication: Publication) -> dict[str, object]:
    """Return what the self-assessment's script needs: the rule and the opening hours."""
    calendar = publication.site_data.calendar
    known = openings(calendar, publication.as_of - dt.timedelta(days=OPENINGS_BACK))
    rule = rule_data(publication.site_data.severity)
    return {**rule, "calendar": calendar_data(known, calendar.time_zone)}


def assessment_messages(publication: Publication, messages: Messages) -> dict[str, object]:
    """Return the phrases for the self-assessment's script, which fills in the placeholders itself."""
    matrix = publication.site_data.severity
    first = publication.as_of - dt.timedelta(days=OPENINGS_BACK)
    known = {"first": messages.day(first), "last": messages.day(publication.site_data.calendar.valid_through)}
    return {
        **{name: messages.phrases[key] for name, key in PHRASES.items()},
        "notKnown": messages("assess.not-known", **known),
        "months": [messages(f"month.{number}") for number in range(1, 13)],
        "asks": {question.id: question.ask for question in matrix.questions},
    }


def packed(opened: Iterable[Opening]) -> list[int]:
    """Return openings as [start, length, gap, length, …] in minutes, a tenth of their size as pairs."""
    numbers: list[int] = []
    at = 0
    for opening in opened:
        numbers += [opening.start - at, opening.end - opening.start]
        at = opening.end
    return numbers


def _question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "unsure": question.unsure,
        "answers": [
            {"id": answer.id, "onlyIf": [[limit.question, list(limit.answers)] for limit in answer.only_if]}
            for answer in question.answers
        ],
    }


def _level(matrix: SeverityMatrix, level: Level) -> dict[str, object]:
    of_kinds = [(kind.id, level.target(kind.id)) for kind in matrix.targets]
    targets = [{"id": name, "amount": target.amount, "unit": target.unit.value} for name, target in of_kinds]
    return {
        "id": level.id,
        "name": level.name,
        "criteria": [{"question": one.question, "atLeast": one.at_least} for one in level.criteria],
        "targets": targets,
    }
