"""The public shape of errors and their changes. Field names are permanent within v1.

These models are the contract: schemas come from them and the tests hold every published file to them. The files
themselves are made as plain dictionaries (`corrigenda.api.errors`), because there may be tens of thousands.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _plain(value: object) -> object:
    return value.value if isinstance(value, enum.Enum) else value


Plain = BeforeValidator(_plain)
"""Reads a member of an enumeration as its value."""

Phase = Annotated[Literal["open", "planned", "done", "closed"], Plain]
ChangeKind = Literal["registered", "planned", "moved", "released", "duplicate", "closed", "changed"]
ReleaseChangeKind = Literal["planned", "moved", "released", "dropped", "recalled"]
PromiseKind = Literal[
    "first",
    "narrowed",
    "moved",
    "release-moved",
    "release-dropped",
    "release-recalled",
    "delivered",
    "taken-back",
]


class Public(BaseModel):
    """What all public shapes share; they are read from objects with the same fields, too."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Span(Public):
    """When something is planned: a day (`first` equals `last`), or a span whose day is not set yet."""

    text: str = Field(description="As the publisher wrote it.", examples=["2027-Q1"])
    first: dt.date = Field(description="The first day.")
    last: dt.date = Field(description="The last day, included.")


class Correction(Public):
    """A correction in a branch of a product: promised, or out."""

    product: str = Field(description="The product's id.")
    branch: str | None = Field(description="The branch's id; null in a product without branches.")
    release: str | None = Field(description="The release that is to bring it, or does.")
    planned: Span | None = Field(
        description="When it is planned to be out; null if it is out or unplanned. After its last day it is overdue."
    )
    corrected: dt.date | None = Field(description="The day it came out.")


class Link(Public):
    """A page elsewhere."""

    title: str
    url: str


class Redaction(Public):
    """A correction of wording after publication. No date, status or plan is changed by it."""

    date: dt.date = Field(description="The day it was corrected.")
    texts: list[str] = Field(
        description="What was corrected: fields (such as `title`, `summary` or `notes`), or notes of steps of the "
        "history, such as `step-3`."
    )
    reason: str = Field(description="The reason, in the publisher's words.")


class AlsoIn(Public):
    """Another product that the same error is in."""

    product: str = Field(description="The product's id.")
    affects: str | None = Field(description="Its versions that the error occurs in, as in `affects`.")


class ErrorInList(Public):
    """A registered error, in short."""

    id: str = Field(description="Permanent, unique without regard to case.", examples=["ABC-1042"])
    title: str = Field(description="What happens, in one line.")
    url: str = Field(description="The error's page, permanent.")
    product: str = Field(description="The product's id.")
    severity: str = Field(description="The level's id.")
    status: str = Field(description="The current status' id.")
    phase: Phase = Field(description="What the status means for the plan; the same four on every site.")
    affects: str | None = Field(description="The versions it occurs in; comparisons that all hold, `||` between sets.")
    also_in: list[AlsoIn] = Field(description="Further products that the same error is in.")
    platforms: list[str] = Field(description="Ids of the product's platforms it occurs on; none if it is on all.")
    aliases: list[str] = Field(description="Its ids elsewhere, such as CVE ids.")
    security: bool = Field(description="Whether it is about security, that is, can be used to do harm.")
    release: str | None = Field(
        description="The release that is to correct it, or does; of several branches, the planned one that comes next, "
        "or else the last one that came out. One of a product in `also_in` is written `product/version`, as in "
        "`releases` and `affected`."
    )
    planned: Span | None = Field(
        description="When the correction is planned to be out; null if it is out or unplanned. Once its last day has "
        "passed, the correction is overdue."
    )
    corrected: dt.date | None = Field(description="The day the correction came out.")
    registered: dt.date = Field(description="The day of the first step.")
    changed: dt.date = Field(description="The day of the last step.")
    corrections: list[Correction] = Field(
        description="One for each branch of each product in which it is promised or out."
    )


class Said(Public):
    """What is said about each step of a history."""

    date: dt.date
    title: str = Field(description="What changed, in one sentence in the site's language.")
    note: str | None = Field(description="The reason, in the publisher's words.")
    url: str = Field(description="The step on the page of the error or release, permanent.")


class HistoryStep(Said):
    """A step of an error's history. `step` counts from 1 and is permanent."""

    step: int
    kind: ChangeKind = Field(description="What changed; `changed` is any other step, such as a new status.")
    status: str = Field(description="The status' id from this step on.")
    release: str | None = Field(description="The release the step names; of several, the first.")
    releases: list[str] = Field(description="All releases the step names, one of each branch.")
    planned: Span | None = Field(description="The window the step names, where it names no release.")
    duplicate_of: str | None = Field(description="The id of the error that this one repeats.")


class Promise(Public):
    """An entry of the ledger of promises: what was promised on a day, and every move of it."""

    date: dt.date = Field(description="The day it was said.")
    kind: PromiseKind = Field(description="`release-…` is a move of the whole release; the others are the error's own.")
    release: str | None = Field(description="The release that was promised.")
    planned: Span | None = Field(description="When that was to be, as known on that day.")
    note: str | None = Field(description="The reason, in the publisher's words.")
    product: str = Field(description="The product's id; the error's own if it is about all products.")
    branch: str | None = Field(description="The branch's id; null if it is about all branches, or there are none.")


class ErrorFile(ErrorInList):
    """A registered error with all that its page says. `summary` and `workaround` are Markdown, links are absolute."""

    summary: str
    affected: list[str] | None = Field(
        description="The releases that are out and affected, without what came after the correction; null if it is not "
        "said which versions it occurs in."
    )
    workaround: str | None
    assessment: dict[str, str] = Field(description="Answers to the severity questions, by the question's id.")
    history: list[HistoryStep] = Field(description="The oldest first.")
    promises: list[Promise] = Field(description="The oldest first.")
    moves: int = Field(description="How often the promise was moved.")
    kept: bool | None = Field(
        description="Whether the delivery was in the release, or in the time, first promised; null before it."
    )
    on_time: bool | None = Field(
        description="Whether the delivery was by the time first promised; null before it, or if no time was promised."
    )
    duplicate_of: str | None = Field(description="The id of the error that this one repeats.")
    duplicates: list[str] = Field(description="Ids of the errors that repeat this one.")
    links: list[Link] = Field(description="Pages elsewhere that say more about it.")
    redactions: list[Redaction] = Field(description="Corrections of wording after publication, the oldest first.")
    related: list[str] = Field(description="Ids of related errors, named by either.")
    questions: list[str] = Field(description="Ids of questions whose answers help.")


class ErrorList(Public):
    """All errors, in the order of their ids."""

    count: int
    errors: list[ErrorInList]


class Change(Said):
    """A change of an error: one step of its history. `id` is the same as in the feeds."""

    id: str = Field(description="A `tag:` URI, permanent.")
    kind: ChangeKind = Field(description="What changed; `changed` is any other step, such as a new status.")
    error: str = Field(description="The error's id.")
    error_title: str
    step: int = Field(description="The step's number in the error's history.")
    status: str = Field(description="The status' id from this step on.")


class ReleaseChange(Said):
    """A change of a release: one step of its history. `id` is the same as in the feeds."""

    id: str = Field(description="A `tag:` URI, permanent.")
    kind: ReleaseChangeKind = Field(description="What changed; `moved` is to another time than was planned before.")
    product: str = Field(description="The product's id.")
    release: str = Field(description="The release's version.")
    step: int = Field(description="The step's number in the release's history.")
    planned: Span | None = Field(description="When the release is planned from this step on, if the step says so.")


class ChangeList(Public):
    """The newest changes of all errors and of all releases, the newest first; at most 100 of each."""

    changes: list[Change]
    releases: list[ReleaseChange]
