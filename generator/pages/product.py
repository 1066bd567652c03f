"""The page of a product: its releases on a timeline, and its errors by phase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from ..model.products import Product
from ..model.publication import NO_ERRORS
from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.spread import spread_of, worst_first
from ..views.timeline import timeline_of
from .further import GroupPages, first_tables, further_specs

LAYOUT = LayoutSpec("product", "corrections/product/a-product/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the pages of each product."""
    publication, messages = render.publication, render.messages
    parents = ((messages("page.corrections"), "corrections/"),)
    for product in publication.site_data.products:
        errors = publication.by_product.get(product.id, NO_ERRORS)
        group = GroupPages(
            title=messages("title.product", name=product.name),
            name=product.name,
            address=product.address,
            parents=parents,
            spread=spread_of(errors, publication, worst_first(publication)),
            about=messages("further.worst"),
            headings="phase.",
        )
        changed = publication.last_change(errors, product.releases)
        corrections = tuple(
            len(publication.by_release.get((product.id, release.version), NO_ERRORS)) for release in product.releases
        )
        inputs = (changed, corrections, group.spread.inputs)
        yield PageSpec(
            group.address, "product", changed, inputs, partial(_page, render, product, group, changed), parents
        )
        yield from further_specs(render, group)


def _page(render: Renderer, product: Product, group: GroupPages, changed: dt.date) -> Page:
    publication, messages = render.publication, render.messages
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
    feed = (messages("feed.product", name=product.name), f"{product.feed_address}.atom")
    feeds = (feed,) if publication.site.outputs["feeds"] else ()
    return Page(group.title, messages("describe.product", name=product.name), article, feeds=feeds)
