"""What is known of an error: its row in a list, and all that goes with it. Decisions are made here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..messages.messages import Messages
from ..model.corrections import Correction, corrections_of, recalled_of
from ..model.error import KnownError
from ..model.faq import FaqQuestion
from ..model.ledger import Ledger, ledger_of
from ..model.lifecycle import Phase, Status
from ..model.products import Branch, Product, Release
from ..model.publication import Publication
from ..model.window import Window
from ..severity.model import Level
from .inputs import Inputs


class ErrorRow(NamedTuple):
    """An error in a list. `when` is the day or window its correction is planned for; `out` the day it came out.

    `product` is the one that the list is about, of all `products` that the error is in.
    `corrections` are those in all branches; `release`, `when` and `out` are of the planned one that is to come first
    or, if none is planned, of the one that came out last. `others` are the remaining ones.
    `changed` is the day of the last change of the error, or of a release it waits for. A release that was dropped
    corrects nothing, so it is not named; `overdue` says for how many days its time has passed
    without a correction; it is 0 if it has not. `moves` says how often the promise of a planned correction moved.
    """

    error: KnownError
    level: Level
    status: Status
    product: Product
    release: Release | None
    when: Window | None
    out: dt.date | None
    changed: dt.date
    overdue: int
    corrections: tuple[Correction, ...] = ()
    moves: int = 0
    products: tuple[Product, ...] = ()

    def named(self, release: Release) -> str:
        """Return a release as the row names it: one of another product with that product's name."""
        names = {product.id: f"{product.name} " for product in self.products if product is not self.product}
        return names.get(release.product, "") + release.version

    @property
    def helped(self) -> bool:
        """Return whether there is a workaround for what is not corrected yet."""
        return bool(self.error.workaround) and self.status.phase in (Phase.OPEN, Phase.PLANNED)

    @property
    def others(self) -> tuple[Correction, ...]:
        """Return the corrections besides the one that the row is about; those without a release are all alike."""
        return tuple(one for one in self.corrections if one.release is not self.release)


@dataclass(frozen=True, slots=True)
class ErrorView:
    """Everything known of an error, with its row: `duplicates` are the errors that repeat it."""

    row: ErrorRow
    ledger: Ledger
    duplicates: tuple[KnownError, ...]
    related: tuple[KnownError, ...]
    questions: tuple[FaqQuestion, ...]


def row_of(error: KnownError, publication: Publication, about: Release | Product | None = None) -> ErrorRow:
    """Return an error's row; `about` is the product, or the release and its branch, whose correction it is about if it
    has one.
    """
    if about is not None:
        return _row_of(error, publication, about)
    row: ErrorRow = publication.rows.get(error, _row_of, publication)
    return row


def _row_of(error: KnownError, publication: Publication, about: Release | Product | None = None) -> ErrorRow:
    site_data = publication.site_data
    status = site_data.status_by_id[error.status]
    corrections = tuple(one for one in corrections_of(error, site_data) if not one.dropped)
    products = tuple(site_data.product_by_id[found_in.product] for found_in in error.products)
    own = about.id if isinstance(about, Product) else about.product if about is not None else error.product
    if isinstance(about, Release):
        exact = (one for one in corrections if one.release is about)
        lead = next(exact, None) or next((one for one in corrections if one.concerns(about)), None)
    else:
        lead = _lead(tuple(one for one in corrections if about is None or one.product == about.id), status.phase)
    lead = lead or _lead(corrections, status.phase)
    return ErrorRow(
        error,
        site_data.levels_by_id[error.level],
        status,
        next((product for product in products if product.id == own), products[0]),
        lead.release if lead else None,
        lead.window if lead else None,
        lead.out if lead else None,
        changed_of(error, publication),
        lead.overdue if lead else 0,
        corrections,
        ledger_of(error, site_data).moves if status.phase is Phase.PLANNED else 0,
        products,
    )


def _lead(corrections: tuple[Correction, ...], phase: Phase) -> Correction | None:
    """Return the correction that a row is about; None if the error is open or closed, or no correction is left."""
    if phase is Phase.PLANNED:
        planned = [one for one in corrections if one.out is None]
        return min(planned, key=lambda one: one.window.last if one.window else dt.date.max, default=None)
    return max(corrections, key=lambda one: one.out or dt.date.min, default=None) if phase is Phase.DONE else None


def changed_of(error: KnownError, publication: Publication) -> dt.date:
    """Return the day of the last change of an error, or of a release it waits for, whose date is also the error's."""
    site_data = publication.site_data
    waits = (one.release for one in corrections_of(error, site_data) if one.out is None and one.release is not None)
    releases = (*waits, *recalled_of(error, site_data))
    return max([error.changed, *(release.history[-1].date for release in releases)])


def when_in_words(row: ErrorRow, messages: Messages) -> str:
    """Return when an error's correction came out or is planned for, and how long it is overdue; empty if unplanned."""
    if row.out is not None:
        return messages.day(row.out)
    when = messages.window(row.when) if row.when else ""
    return messages.counted("when.overdue", row.overdue, when=when) if row.overdue else when


def correction_in_words(correction: Correction, messages: Messages) -> str:
    """Return when a correction came out or is planned for; empty if no time is known."""
    if correction.out is not None:
        return messages.day(correction.out)
    return messages.window(correction.window) if correction.window else ""


def branch_in_words(branch: Branch | None, messages: Messages) -> str:
    """Return the branch of a correction or, if an error is in several products, the product; empty without either."""
    if branch is None:
        return ""
    return messages("product.aside", name=branch.name) if branch.part else messages("branch.aside", branch=branch.name)


def rows_of(
    errors: Iterable[KnownError], publication: Publication, about: Release | Product | None = None
) -> tuple[ErrorRow, ...]:
    """Return the rows of several errors; `about` is the release or the product whose corrections they are about."""
    return tuple(row_of(error, publication, about) for error in errors)


def view_of(error: KnownError, publication: Publication) -> ErrorView:
    """Return everything known of an error."""
    site_data = publication.site_data
    questions = (site_data.faq.get(question) for question in error.questions)
    return ErrorView(
        row=row_of(error, publication),
        ledger=ledger_of(error, site_data),
        duplicates=publication.duplicates.get(error.id, ()),
        related=tuple(other for other in publication.related.get(error.id, ()) if other.duplicate_of != error.id),
        questions=tuple(question for question in questions if question is not None),
    )


def originals_of(error: KnownError, publication: Publication) -> tuple[KnownError, ...]:
    """Return the error that a duplicate repeats, then the one which that repeats, and so on; a cycle only once."""
    if error.duplicate_of is None:
        # True of nearly all errors.
        return ()
    found = {error.id: error}
    while error.duplicate_of is not None:
        other = publication.by_id.get(error.duplicate_of)
        if other is None or other.id in found:
            break
        found[other.id] = error = other
    return tuple(found.values())[1:]


def standing(error: KnownError, publication: Publication, messages: Messages) -> str:
    """Return in one line what became of an error: its status, with the release and the date of its correction."""
    row = row_of(error, publication)
    plan = ", ".join(
        part for part in (row.named(row.release) if row.release else "", when_in_words(row, messages)) if part
    )
    return messages("standing.plan", status=row.status.name, plan=plan) if plan else row.status.name


def inputs_of(error: KnownError, publication: Publication) -> Inputs:
    """Return the inputs of an error's page: its own file, and those of the errors it links to."""
    linked = [*publication.duplicates.get(error.id, ()), *publication.related.get(error.id, ())]
    linked += originals_of(error, publication)
    return (error.fingerprint, *(other.fingerprint for other in linked)) if linked else (error.fingerprint,)
