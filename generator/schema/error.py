"""An error, one a file: `content/roadmap/<product>/<ID>.yml`."""

from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field

from ..model.cases import case_digest
from ..model.error import AlsoIn, KnownError, Link, PrivateRecord, Step
from ..model.site import CaseIds
from .fields import Day, ErrorIdText, Flag, Id, Markdown, RangeText, Source, Text, VersionTexts, WebAddress, WindowText
from .redaction import RedactionSource, to_redactions


class StepSource(Source):
    """One entry of an error's history; what a status needs beside its date is in lifecycle.yml."""

    date: Day = Field(description="The day it happened.", examples=["2026-09-02"])
    status: Id = Field(description="A status of lifecycle.yml.", examples=["planned"])
    release: VersionTexts | None = Field(
        None,
        description="The release that corrects it; or a list of several, one of each branch of each product.",
        examples=["12.6"],
    )
    window: WindowText | None = Field(
        None, description="When it is planned, if no release is named yet.", examples=["2027-Q1"]
    )
    duplicate_of: Id | None = Field(None, description="The error that this one repeats.", examples=["NRC-1051"])
    note: Text | None = Field(
        None, description="The reason, for customers to read.", examples=["The driver fix needs a signed build."]
    )


class LinkSource(Source):
    """A page elsewhere that says more about an error."""

    title: Text = Field(description="What readers are told about the page.", examples=["Advisory of the supplier"])
    url: WebAddress = Field(description="Its address.", examples=["https://www.example.com/advisories/17"])


class AlsoInSource(Source):
    """Another product that the error is in."""

    product: Id = Field(description="A product of products.yml.", examples=["viewer"])
    affects: RangeText | None = Field(None, description="Its versions that the error occurs in.", examples=[">=3.1"])


class ErrorSource(Source):
    """One registered error. The last entry of `history` is its current status."""

    id: ErrorIdText = Field(description="Permanent, and the file's name.", examples=["NRC-1042"])
    title: Text = Field(
        description="What happens, in the customer's words, in one line.",
        examples=["Session drops when the network adapter goes to sleep"],
    )
    product: Id = Field(description="A product of products.yml, and the folder's name.", examples=["remote-control"])
    assessment: dict[str, Text] = Field(
        description="The answers to severity.yml's questions.",
        examples=[{"environment": "production", "impact": "severe"}],
    )
    severity: Id | None = Field(
        None, description="Optional; must be the level that the assessment gives.", examples=["high"]
    )
    affects: RangeText | None = Field(None, description="The versions it occurs in.", examples=[">=12.0 <12.5"])
    also_in: list[AlsoInSource] = Field(
        [],
        description="Further products that the same error is in; a step names a release of theirs as `viewer/3.2`.",
        examples=[[{"product": "viewer", "affects": ">=3.1"}]],
    )
    platforms: list[Id] = Field(
        [],
        description="The product's platforms that it occurs on; all of them, if left out.",
        examples=[["windows", "macos"]],
    )
    aliases: list[Id] = Field(
        [], description="Its ids elsewhere, by which it is found, too.", examples=[["CVE-2026-41023"]]
    )
    security: Flag = Field(
        False,
        description="Whether it can be used to do harm; an OSV file is made for it, also without an alias.",
        examples=[True],
    )
    keywords: list[Text] = Field(
        [],
        description="What customers type who have it, such as codes and other words; searched, never shown.",
        examples=[["0x80004005", "black screen"]],
    )
    summary: Markdown = Field(
        description="Two or three sentences that a customer understands.",
        examples=["A running session ends without a message. You can connect again after a minute."],
    )
    workaround: Markdown | None = Field(
        None,
        description="How to get along until it is corrected.",
        examples=["Turn off power saving for the network adapter."],
    )
    history: Annotated[list[StepSource], Field(min_length=1)] = Field(description="Append only; the oldest first.")
    redactions: list[RedactionSource] = Field(
        [], description="Corrections of wording after publication, which the page lists. Append only."
    )
    links: list[LinkSource] = Field([], description="Pages elsewhere that say more about it.")
    related: list[Id] = Field([], description="Other errors a reader may want to see.", examples=[["NRC-1051"]])
    questions: list[Id] = Field(
        [], description="Questions of faq.yml whose answers help.", examples=[["which-severity"]]
    )
    cases: list[Text] = Field(
        [], description="Private: customers' case ids; only digests are published.", examples=[["NS-204113"]]
    )
    internal: dict[str, Text] = Field(
        {}, description="Private: anything; never published.", examples=[{"owner": "jh", "tracker": "RC-8812"}]
    )


def to_error(source: ErrorSource, answers: tuple[tuple[str, str], ...], level: str, file: str, mark: str) -> KnownError:
    """Return the public value of a source; `answers` and `level` are what severity.yml makes of its assessment.

    Which step is decisive depends on products.yml and lifecycle.yml, too, so it is left open here.
    """
    steps = tuple(
        _step(number, step.date, step.status, step.release or (), step.window, step.duplicate_of, step.note)
        for number, step in enumerate(source.history, start=1)
    )
    return KnownError(
        id=source.id,
        title=source.title,
        product=source.product,
        answers=answers,
        level=level,
        affects=source.affects,
        summary=source.summary,
        workaround=source.workaround,
        history=steps,
        related=tuple(source.related),
        questions=tuple(source.questions),
        stated_level=source.severity,
        file=file,
        fingerprint=mark,
        platforms=tuple(source.platforms),
        aliases=tuple(source.aliases),
        keywords=tuple(source.keywords),
        links=tuple(Link(link.title, link.url) for link in source.links),
        redactions=to_redactions(source.redactions),
        also_in=tuple(AlsoIn(other.product, other.affects) for other in source.also_in),
        security=source.security,
    )


@lru_cache(maxsize=65536)
def _step(*fields: Any) -> Step:
    """Return one and the same value for equal steps: thousands of errors go through the same few on the same days."""
    return Step(*fields)


def to_private(source: ErrorSource, cases: CaseIds) -> PrivateRecord:
    """Return the private record of a source; `cases` says how its case ids are digested."""
    digests = tuple(case_digest(case, cases) for case in source.cases)
    return PrivateRecord(source.id, tuple(source.cases), digests, tuple(source.internal.items()))
