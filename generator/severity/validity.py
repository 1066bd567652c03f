"""Whether a matrix is usable at all: what it names exists, once, and in an order in which it can be asked.

The decision table relies on it, so it is kept beside the table; the rule `matrix-valid` reports what is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..problems.problem import FieldPath
from ..problems.suggest import nearest
from .model import Condition, Level, Question, SeverityMatrix
from .vector import RESERVED, UNSURE

_VERSION = re.compile(r"[A-Za-z0-9.-]{1,40}")


@dataclass(frozen=True, slots=True)
class MatrixProblem:
    """What is wrong in severity.yml, the path to it in the file, and what was probably meant."""

    path: FieldPath
    message: str
    suggestion: str | None = None
    on_key: bool = False


def matrix_problems(matrix: SeverityMatrix) -> Iterator[MatrixProblem]:
    """Yield everything that keeps the decision table from working."""
    yield from _versions(matrix)
    yield from _twice("target", ("targets",), [target.id for target in matrix.targets])
    yield from _twice("question", ("questions",), [question.id for question in matrix.questions])
    yield from _twice("level", ("levels",), [level.id for level in matrix.levels])
    yield from _twice("term", ("terms",), [term.id for term in matrix.terms])
    yield from _twice("note", ("notes",), [note.id for note in matrix.notes])
    for at, question in enumerate(matrix.questions):
        yield from _question(matrix, at, question)
    for at, level in enumerate(matrix.levels):
        yield from _criteria(matrix, level, ("levels", at, "criteria"))
        yield from _targets(matrix, level, ("levels", at, "targets"))
    step = matrix.step_down
    if step is not None:
        yield from _named(matrix.questions, step.question, (step.answer,), ("step_down", "question"), None)


def _versions(matrix: SeverityMatrix) -> Iterator[MatrixProblem]:
    names = [version.version for version in matrix.versions]
    yield from _twice("version", ("versions",), names, "version")
    if matrix.version != names[-1]:
        message = f"the matrix is version '{matrix.version}', but the last of 'versions' is '{names[-1]}'"
        yield MatrixProblem(("version",), message, names[-1])
    for at, name in enumerate(names):
        if not _VERSION.fullmatch(name):
            message = f"'{name}' appears in shared links; use letters, digits, dots and hyphens only"
            yield MatrixProblem(("versions", at, "version"), message)


def _question(matrix: SeverityMatrix, at: int, question: Question) -> Iterator[MatrixProblem]:
    path: FieldPath = ("questions", at)
    if question.id in RESERVED:
        yield MatrixProblem(
            (*path, "id"), f"'{question.id}' has a meaning of its own in shared links; choose another id"
        )
    spelled: list[str] = []
    for place, answer in enumerate(question.answers):
        inner: FieldPath = (*path, "answers", place)
        if answer.id == UNSURE:
            yield MatrixProblem((*inner, "id"), f"'{UNSURE}' means \"I don't know\" in shared links; choose another id")
        for text in (answer.id, *answer.aliases):
            if text in spelled:
                yield MatrixProblem((*inner, "id"), f"the answer '{text}' is listed twice")
            spelled.append(text)
        earlier = matrix.questions[:at]
        for limit in answer.only_if:
            yield from _condition(earlier, limit, (*inner, "only_if"))
        for index, hint in enumerate(answer.hint_if):
            yield from _condition(earlier, hint.condition, (*inner, "hint_if", index, "only_if"))


def _condition(earlier: tuple[Question, ...], condition: Condition, path: FieldPath) -> Iterator[MatrixProblem]:
    if not condition.answers:
        yield MatrixProblem(
            (*path, condition.question), "no answer is named; name one, or delete the condition", on_key=True
        )
    yield from _named(earlier, condition.question, condition.answers, path, condition.question)


def _named(
    known: tuple[Question, ...], name: str, answers: Iterable[str], path: FieldPath, key: str | None
) -> Iterator[MatrixProblem]:
    """Check a question and answers named at `path`, where `key` holds the answers if the question is a key."""
    question = next((one for one in known if one.id == name), None)
    if question is None:
        where = "before this one" if key else "here"
        ids = [one.id for one in known]
        location = (*path, key) if key else path
        yield MatrixProblem(location, f"there is no question '{name}' {where}", nearest(name, ids), key is not None)
        return
    ids = [answer.id for answer in question.answers]
    for index, answer in enumerate(answers):
        if answer not in ids:
            location = (*path, key, index) if key else (*path[:-1], "answer" if path[0] == "step_down" else "at_least")
            yield MatrixProblem(location, f"'{answer}' is not an answer to '{name}'", nearest(answer, ids))


def _criteria(matrix: SeverityMatrix, level: Level, path: FieldPath) -> Iterator[MatrixProblem]:
    yield from _twice("criterion about", path, [criterion.question for criterion in level.criteria], "question")
    for at, criterion in enumerate(level.criteria):
        location: FieldPath = (*path, at, "question")
        yield from _named(matrix.questions, criterion.question, (criterion.at_least,), location, None)


def _targets(matrix: SeverityMatrix, level: Level, path: FieldPath) -> Iterator[MatrixProblem]:
    known = [target.id for target in matrix.targets]
    given = [name for name, _ in level.targets]
    for name in given:
        if name not in known:
            yield MatrixProblem((*path, name), f"the matrix has no target '{name}'", nearest(name, known), True)
    for name in known:
        if name not in given:
            yield MatrixProblem(path, f"'{level.id}' has no target '{name}'; add '{name}: …'", on_key=True)


def _twice(what: str, path: FieldPath, ids: list[str], field: str = "id") -> Iterator[MatrixProblem]:
    for at, name in enumerate(ids):
        if name.lower() in [one.lower() for one in ids[:at]]:
            yield MatrixProblem((*path, at, field), f"the {what} '{name}' is listed twice")
