"""Badges as SVG: one for each error and each product, in text and colour, with a title for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model.error import KnownError
from ..model.products import Product
from ..model.publication import NO_ERRORS
from ..render.controls import without_controls
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.badges import PADDING, Badge, error_badge, product_badge

TEMPLATE = "outputs/badge.svg"


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the badges, unless the site publishes none."""
    publication = render.publication
    if not publication.site.outputs["badges"]:
        return
    for product in publication.site_data.products:
        errors = publication.by_product.get(product.id, NO_ERRORS)
        inputs = (errors.fingerprint,)
        yield FileSpec(product.badge_address, inputs, partial(_of_product, render, product))
    for error in publication.errors:
        yield FileSpec(error.badge_address, (error.fingerprint,), partial(_of_error, render, error))


def _of_product(render: Renderer, product: Product) -> bytes:
    return _picture(render, product_badge(product, render.publication, render.messages))


def _of_error(render: Renderer, error: KnownError) -> bytes:
    return _picture(render, error_badge(error, render.publication, render.messages))


def _picture(render: Renderer, badge: Badge) -> bytes:
    # A literal carriage return would be read as a line feed.
    return without_controls(render.text(TEMPLATE, badge=badge, padding=PADDING)).replace("\r", "&#13;").encode()
