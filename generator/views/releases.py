"""A product's releases in lists: whether each is supported, how many errors are known in it, and what it corrects.

Also what left a release: the errors that it was to correct and does not, with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ..model.by_branch import lines_of
from ..model.error import KnownError, Step
from ..model.lifecycle import Status
from ..model.products import Branch, Product, Release, ReleaseState
from ..model.publication import NO_ERRORS, Publication
from ..severity.model import Level

MOST = 50
"""Releases on a page."""


class ReleaseRow(NamedTuple):
    """A release in a list, and how many errors are known in it; `worst` is the worst level if one of them has it.

    `support` is `none` if nothing is known about its support, `until` if that ends, and `ended` if it has ended; it is
    only given for a release that is out. `corrections` is how many errors it corrects or is to correct.
    """

    release: Release
    branch: Branch | None
    overdue: int
    support: str
    known: int
    worst: Level | None
    corrections: int


class Moved(NamedTuple):
    """An error that a release was to correct; `to` is what the step that moved it names instead, if it does."""

    error: KnownError
    status: Status
    step: Step
    to: str | None


def support_of(release: Release, publication: Publication) -> str:
    """Return what is known about a release's support: `none`, `until` or `ended`."""
    if not release.released or release.end_of_support is None:
        return "none"
    return "ended" if release.support_ended(publication.as_of) else "until"


def instead_of(release: Release, product: Product, as_of: dt.date) -> Release | None:
    """Return the release to use instead of a recalled one: the next of its branch that is out, else the one before it.

    None if there is not any, or the release was not recalled; one whose support has ended is not named.
    """
    if release.state is not ReleaseState.RECALLED:
        return None
    at = product.releases.index(release)
    nearest = (*product.releases[at + 1 :], *reversed(product.releases[:at]))
    usable = (one for one in nearest if one.released and one.branch == release.branch and not one.support_ended(as_of))
    return next(usable, None)


def row_of_release(release: Release, product: Product, publication: Publication) -> ReleaseRow:
    """Return a release's row."""
    key = (release.product, release.version)
    known = publication.known_in_release.get(key, NO_ERRORS)
    recalled = release.state is ReleaseState.RECALLED
    levels = publication.site_data.levels_by_id
    return ReleaseRow(
        release,
        product.branch(release.branch),
        release.overdue(publication.as_of),
        support_of(release, publication),
        len(known),
        next((levels[error.level] for error in known if levels[error.level].rank == 0), None),
        0 if recalled else len(publication.by_release.get(key, NO_ERRORS)),
    )


def pages_of(product: Product) -> tuple[tuple[Release, ...], ...]:
    """Return a product's releases in pages, by branch, the newest of each first; there is always a page."""
    order = {branch.id: place for place, branch in enumerate(product.branches)}
    newest = [*reversed(product.releases)]
    newest.sort(key=lambda release: order.get(release.branch or "", -1))
    return tuple(tuple(newest[at : at + MOST]) for at in range(0, len(newest), MOST)) or ((),)


def by_branch(rows: Iterable[ReleaseRow]) -> tuple[tuple[Branch | None, tuple[ReleaseRow, ...]], ...]:
    """Return the rows of a page by branch."""
    return tuple((branch, tuple(group)) for branch, group in groupby(rows, lambda row: row.branch))


def moved_out(release: Release, publication: Publication) -> Sequence[Moved]:
    """Return the errors that a release was to correct and does not, those that left it last first."""
    key = (release.product, release.version)
    staying = publication.by_release.get(key, NO_ERRORS)
    waiting = publication.by_recalled_release.get(key, NO_ERRORS)
    stay = {error.id for error in (*staying, *waiting)}
    gone = (error for error in publication.ever_in_release.get(key, NO_ERRORS) if error.id not in stay)
    moves = (move for error in gone for move in _moves(error, release, publication))
    return sorted(moves, key=lambda move: move.step.date, reverse=True)


def _moves(error: KnownError, release: Release, publication: Publication) -> Iterator[Moved]:
    """Yield how an error left a release, if a step of its history says so about the release's branch."""
    site_data = publication.site_data
    product = site_data.product_of(error)
    for line in lines_of(error, product, site_data.status_by_id):
        for said, after in reversed([*pairwise(line.said)]):
            if said.release(product) is release:
                yield Moved(error, site_data.status_by_id[error.status], after.step, after.words)
                break
