"""The page of a product: its releases on a line of time, and its errors by what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.products import Product
from generator.model.publication import NO_ERRORS
from generator.render.plan import Page, PagePlan, Shell
from generator.render.renderer import Renderer
from generator.views.errors import rows_of
from generator.views.phases import by_phase
from generator.views.timeline import timeline_of

SHELL = Shell("product", "corrections/product/a-product/")
ROWS_A_PHASE = 25


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give a page for each product."""
    publication = render.publication
    parents = ((render.words("page.corrections"), "corrections/"),)
    for product in publication.setting.products:
        errors = publication.by_product.get(product.id, NO_ERRORS)
        changed = errors.changed or publication.site.changed
        inputs = (errors.fingerprint,)
        make = partial(_page, render, product)
        address = f"corrections/product/{product.id.lower()}/"
        yield PagePlan(address, "product", changed, inputs, make, parents)


def _page(render: Renderer, product: Product) -> Page:
    publication, words = render.publication, render.words
    errors = publication.by_product.get(product.id, NO_ERRORS)
    article = render.article(
        "pages/product.html",
        f"corrections/product/{product.id.lower()}/",
        product=product,
        timeline=timeline_of(product, publication),
        phases=by_phase(rows_of(errors, publication)),
        most=ROWS_A_PHASE,
        total=len(errors),
        changed=errors.changed or publication.site.changed,
    )
    feeds: tuple[tuple[str, str], ...] = ()
    if publication.site.outputs["feeds"]:
        feeds = ((words("feed.product", name=product.name), f"feeds/product/{product.id.lower()}.atom"),)
    title = words("title.product", name=product.name)
    return Page(title, words("describe.product", name=product.name), article, feeds=feeds)
