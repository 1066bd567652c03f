"""What an error's page says beyond its row: the plan, whether the promise was kept, and the history, in sentences.

Everything that depends on the error's phase, its plan or its history is decided here; the template prints it. There are
thousands of these pages, so their parts are named tuples.
"""

from __future__ import annotations

from typing import NamedTuple

from ..messages.messages import Messages
from ..model.affected import affected_releases
from ..model.error import AlsoIn, KnownError
from ..model.ledger import Kind, Ledger
from ..model.lifecycle import Phase
from ..model.products import Product
from ..model.publication import Publication
from ..model.site_data import SiteData
from .changes import count_of_news
from .error_plan import Plan, plans_of
from .error_timeline import Entry, Shown, timeline
from .errors import ErrorRow, ErrorView, originals_of, standing, view_of


class Notice(NamedTuple):
    """Why a closed error has no plan. `standing` gives the status of the error that it duplicates."""

    original: KnownError | None
    standing: str
    note: str | None


class ErrorPage(NamedTuple):
    """Everything the page shows: a plan for each branch with a correction. Sentences that do not apply are empty.

    `affected` says of each product of the error which platforms and versions of it are affected.

    `yours` is what its script says to a reader who uses a release. It has a paragraph for each product: a line with the
    product and the sentence about all other versions, and lines of a sentence and the versions that it is about; tabs
    are between all these.

    `first` is what the matrix says to do first about an error of this severity, as Markdown; empty once it is corrected
    or closed.
    """

    view: ErrorView
    plans: tuple[Plan, ...]
    first: str
    notice: Notice | None
    affected: tuple[tuple[Product, str], ...]
    yours: str
    no_workaround: str
    level_plan: str
    verdict: str
    timeline: tuple[Entry, ...]
    related: tuple[tuple[KnownError, str], ...]
    news: int


def error_page(error: KnownError, publication: Publication, messages: Messages, shown: Shown) -> ErrorPage:
    """Return everything an error's page shows."""
    view = view_of(error, publication)
    row, phase = view.row, view.row.status.phase
    originals = originals_of(error, publication)
    original = originals[-1] if originals else None
    said = messages("error.duplicate-of-this") if view.duplicates else ""
    return ErrorPage(
        view=view,
        plans=plans_of(row, publication.site_data, messages, shown),
        first=(row.level.next_step or "") if phase in (Phase.OPEN, Phase.PLANNED) else "",
        notice=_notice(error, original, publication, messages) if phase is Phase.CLOSED else None,
        affected=tuple(
            (product, _affected(row, product, found_in, publication.site_data, messages))
            for product, found_in in zip(row.products, error.products, strict=True)
        ),
        yours=_yours(row, publication.site_data, messages),
        no_workaround="" if error.workaround or original else _no_workaround(phase, messages),
        level_plan="" if phase is Phase.CLOSED else messages("error.level", plan=row.level.release_plan.words),
        verdict=_verdict(view.ledger, row.overdue, messages),
        timeline=timeline(error, view.ledger, publication.site_data, messages, shown),
        related=(
            *((other, said) for other in view.duplicates),
            *((other, "") for other in view.related if not original or other.id != original.id),
        ),
        news=count_of_news(error, publication.site_data),
    )


def _notice(error: KnownError, original: KnownError | None, publication: Publication, messages: Messages) -> Notice:
    said = ""
    if original:
        said = messages("error.duplicate.standing", standing=standing(original, publication, messages))
        if original.workaround:
            said += " " + messages("error.duplicate.workaround")
    return Notice(original, said, error.current.note)


def _affected(row: ErrorRow, product: Product, found_in: AlsoIn, site_data: SiteData, messages: Messages) -> str:
    """Return which platforms and versions of a product an error affects, and which releases that are out these are."""
    affects = found_in.affects
    names = ", ".join(product.platform_names(row.error.platforms))
    said = messages("error.platforms", platforms=names) if names else ""
    if not affects:
        return said
    said += messages("error.versions", versions=messages.versions(affects))
    releases = affected_releases(row.error, site_data, found_in) or ()
    branches = {
        branch.name: [one.version for one in releases if one.branch == branch.id] for branch in product.branches
    }
    by_branch = [
        messages("error.releases.branch", branch=branch, releases=", ".join(versions))
        for branch, versions in branches.items()
        if versions
    ]
    named = "; ".join(by_branch) or ", ".join(release.version for release in releases)
    return said + messages("error.releases", releases=named) if named else said


def _yours(row: ErrorRow, site_data: SiteData, messages: Messages) -> str:
    """Return what to say about each release that came out; nothing if the error was closed.

    Nor of a product whose affected versions are not known; releases of other products than the row's have its name.
    """
    found = []
    for product, found_in in zip(row.products, row.error.products, strict=True):
        affected = affected_releases(row.error, site_data, found_in, recalled=True)
        if affected is None or row.status.phase is Phase.CLOSED:
            continue
        name = "" if product is row.product else f"{product.name} "
        others = messages("version.others", version=f"{name}{{version}}")
        lines: dict[str, list[str]] = {}
        own = [one for one in row.corrections if one.release and one.product == product.id]
        by_branch = {one.release.branch: one for one in own if one.release}
        for release in affected:
            correction = by_branch.get(release.branch)
            kind = "affects" if correction is None else "corrected" if correction.out else "planned"
            named = row.named(correction.release) if correction and correction.release else ""
            sentence = messages(f"version.{kind}", version=f"{name}{{version}}", release=named)
            lines.setdefault(sentence, []).append(release.version)
        fields = [[product.id, others], *([sentence, *versions] for sentence, versions in lines.items())]
        found.append("\n".join(map("\t".join, fields)))
    return "\n\n".join(found)


def _no_workaround(phase: Phase, messages: Messages) -> str:
    if phase is Phase.DONE:
        return ""
    said = messages("error.no-workaround")
    return said if phase is Phase.CLOSED else f"{said} {messages('error.no-workaround.yet')}"


def _verdict(ledger: Ledger, overdue: int, messages: Messages) -> str:
    """Return whether the promise was kept, in a sentence; if it is `overdue`, for how many days; "" without any."""
    if not ledger.entries:
        return ""
    if not ledger.delivered:
        moves = messages.counted("ledger.moves", ledger.moves) if ledger.moves else ""
        if overdue:
            return " ".join(part for part in (messages.counted("ledger.overdue", overdue), moves) if part)
        promised = any(entry.kind is Kind.FIRST for entry in ledger.entries)
        return moves or (messages("ledger.unmoved") if promised else "")
    if ledger.kept is None:
        return messages("ledger.unpromised")
    if ledger.fulfilled:
        return messages("ledger.on-time" if ledger.moves else "ledger.kept")
    if ledger.on_time is None:
        return messages("ledger.other-release")
    return messages("ledger.same-release" if ledger.kept else "ledger.later")
