"""The severity matrix as data: questions with ordered answers, levels with criteria, targets and release plans.

Nothing here knows how many levels a site has or what they are called. Order carries meaning: answers and levels are
written worst first, so an answer or a level with a smaller rank is the worse one.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from typing import NamedTuple


class Unit(enum.Enum):
    """What a target counts. They are never converted into one another (a business day is not a number of hours)."""

    HOURS = "hours"
    BUSINESS_HOURS = "business hours"
    BUSINESS_DAYS = "business days"


class Target(NamedTuple):
    """How soon something is to happen: an amount and its unit; `text` is as published (`2 hours`)."""

    amount: int
    unit: Unit
    text: str


_TARGET = re.compile(r"([1-9][0-9]{0,3}) (hour|hours|business hour|business hours|business day|business days)")
TARGET_PATTERN = r"^[1-9][0-9]{0,3} (hours?|business hours?|business days?)$"


def parse_target(text: str) -> Target:
    """Read a target such as `2 hours` or `1 business day`; ValueError says what is wrong with any other string."""
    match = _TARGET.fullmatch(" ".join(text.split()))
    if match is None:
        raise ValueError(f"'{text}' is not a target; write a number and hours, business hours or business days")
    return Target(int(match[1]), Unit(match[2].rstrip("s") + "s"), match[0])


class Condition(NamedTuple):
    """Answers to an earlier question, one of which must have been given."""

    question: str
    answers: tuple[str, ...]


class HintIf(NamedTuple):
    """A hint that replaces the answer's own under a condition."""

    condition: Condition
    hint: str


class Answer(NamedTuple):
    """An answer; it is offered only if all of `only_if` hold.

    `aliases` are other spellings of its id in YAML, `names_in_criteria` how criteria name it, if not by id or label.
    """

    id: str
    label: str
    hint: str | None
    aliases: tuple[str, ...]
    names_in_criteria: tuple[str, ...]
    only_if: tuple[Condition, ...]
    hint_if: tuple[HintIf, ...]


class Question(NamedTuple):
    """A question and its answers, worst first; `unsure` offers "I don't know"."""

    id: str
    ask: str
    hint: str | None
    unsure: bool
    answers: tuple[Answer, ...]

    def rank(self, answer: str) -> int:
        """Return an answer's rank, 0 for the worst; ValueError for an unknown one."""
        return [one.id for one in self.answers].index(answer)

    def get(self, answer: str) -> Answer | None:
        """Return an answer by its id, or None."""
        return next((one for one in self.answers if one.id == answer), None)


class Criterion(NamedTuple):
    """A level's demand: an answer at least as bad as `at_least`; `words` say it to people."""

    question: str
    at_least: str
    words: str


class ReleasePlan(NamedTuple):
    """What is planned for the errors of a level: in words, and as the kinds of release that agree with it."""

    words: str
    kinds: tuple[str, ...]


class Level(NamedTuple):
    """A level of severity; `rank` 0 is the worst. `targets` are pairs of a kind's id and its target."""

    id: str
    rank: int
    name: str
    summary: str
    criteria: tuple[Criterion, ...]
    targets: tuple[tuple[str, Target], ...]
    release_plan: ReleasePlan
    next_step: str | None

    def target(self, target_id: str) -> Target:
        """Return the target of a kind; KeyError if the level has none."""
        return dict(self.targets)[target_id]


class TargetKind(NamedTuple):
    """A kind of target, a column of the matrix: its name, and which support level it is for."""

    id: str
    name: str
    by: str


class StepDown(NamedTuple):
    """An answer that lowers the level by some steps; the lowest level stays."""

    question: str
    answer: str
    by: int
    words: str


class Note(NamedTuple):
    """A promise beside the matrix, in Markdown; `in_result` says whether the self-assessment's result says it, too."""

    id: str
    name: str
    text: str
    in_result: bool


class Term(NamedTuple):
    """A word of the matrix and what it means, in Markdown."""

    id: str
    name: str
    text: str


class MatrixVersion(NamedTuple):
    """A version of the matrix and what changed with it."""

    version: str
    date: dt.date
    note: str


class SeverityMatrix(NamedTuple):
    """The whole matrix. `levels` are worst first, so `levels[level.rank] is level`.

    `counts_from` is a sentence that says from when targets count; None if the publisher does not say.
    """

    version: str
    changed: dt.date
    versions: tuple[MatrixVersion, ...]
    counts_from: str | None
    terms: tuple[Term, ...]
    notes: tuple[Note, ...]
    targets: tuple[TargetKind, ...]
    questions: tuple[Question, ...]
    step_down: StepDown | None
    levels: tuple[Level, ...]

    def question(self, question_id: str) -> Question | None:
        """Return a question by its id, or None."""
        return next((one for one in self.questions if one.id == question_id), None)
