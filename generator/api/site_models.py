"""The public shape of everything but the errors: questions, severity, products, opening hours, and the index."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .error_models import Phase, Plain, Public, Redaction, Span

Pairs = BeforeValidator(dict)
"""Reads pairs as a dictionary."""


class FileEntry(Public):
    """A file of the API, by its path below the site's address."""

    path: str = Field(description="Below the site's address; places in braces are described by OpenAPI.")
    about: str


class Index(Public):
    """What there is, and when the content last changed."""

    version: Literal["1"]
    site: str = Field(description="The site's name.")
    url: str
    language: str
    time_zone: str = Field(description="The IANA zone in which days are days.", examples=["Europe/London"])
    sample_data: bool = Field(description="Whether the content is made up, for show.")
    changed: dt.date = Field(description="A day only; ETag and Last-Modified tell whether a file changed within it.")
    errors: int = Field(description="How many errors are registered.")
    files: list[FileEntry]


class FaqEntry(Public):
    """A question and its answer, as safe HTML with absolute links."""

    id: str
    question: str
    answer_html: str
    short: str | None
    redactions: list[Redaction] = Field(description="Corrections of wording after publication, the oldest first.")
    url: str


class FaqFile(Public):
    """All questions, in the publisher's order."""

    changed: dt.date
    questions: list[FaqEntry]


class TargetValue(Public):
    """A target: an amount of time. The three units are never converted into one another."""

    amount: int
    unit: Annotated[Literal["hours", "business hours", "business days"], Plain]
    text: str


class CriterionEntry(Public):
    """A demand of a level: an answer at least as bad as `at_least`."""

    question: str
    at_least: str
    words: str


class ReleasePlanEntry(Public):
    """What is planned for errors of a level."""

    words: str
    kinds: list[str]


class LevelEntry(Public):
    """A level of severity; `rank` 0 is the worst."""

    id: str
    rank: int
    name: str
    summary: str
    criteria: list[CriterionEntry]
    targets: Annotated[dict[str, TargetValue], Pairs]
    release_plan: ReleasePlanEntry


class TargetColumn(Public):
    """A kind of target, a column of the matrix: its name, and which support level it is for."""

    id: str
    name: str
    by: str


class AnswerEntry(Public):
    """An answer. It is offered only if each question in `only_if` was given one of the answers listed."""

    id: str
    label: str
    hint: str | None
    only_if: Annotated[dict[str, list[str]], Pairs]


class QuestionEntry(Public):
    """A question of the assessment, its answers the worst first."""

    id: str
    ask: str
    hint: str | None
    answers: list[AnswerEntry]


class Combination(Public):
    """Complete answers, and the level they lead to."""

    answers: dict[str, str]
    severity: str


class SeverityFile(Public):
    """The severity matrix, the questions, and the decision table with every combination of answers."""

    version: str
    changed: dt.date
    counts_from: str | None = Field(
        description="From when a target counts, in words; null if the publisher does not say."
    )
    targets: list[TargetColumn]
    levels: list[LevelEntry]
    questions: list[QuestionEntry]
    table: list[Combination]


class ReleaseEntry(Public):
    """A release. `planned` is when it is, or was last, planned for; `released` the day it came out.

    `released` is null if it was recalled.
    """

    version: str
    branch: str | None = Field(description="The id of its branch; null in a product without branches.")
    kind: Annotated[Literal["regular", "hotfix"], Plain]
    state: Annotated[Literal["planned", "released", "dropped", "recalled"], Plain]
    planned: Span | None
    released: dt.date | None
    end_of_support: dt.date | None = Field(description="The last day on which it is supported, if that is known.")
    moves: int = Field(description="How often its date moved; being dropped or recalled counts.")
    changed: dt.date
    redactions: list[Redaction] = Field(description="Corrections of wording after publication, the oldest first.")
    url: str


class BranchEntry(Public):
    """A line of releases that gets corrections of its own."""

    id: str
    name: str
    end_of_support: dt.date | None = Field(description="The last day on which its releases are supported.")


class PlatformEntry(Public):
    """What a product runs on."""

    id: str = Field(description="The same in all products.")
    name: str


class ProductEntry(Public):
    """A product and its releases in the order of their versions, which `versions` says."""

    id: str
    name: str
    summary: str | None
    url: str
    versions: Annotated[Literal["numeric", "semver", "listed"], Plain] = Field(
        description="How versions are ordered: as numbers, as semantic versions, or as they are listed here."
    )
    branches: list[BranchEntry]
    platforms: list[PlatformEntry] = Field(description="What it runs on, if that is said.")
    releases: list[ReleaseEntry]


class StatusEntry(Public):
    """A status an error may have."""

    id: str
    name: str
    phase: Phase
    meaning: str


class ProductFile(Public):
    """All products with their releases, and the statuses of errors."""

    products: list[ProductEntry]
    statuses: list[StatusEntry]


class Opening(Public):
    """An interval in which the support desk is open, from `start` up to but without `end`, in UTC."""

    start: dt.datetime
    end: dt.datetime


class CalendarFile(Public):
    """When the support desk is open, from the first day of this year. Past `valid_through` nothing is known."""

    time_zone: str
    valid_through: dt.date
    openings: list[Opening]
