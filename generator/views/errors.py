"""What pages say about an error: its row in a list, and all that its own page shows. Decisions are made here."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..messages.messages import Messages
from ..model.error import KnownError, Step
from ..model.faq import FaqQuestion
from ..model.ledger import Ledger, ledger_of
from ..model.lifecycle import Phase, Status
from ..model.products import Product, Release, ReleaseState
from ..model.publication import Publication
from ..model.window import Window
from ..severity.model import Level
from .changes import changes_of, count_of_news
from .inputs import Inputs


class Certainty(enum.Enum):
    """How sure a planned date is; the words for it are the templates'."""

    OUT = "out"
    OVERDUE = "overdue"
    DROPPED = "dropped"
    DAY = "day"
    WINDOW = "window"
    NONE = "none"


class ErrorRow(NamedTuple):
    """An error in a list. `when` is the day or window its correction is planned for; `out` the day it came out.

    `changed` is the day of the last change of the error, or of the release it waits for. A release that was dropped
    corrects nothing, so it is not named; `overdue` says that the time has passed without a correction.
    """

    error: KnownError
    level: Level
    status: Status
    product: Product
    release: Release | None
    when: Window | None
    out: dt.date | None
    changed: dt.date
    overdue: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A step of the history as the page shows it; `moved_from` is the plan that the step replaced."""

    step: Step
    status: Status
    release: Release | None
    moved_from: str | None


@dataclass(frozen=True, slots=True)
class ErrorView:
    """All that an error's page shows.

    `verdict` says how the promise held, as the phrases `ledger.…` do; `versions` are the product's known releases that
    the error occurs in; `original` is what to follow instead of a duplicate; `news` counts what followers heard of.
    """

    row: ErrorRow
    certainty: Certainty
    ledger: Ledger
    verdict: str
    history: tuple[HistoryEntry, ...]
    versions: tuple[str, ...]
    original: KnownError | None
    duplicates: tuple[KnownError, ...]
    related: tuple[KnownError, ...]
    questions: tuple[FaqQuestion, ...]
    news: int


def row_of(error: KnownError, publication: Publication) -> ErrorRow:
    """Return an error's row."""
    site_data = publication.site_data
    release = publication.release_of(error)
    if release is not None and release.state is ReleaseState.DROPPED:
        release = None
    status = site_data.status_by_id[error.status]
    out = error.changed if status.phase is Phase.DONE else None
    when = None
    if status.phase is Phase.PLANNED:
        when = release.window if release else error.current.window
    return ErrorRow(
        error,
        site_data.levels_by_id[error.level],
        status,
        site_data.product_by_id[error.product],
        release,
        when,
        out,
        changed_of(error, publication),
        when is not None and when.passed(publication.as_of),
    )


def changed_of(error: KnownError, publication: Publication) -> dt.date:
    """Return the day of the last change of an error, or of the release it waits for, whose date is the error's too."""
    release = publication.release_of(error)
    if release is None or publication.phase(error) is not Phase.PLANNED:
        return error.changed
    return max(error.changed, release.history[-1].date)


def when_in_words(row: ErrorRow, messages: Messages) -> str:
    """Say when an error's correction came out or is planned for, and whether that has passed; empty if unplanned."""
    if row.out is not None:
        return messages.day(row.out)
    when = messages.window(row.when) if row.when else ""
    return messages("when.passed", when=when) if row.overdue else when


def rows_of(errors: Iterable[KnownError], publication: Publication) -> tuple[ErrorRow, ...]:
    """Return the rows of several errors."""
    return tuple(row_of(error, publication) for error in errors)


def view_of(error: KnownError, publication: Publication) -> ErrorView:
    """Return all that an error's page shows."""
    site_data = publication.site_data
    row = row_of(error, publication)
    questions = (site_data.faq.get(question) for question in error.questions)
    releases = [release.version for release in row.product.releases]
    ledger = ledger_of(error, site_data)
    return ErrorView(
        row=row,
        certainty=certainty_of(row),
        ledger=ledger,
        verdict=_verdict(ledger),
        history=_history(error, publication),
        versions=error.affects.among(releases) if error.affects else (),
        original=originals[-1] if (originals := originals_of(error, publication)) else None,
        duplicates=publication.duplicates.get(error.id, ()),
        related=tuple(other for other in publication.related.get(error.id, ()) if other.duplicate_of != error.id),
        questions=tuple(question for question in questions if question is not None),
        news=count_of_news(error, site_data),
    )


def originals_of(error: KnownError, publication: Publication) -> tuple[KnownError, ...]:
    """Return the error that a duplicate repeats, then the one that that repeats, and so on; a circle only once."""
    if error.duplicate_of is None:
        # So it is with nearly all of thousands.
        return ()
    found = {error.id: error}
    while error.duplicate_of is not None:
        other = publication.by_id.get(error.duplicate_of)
        if other is None or other.id in found:
            break
        found[other.id] = error = other
    return tuple(found.values())[1:]


def standing(error: KnownError, publication: Publication, messages: Messages) -> str:
    """Say in one line where an error stands: its status, with the release of its correction and when that is."""
    row = row_of(error, publication)
    plan = ", ".join(
        part for part in (row.release.version if row.release else "", when_in_words(row, messages)) if part
    )
    return messages("standing.plan", status=row.status.name, plan=plan) if plan else row.status.name


def inputs_of(error: KnownError, publication: Publication) -> Inputs:
    """Return what an error's page is made from: its own file, and those of the errors it links to."""
    linked = [*publication.duplicates.get(error.id, ()), *publication.related.get(error.id, ())]
    linked += originals_of(error, publication)
    return (error.fingerprint, *(other.fingerprint for other in linked)) if linked else (error.fingerprint,)


def certainty_of(row: ErrorRow) -> Certainty:
    """Say how sure the planned date of an error is."""
    if row.out is not None:
        return Certainty.OUT
    if row.when is None:
        return Certainty.DROPPED if row.status.phase is Phase.PLANNED and row.error.current.release else Certainty.NONE
    if row.overdue:
        return Certainty.OVERDUE
    return Certainty.DAY if row.when.is_day else Certainty.WINDOW


def _verdict(ledger: Ledger) -> str:
    if not ledger.delivered:
        return "moves" if ledger.moves else "unmoved"
    if ledger.kept is None:
        return "unpromised"
    if ledger.fulfilled:
        return "on-time" if ledger.moves else "kept"
    if ledger.on_time is None:
        return "other-release"
    return "same-release" if ledger.kept else "later"


def _history(error: KnownError, publication: Publication) -> tuple[HistoryEntry, ...]:
    """Return the steps, the newest first."""
    site_data = publication.site_data
    entries = [
        HistoryEntry(
            change.step,
            site_data.status_by_id[change.step.status],
            site_data.release(error.product, change.step.release) if change.step.release else None,
            change.moved_from,
        )
        for change in changes_of(error, site_data)
    ]
    return tuple(reversed(entries))
