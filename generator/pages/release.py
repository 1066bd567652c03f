"""The page of a release: what it corrects, planned and done separately, and what customers should know about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from ..model.corrections import corrections_of
from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.products import Release, ReleaseState
from ..model.publication import NO_ERRORS
from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.spread import OVERDUE, spread_of, worst_first
from .further import GroupPages, first_tables, further_specs

LAYOUT = LayoutSpec("release", "corrections/release/a-release/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the pages of each release."""
    publication, messages = render.publication, render.messages
    for product in publication.site_data.products:
        parents = (
            (messages("page.corrections"), "corrections/"),
            (product.name, product.address),
        )
        for release in product.releases:
            key, recalled = (product.id, release.version), release.state is ReleaseState.RECALLED
            errors = (publication.by_recalled_release if recalled else publication.by_release).get(key, NO_ERRORS)
            section_of = None if recalled else partial(_section, render, release)
            group = GroupPages(
                title=messages("title.release", name=product.name, version=release.version),
                name=f"{product.name} {release.version}",
                address=release.address,
                parents=parents,
                spread=spread_of(errors, publication, worst_first(publication), section_of),
                about=messages("further.worst"),
                headings="release.phase.",
                release=release,
            )
            changed = max(release.history[-1].date, errors.changed or dt.date.min)
            make = partial(_page, render, release, group, len(errors), changed)
            yield PageSpec(group.address, "release", changed, (changed, group.spread.inputs), make, parents)
            yield from further_specs(render, group)


def _section(render: Renderer, release: Release, error: KnownError) -> str:
    """Return the section of an error by its correction in a release, whatever it is in other branches."""
    own = [one for one in corrections_of(error, render.publication.site_data) if one.release is release]
    if any(one.out for one in own):
        return Phase.DONE.value
    return OVERDUE if any(one.overdue for one in own) else Phase.PLANNED.value


def _page(render: Renderer, release: Release, group: GroupPages, total: int, changed: dt.date) -> Page:
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
        total=total,
        changed=changed,
    )
    feed = (messages("feed.release", name=group.name), f"{release.feed_address}.atom")
    feeds = (feed,) if publication.site.outputs["feeds"] else ()
    about = messages("describe.release", name=product.name, version=release.version)
    return Page(group.title, about, article, feeds=feeds)
