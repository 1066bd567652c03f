"""The page of a product: its releases on a line of time, and its errors by what becomes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from ..model.products import Product
from ..model.publication import NO_ERRORS
from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer
from ..views.spread import spread_of, worst_first
from ..views.timeline import timeline_of
from .further import GroupPages, first_tables, further_plans

SHELL = Shell("product", "corrections/product/a-product/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the pages of each product."""
    publication, words = render.publication, render.words
    parents = ((words("page.corrections"), "corrections/"),)
    for product in publication.setting.products:
        errors = publication.by_product.get(product.id, NO_ERRORS)
        group = GroupPages(
            title=words("title.product", name=product.name),
            name=product.name,
            address=f"corrections/product/{product.id.lower()}/",
            parents=parents,
            spread=spread_of(errors, publication, worst_first(publication)),
            about=words("further.worst"),
            headings="phase.",
        )
        changed = publication.last_change(errors, product.releases)
        corrections = tuple(
            len(publication.by_release.get((product.id, release.version), NO_ERRORS)) for release in product.releases
        )
        inputs = (changed, corrections, group.spread.inputs)
        yield PagePlan(
            group.address, "product", changed, inputs, partial(_page, render, product, group, changed), parents
        )
        yield from further_plans(render, group)


def _page(render: Renderer, product: Product, group: GroupPages, changed: dt.date) -> Page:
    publication, words = render.publication, render.words
    article = render.article(
        "pages/product.html",
        group.address,
        product=product,
        title=group.title,
        timeline=timeline_of(product, publication),
        tables=first_tables(render, group),
        pager=group.pager(),
        changed=changed,
        absolute=render.absolute,
    )
    feeds: tuple[tuple[str, str], ...] = ()
    if publication.site.outputs["feeds"]:
        feeds = ((words("feed.product", name=product.name), f"feeds/product/{product.id.lower()}.atom"),)
    return Page(group.title, words("describe.product", name=product.name), article, feeds=feeds)
