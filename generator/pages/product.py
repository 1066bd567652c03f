"""The page of a product: its releases, and its errors by phase. Earlier releases follow on pages of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from ..model.products import Product
from ..model.publication import NO_ERRORS
from ..render.file_specs import LayoutSpec, Page, PageSpec, Parents
from ..render.renderer import Renderer
from ..views.inputs import Inputs
from ..views.paging import Pager
from ..views.releases import ReleaseRow, by_branch, pages_of, row_of_release
from ..views.spread import section_in, spread_of, worst_first
from .further import GroupPages, first_tables, further_specs

LAYOUT = LayoutSpec("product", "corrections/product/a-product/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the pages of each product."""
    publication, messages = render.publication, render.messages
    parents = render.above("corrections")
    for product in publication.site_data.products:
        errors = publication.by_product.get(product.id, NO_ERRORS)
        section_of = partial(section_in, publication, product=product)
        group = GroupPages(
            title=messages("title.product", name=product.name),
            name=product.name,
            address=product.address,
            parents=parents,
            spread=spread_of(errors, publication, worst_first(publication), section_of),
            about=messages("further.worst"),
            headings="phase.",
            subject=product,
        )
        changed = publication.last_change(errors, product.releases)
        rows = [tuple(row_of_release(release, product, publication) for release in page) for page in pages_of(product)]
        pagers = [
            Pager(product.address, product.address, number, len(rows), "releases") for number in range(1, len(rows) + 1)
        ]
        # What the drawing shows besides may be on any page of the releases.
        corrections = tuple(row.corrections for page in rows for row in page)
        inputs = (changed, corrections, _inputs(rows[0]), group.spread.inputs)
        make = partial(_page, render, product, group, rows[0], pagers[0], changed)
        yield PageSpec(group.address, "product", changed, inputs, make, parents)
        yield from further_specs(render, group)
        parents_of_releases = (*parents, (product.name, product.address))
        for page, pager in zip(rows[1:], pagers[1:], strict=True):
            last = max(row.release.history[-1].date for row in page)
            make = partial(_releases, render, product, page, pager, parents_of_releases, last)
            yield PageSpec(pager.here, "further", last, (pager.count, _inputs(page)), make, parents_of_releases)


def _inputs(rows: Sequence[ReleaseRow]) -> Inputs:
    return tuple((row.known, row.corrections, row.worst is not None) for row in rows)


def _releases(
    render: Renderer,
    product: Product,
    rows: Sequence[ReleaseRow],
    pager: Pager,
    parents: Parents,
    changed: dt.date,
) -> Page:
    """Return a page of a product's earlier releases."""
    messages = render.messages
    name = messages("title.releases", name=product.name)
    title = pager.title(name, messages)
    article = render.article(
        "pages/releases.html",
        pager.here,
        title=title,
        parents=parents,
        branches=by_branch(rows),
        pager=pager,
        changed=changed,
    )
    about = messages(
        "describe.releases", name=product.name, first=rows[-1].release.version, last=rows[0].release.version
    )
    return Page(title, about, article)


def _page(
    render: Renderer,
    product: Product,
    group: GroupPages,
    rows: Sequence[ReleaseRow],
    releases: Pager,
    changed: dt.date,
) -> Page:
    publication, messages = render.publication, render.messages
    article = render.article(
        "pages/product.html",
        group.address,
        product=product,
        title=group.title,
        branches=by_branch(rows),
        earlier=len(product.releases) - len(rows),
        releases=releases,
        tables=first_tables(render, group),
        pager=group.pager(),
        changed=changed,
        absolute=render.absolute,
    )
    feed = (messages("feed.product", name=product.name), f"{product.feed_address}.atom")
    feeds = (feed,) if publication.site.outputs["feeds"] else ()
    return Page(group.title, messages("describe.product", name=product.name), article, ("following",), feeds=feeds)
