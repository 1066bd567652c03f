"""The page of a release: the errors known in it, what it corrects, what left it, and whether it is supported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ..messages.messages import Messages
from ..model.corrections import corrections_of
from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.products import Release, ReleaseState
from ..model.publication import NO_ERRORS, Errors
from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.errors import ErrorRow, rows_of, when_in_words
from ..views.inputs import Inputs
from ..views.releases import Moved, instead_of, moved_out, support_of
from ..views.spread import OVERDUE, spread_of, worst_first
from .further import GroupPages, first_tables, further_specs

LAYOUT = LayoutSpec("release", "corrections/release/a-release/")


MOST_MOVED = 100
"""Errors that left a release, on its page; its feed has all."""


class Shown(NamedTuple):
    """What a release's page says besides its errors: how many it corrects, how many are known in it, what left it.

    Of a release that was recalled, `corrections` is how many wait for another one. `unplaced` is how many errors of the
    product do not say which releases they are in; `left` is how many have left it.
    """

    corrections: int
    known: int
    unplaced: int
    moved: Sequence[Moved]
    left: int

    @property
    def inputs(self) -> Inputs:
        """Return what its page is made from."""
        moved = (move.error.fingerprint for move in self.moved)
        return (self.corrections, self.known, self.unplaced, self.left, *moved)


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the pages of each release."""
    publication, messages = render.publication, render.messages
    for product in publication.site_data.products:
        parents = (*render.above("corrections"), (product.name, product.address))
        for release in product.releases:
            key, recalled = release.key, release.state is ReleaseState.RECALLED
            known = publication.known_in_release.get(key, NO_ERRORS)
            affecting = {error.id for error in known}
            own = (publication.by_recalled_release if recalled else publication.by_release).get(key, NO_ERRORS)
            waiting = len(own)
            # One that was planned for a release which came out without the correction is known in it.
            own = Errors(error for error in own if error.id not in affecting)
            corrected = {error.id for error in own}
            # Both in the order of the whole list, as on all further pages.
            errors = Errors([*known, *own])
            section_of = partial(_section, render, release, set() if recalled else corrected)
            unplaced = len(publication.unplaced.get(product.id, NO_ERRORS)) if release.came_out else 0
            moved = moved_out(release, publication)
            group = GroupPages(
                title=messages("title.release", name=product.name, version=release.version),
                name=f"{product.name} {release.version}",
                address=release.address,
                parents=parents,
                spread=spread_of(errors, publication, worst_first(publication), section_of),
                about=messages("further.worst"),
                headings="release.dropped." if release.state is ReleaseState.DROPPED else "release.phase.",
                subject=release,
            )
            changed = max(release.history[-1].date, errors.changed or dt.date.min)
            counts = (waiting, len(errors)) if recalled else (len(own), len(known))
            shown = Shown(*counts, unplaced, moved[:MOST_MOVED], len(moved))
            inputs = (changed, *shown.inputs, group.spread.inputs)
            make = partial(_page, render, release, group, shown, changed)
            yield PageSpec(group.address, "release", changed, inputs, make, parents)
            yield from further_specs(render, group)


def _section(render: Renderer, release: Release, corrected: set[str], error: KnownError) -> str:
    """Return the section of an error by its correction in a release, whatever it is in other branches.

    It is open in a release that it affects and that is not to correct it, such as one that was recalled.
    """
    if error.id not in corrected:
        return Phase.OPEN.value
    own = [one for one in corrections_of(error, render.publication.site_data) if one.release is release]
    if any(one.out for one in own):
        return Phase.DONE.value
    return OVERDUE if any(one.overdue for one in own) else Phase.PLANNED.value


def _page(render: Renderer, release: Release, group: GroupPages, shown: Shown, changed: dt.date) -> Page:
    publication, messages = render.publication, render.messages
    product = publication.site_data.product_by_id[release.product]
    article = render.article(
        "pages/release.html",
        group.address,
        product=product,
        name=group.name,
        release=release,
        overdue=release.overdue(publication.as_of),
        tables=first_tables(render, group),
        pager=group.pager(),
        shown=shown,
        support=support_of(release, publication),
        instead=instead_of(release, product, publication.as_of),
        worst=_worst(render, release, group),
        changed=changed,
    )
    feed = (messages("feed.release", name=group.name), f"{release.feed_address}.atom")
    feeds = (feed,) if publication.site.outputs["feeds"] else ()
    about = messages("describe.release", name=product.name, version=release.version)
    return Page(group.title, about, article, ("following",), feeds=feeds)


def _worst(render: Renderer, release: Release, group: GroupPages) -> list[tuple[KnownError, str]]:
    """Return the errors of the worst level that are known in a release, of those on its own page, and what corrects
    each in words; empty if nothing does yet.
    """
    publication, messages = render.publication, render.messages
    levels = publication.site_data.levels_by_id
    known = (section.errors for section in group.spread.pages[0] if section.name == Phase.OPEN.value)
    worst = [error for errors in known for error in errors if levels[error.level].rank == 0]
    rows = rows_of(worst, publication, release)
    return [(row.error, _corrected_by(row, messages)) for row in rows]


def _corrected_by(row: ErrorRow, messages: Messages) -> str:
    when = when_in_words(row, messages)
    if row.release is None:
        return messages("release.worst.planned", when=when) if when else ""
    return messages(f"release.worst.{'corrected' if row.out else 'release'}", release=row.named(row.release), when=when)
