"""The severity matrix: `content/severity.yml`."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..severity.model import (
    TARGET_PATTERN,
    Answer,
    Condition,
    Criterion,
    HintIf,
    Level,
    MatrixVersion,
    Note,
    Question,
    ReleasePlan,
    SeverityMatrix,
    StepDown,
    Target,
    TargetKind,
    Term,
    parse_target,
)
from .fields import PLAN_PATTERN, Count, Day, Flag, Id, Markdown, Source, Text

TargetText = Annotated[
    Target,
    BeforeValidator(lambda value: parse_target(value if isinstance(value, str) else "")),
    WithJsonSchema({"type": "string", "pattern": TARGET_PATTERN}),
]
Only = dict[str, list[Id]]


class TermSource(Source):
    """A word of the matrix, explained."""

    id: Id = Field(description="Permanent.", examples=["response"])
    name: Text = Field(description="The word.", examples=["Response"])
    text: Markdown = Field(description="What it means.", examples=["You have been told that your case was received."])


class MatrixVersionSource(Source):
    """What changed with a version."""

    version: Text = Field(description="The version.", examples=["1.0"])
    date: Day = Field(description="Since when it holds.", examples=["2026-11-20"])
    note: Text = Field(description="What changed, for customers to read.", examples=["The first published matrix."])


class NoteSource(TermSource):
    """A promise that holds beside the matrix."""

    in_result: Flag = Field(False, description="The self-assessment's result says it, too.", examples=[True])


class TargetKindSource(Source):
    """A column of the matrix."""

    id: Id = Field(description="Permanent; used in references.", examples=["response"])
    name: Text = Field(description="What is to happen in time.", examples=["First response"])
    by: Text = Field(description="Which support level it is for.", examples=["1st level"])


class HintIfSource(Source):
    """A hint for those who gave certain answers before."""

    only_if: Only = Field(
        description="A question, and answers, one of which was given.", examples=[{"environment": ["lab"]}]
    )
    hint: Text = Field(description="The hint.", examples=["Development suffers."])


class AnswerSource(Source):
    """An answer."""

    id: Id = Field(description="Permanent.", examples=["severe"])
    label: Text = Field(description="What the customer chooses.", examples=["Severely"])
    hint: Text | None = Field(
        None, description="What it means, for example.", examples=["Sessions cannot be completed."]
    )
    aliases: list[Text] = Field(
        [], description="Other spellings of the id in an error's assessment.", examples=[["true"]]
    )
    names_in_criteria: list[Text] = Field(
        [], description="How criteria's words name this answer, if not by its id or label.", examples=[["schwer"]]
    )
    only_if: Only = Field(
        {},
        description="Offered only after certain answers to earlier questions.",
        examples=[{"environment": ["production"]}],
    )
    hint_if: list[HintIfSource] = Field([], description="Hints that depend on earlier answers.")


class QuestionSource(Source):
    """A question; its answers are worst first."""

    id: Id = Field(description="Permanent.", examples=["impact"])
    ask: Text = Field(description="The question.", examples=["How much does it hurt?"])
    hint: Text | None = Field(None, description="How to answer it.", examples=["Choose what comes closest."])
    unsure: Flag = Field(False, description='Whether "I don\'t know" is offered.', examples=[True])
    answers: list[AnswerSource] = Field(min_length=2, description="The answers, worst first.")


class StepDownSource(Source):
    """An answer that lowers the level."""

    question: Id = Field(description="The question.", examples=["workaround"])
    answer: Id = Field(description="The answer that lowers the level.", examples=["yes"])
    by: Count = Field(1, description="By how many levels.", examples=[1])
    words: Text = Field(
        description="The rule in words.", examples=["An available workaround lowers the severity by one level."]
    )


class CriterionSource(Source):
    """What a level demands: an answer as bad as this one, or worse."""

    question: Id = Field(description="The question.", examples=["impact"])
    at_least: Id = Field(description="The mildest answer that meets the criterion.", examples=["serious"])
    words: Text = Field(description="The criterion in words.", examples=["The impact is serious."])


class ReleasePlanSource(Source):
    """What is planned for the errors of a level."""

    words: Text = Field(description="The plan as published.", examples=["Hot fix/next release"])
    kinds: list[Annotated[Text, Field(pattern=PLAN_PATTERN)]] = Field(
        min_length=1,
        description="The kinds of release that agree with it: hotfix, next, future.",
        examples=[["hotfix", "next"]],
    )


class LevelSource(Source):
    """A level of severity."""

    id: Id = Field(description="Permanent; used in addresses and references.", examples=["critical"])
    name: Text = Field(description="What the public reads.", examples=["Critical"])
    summary: Text = Field(description="One sentence.", examples=["A live environment is down."])
    criteria: list[CriterionSource] = Field([], description="All must be met; the lowest level has none.")
    targets: dict[str, TargetText] = Field(
        description="A target for each column of the matrix.", examples=[{"response": "2 hours"}]
    )
    release_plan: ReleasePlanSource = Field(
        description="What is planned for its errors, in words and as kinds of release."
    )
    next_step: Markdown | None = Field(
        None, description="What the customer does next.", examples=["Phone 1st level support as well: [[site:phone]]."]
    )


class SeveritySource(Source):
    """The matrix: levels worst first, questions in the order in which they are asked."""

    version: Text = Field(description="The matrix' version; shared links carry it.", examples=["1.0"])
    changed: Day = Field(description="The day the matrix was last changed.", examples=["2026-11-20"])
    versions: list[MatrixVersionSource] = Field(min_length=1, description="What changed with each version.")
    counts_from: Text | None = Field(
        None,
        description="From when a target counts, as a sentence; without it, the site does not say.",
        examples=["A target counts from the moment at which you are given the case id."],
    )
    terms: list[TermSource] = Field([], description="The words of the matrix.")
    notes: list[NoteSource] = Field([], description="Promises that hold beside the matrix.")
    targets: list[TargetKindSource] = Field(min_length=1, description="The columns of the matrix.")
    questions: list[QuestionSource] = Field(min_length=1, description="What a case is assessed by.")
    step_down: StepDownSource | None = Field(None, description="An answer that lowers the level.")
    levels: list[LevelSource] = Field(min_length=2, description="The levels, worst first.")


def to_severity(source: SeveritySource) -> SeverityMatrix:
    """Return the model of a source."""
    step = source.step_down
    return SeverityMatrix(
        version=source.version,
        changed=source.changed,
        versions=tuple(MatrixVersion(entry.version, entry.date, entry.note) for entry in source.versions),
        counts_from=source.counts_from,
        terms=tuple(Term(term.id, term.name, term.text) for term in source.terms),
        notes=tuple(Note(note.id, note.name, note.text, note.in_result) for note in source.notes),
        targets=tuple(TargetKind(target.id, target.name, target.by) for target in source.targets),
        questions=tuple(_question(question) for question in source.questions),
        step_down=StepDown(step.question, step.answer, step.by, step.words) if step else None,
        levels=tuple(_level(level, rank) for rank, level in enumerate(source.levels)),
    )


def _question(source: QuestionSource) -> Question:
    return Question(source.id, source.ask, source.hint, source.unsure, tuple(_answer(one) for one in source.answers))


def _answer(source: AnswerSource) -> Answer:
    hints = tuple(HintIf(_conditions(entry.only_if)[0], entry.hint) for entry in source.hint_if if entry.only_if)
    return Answer(
        id=source.id,
        label=source.label,
        hint=source.hint,
        aliases=tuple(source.aliases),
        names_in_criteria=tuple(source.names_in_criteria),
        only_if=_conditions(source.only_if),
        hint_if=hints,
    )


def _conditions(only_if: Only) -> tuple[Condition, ...]:
    return tuple(Condition(question, tuple(answers)) for question, answers in only_if.items())


def _level(source: LevelSource, rank: int) -> Level:
    return Level(
        id=source.id,
        rank=rank,
        name=source.name,
        summary=source.summary,
        criteria=tuple(Criterion(one.question, one.at_least, one.words) for one in source.criteria),
        targets=tuple(source.targets.items()),
        release_plan=ReleasePlan(source.release_plan.words, tuple(source.release_plan.kinds)),
        next_step=source.next_step,
    )
