"""Badges as SVG: one for each error and each product, in text and colour, with a title for those who hear it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.render.plan import Output
from generator.render.renderer import Renderer
from generator.views.badges import PADDING, Badge, error_badge, product_badge

TEMPLATE = "outputs/badge.svg"


def outputs(render: Renderer) -> Iterator[Output]:
    """Give the badges, unless the site publishes none."""
    publication, words = render.publication, render.words
    if not publication.site.outputs["badges"]:
        return
    for product in publication.setting.products:
        errors = publication.by_product.get(product.id, ())
        make = partial(product_badge, product, publication, words)
        inputs = tuple(error.fingerprint for error in errors)
        yield Output(f"badges/product/{product.id.lower()}.svg", inputs, partial(_picture, render, make))
    for error in publication.errors:
        make = partial(error_badge, error, publication, words)
        yield Output(f"badges/{error.slug}.svg", (error.fingerprint,), partial(_picture, render, make))


def _picture(render: Renderer, make: Callable[[], Badge]) -> bytes:
    return render.text(TEMPLATE, badge=make(), padding=PADDING).encode()
