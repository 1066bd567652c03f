"""The page of a release: what it corrects, planned and done apart, and what customers should know about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from ..model.products import Release
from ..model.publication import NO_ERRORS
from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer
from ..views.spread import spread_of, worst_first
from .further import GroupPages, first_tables, further_plans

SHELL = Shell("release", "corrections/release/a-release/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the pages of each release."""
    publication, words = render.publication, render.words
    for product in publication.setting.products:
        parents = (
            (words("page.corrections"), "corrections/"),
            (product.name, f"corrections/product/{product.id.lower()}/"),
        )
        for release in product.releases:
            errors = publication.by_release.get((product.id, release.version), NO_ERRORS)
            group = GroupPages(
                title=words("title.release", name=product.name, version=release.version),
                name=f"{product.name} {release.version}",
                address=f"corrections/release/{release.slug}/",
                parents=parents,
                spread=spread_of(errors, publication, worst_first(publication)),
                about=words("further.worst"),
                headings="release.phase.",
            )
            changed = max(release.history[-1].date, errors.changed or dt.date.min)
            make = partial(_page, render, release, group, len(errors), changed)
            yield PagePlan(group.address, "release", changed, (changed, group.spread.inputs), make, parents)
            yield from further_plans(render, group)


def _page(render: Renderer, release: Release, group: GroupPages, total: int, changed: dt.date) -> Page:
    publication, words = render.publication, render.words
    article = render.article(
        "pages/release.html",
        group.address,
        product=publication.setting.product_by_id[release.product],
        name=group.name,
        release=release,
        overdue=release.overdue(publication.as_of),
        tables=first_tables(render, group),
        pager=group.pager(),
        total=total,
        changed=changed,
    )
    feeds: tuple[tuple[str, str], ...] = ()
    if publication.site.outputs["feeds"]:
        feeds = ((words("feed.release", name=group.name), f"feeds/release/{release.slug}.atom"),)
    name = publication.setting.product_by_id[release.product].name
    return Page(group.title, words("describe.release", name=name, version=release.version), article, feeds=feeds)
