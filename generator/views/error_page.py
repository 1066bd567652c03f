"""What an error's page says beyond its row: the plan, whether the promise was kept, and the history, in sentences.

Everything that depends on the error's phase, its plan or its history is decided here; the template prints it. There are
thousands of these pages, so their parts are named tuples.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..messages.messages import Messages
from ..model.affected import affected_releases
from ..model.error import KnownError
from ..model.ledger import Kind, Ledger, Promise
from ..model.lifecycle import Phase
from ..model.products import Release, ReleaseKind
from ..model.publication import Publication
from ..model.site_data import SiteData
from ..model.window import Window, parse_window
from .changes import Change, changes_of, count_of_news
from .errors import ErrorRow, ErrorView, originals_of, standing, view_of

Shown = Callable[[Window], str]
"""Returns a time as the page shows it, in words or as markup: sentences are joined with `+`, so that text added to
markup is escaped."""


class Plan(NamedTuple):
    """When the correction comes or came. `brief` is for the top of the page, next to the release (`beside`) or alone.

    `target` is the release that the plan names, and `kind` its kind if it is not an ordinary one; without a release,
    `words` say what is planned. `certainty` says how certain that is.
    """

    label: str
    brief: str
    beside: bool
    target: Release | None
    kind: str
    words: str
    certainty: str


class Notice(NamedTuple):
    """Why a closed error has no plan. `standing` gives the status of the error that it duplicates."""

    original: KnownError | None
    standing: str
    note: str | None


class LedgerLine(NamedTuple):
    """A promise and what became of it."""

    promise: Promise
    said: str


class HistoryLine(NamedTuple):
    """A step of the history: what it planned, moved or delivered, and what it says about a duplicate's original."""

    change: Change
    planned: str
    duplicate: str


class ErrorPage(NamedTuple):
    """Everything the page shows. Sentences that do not apply are empty."""

    view: ErrorView
    plan: Plan
    notice: Notice | None
    affected: str
    no_workaround: str
    level_plan: str
    verdict: str
    ledger: tuple[LedgerLine, ...]
    history: tuple[HistoryLine, ...]
    related: tuple[tuple[KnownError, str], ...]
    news: int


def error_page(error: KnownError, publication: Publication, messages: Messages, shown: Shown) -> ErrorPage:
    """Return everything an error's page shows; the history begins with the newest step."""
    view = view_of(error, publication)
    row, phase = view.row, view.row.status.phase
    originals = originals_of(error, publication)
    original = originals[-1] if originals else None
    said = messages("error.duplicate-of-this") if view.duplicates else ""
    history = [_history_line(change, publication, messages) for change in changes_of(error, publication.site_data)]
    return ErrorPage(
        view=view,
        plan=_plan(row, messages, shown),
        notice=_notice(error, original, publication, messages) if phase is Phase.CLOSED else None,
        affected=_affected(row, publication.site_data, messages),
        no_workaround="" if error.workaround or original else _no_workaround(phase, messages),
        level_plan="" if phase is Phase.CLOSED else messages("error.level", plan=row.level.release_plan.words),
        verdict=_verdict(view.ledger, messages),
        ledger=tuple(LedgerLine(promise, _promise(promise, messages, shown)) for promise in view.ledger.entries),
        history=tuple(reversed(history)),
        related=(*((other, said) for other in view.duplicates), *((other, "") for other in view.related)),
        news=count_of_news(error, publication.site_data),
    )


def _plan(row: ErrorRow, messages: Messages, shown: Shown) -> Plan:
    closed = row.status.phase is Phase.CLOSED
    label = "column.when" if closed else "plan.planned"
    if row.out:
        label = "plan.corrected" if row.release else "plan.corrected-on"
        brief = shown(parse_window(row.out.isoformat()))
    elif row.when:
        brief = messages("when.passed", when=messages.window(row.when)) if row.overdue else shown(row.when)
    else:
        brief = "" if row.release else messages("when.closed" if closed else "when.none")
    if row.out:
        words = brief
    elif row.when:
        words = shown(row.when)
    else:
        words = messages("plan.closed" if closed else "plan.no-release")
    return Plan(
        label=messages(label),
        brief=brief,
        beside=bool(row.release and (row.out or row.when)),
        target=None if closed else row.release,
        kind=messages("release.hotfix") if row.release and row.release.kind is ReleaseKind.HOTFIX else "",
        words=words,
        certainty="" if closed else _certainty(row, messages, shown),
    )


def _certainty(row: ErrorRow, messages: Messages, shown: Shown) -> str:
    """Return how certain an error's planned date is."""
    if row.out is not None and row.release is None:
        return messages("plan.without-release")
    if row.out is not None:
        return messages("release.is.released") + " " + shown(parse_window(row.out.isoformat())) + "."
    if row.when is None:
        dropped = row.error.current.release if row.status.phase is Phase.PLANNED else None
        # A release that exists and is not named has been dropped.
        return messages("plan.dropped", release=dropped) if dropped else messages("plan.none")
    if row.overdue:
        return messages("plan.overdue", when=messages.window(row.when))
    sure = messages("plan.day" if row.when.is_day else "plan.window")
    return shown(row.when) + ". " + sure if row.release else sure


def _notice(error: KnownError, original: KnownError | None, publication: Publication, messages: Messages) -> Notice:
    said = ""
    if original:
        said = messages("error.duplicate.standing", standing=standing(original, publication, messages))
        if original.workaround:
            said += " " + messages("error.duplicate.workaround")
    return Notice(original, said, error.current.note)


def _affected(row: ErrorRow, site_data: SiteData, messages: Messages) -> str:
    """Return which versions an error affects, and which releases that are out these are."""
    affects = row.error.affects
    if not affects:
        return ""
    said = messages("error.versions", versions=messages.versions(affects))
    releases = affected_releases(row.error, site_data)
    named = ", ".join(release.version for release in releases or ())
    return said + messages("error.releases", releases=named) if named else said


def _no_workaround(phase: Phase, messages: Messages) -> str:
    if phase is Phase.DONE:
        return ""
    said = messages("error.no-workaround")
    return said if phase is Phase.CLOSED else f"{said} {messages('error.no-workaround.yet')}"


def _verdict(ledger: Ledger, messages: Messages) -> str:
    """Return whether the promise was kept, in a sentence."""
    if not ledger.delivered:
        return messages.counted("ledger.moves", ledger.moves) if ledger.moves else messages("ledger.unmoved")
    if ledger.kept is None:
        return messages("ledger.unpromised")
    if ledger.fulfilled:
        return messages("ledger.on-time" if ledger.moves else "ledger.kept")
    if ledger.on_time is None:
        return messages("ledger.other-release")
    return messages("ledger.same-release" if ledger.kept else "ledger.later")


def _promise(promise: Promise, messages: Messages, shown: Shown) -> str:
    if promise.kind is Kind.DELIVERED and promise.release is None:
        return messages("ledger.corrected")
    said = messages(f"ledger.{promise.kind.value}")
    if promise.release:
        said += f" {promise.release}"
    if promise.window is None or promise.kind in (Kind.DELIVERED, Kind.RELEASE_DROPPED):
        return said
    return said + (", " if promise.release else " ") + shown(promise.window)


def _history_line(change: Change, publication: Publication, messages: Messages) -> HistoryLine:
    step, site_data = change.step, publication.site_data
    release = site_data.release(change.error.product, step.release) if step.release else None
    plan = release.version if release else messages.window(step.window) if step.window else ""
    planned = ""
    if plan and site_data.status_by_id[step.status].phase is Phase.DONE:
        planned = messages("step.done", plan=plan)
    elif plan and change.moved_from:
        planned = messages("step.moved", old=messages.plan(change.moved_from), new=plan)
    elif plan:
        planned = messages("step.planned", plan=plan)
    duplicate = messages("step.duplicate", id=step.duplicate_of) if step.duplicate_of else ""
    return HistoryLine(change, planned, duplicate)
