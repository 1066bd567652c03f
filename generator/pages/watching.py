"""The errors a reader follows, stored only in the browser, with what changed since the last visit."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer

LAYOUT = LayoutSpec("watching", "corrections/watching/")
SCRIPTS = ("following", "watch-list")
"""In order of dependency."""


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page."""
    publication = render.publication

    def make() -> Page:
        article = render.article("pages/watching.html", LAYOUT.address, products=publication.site_data.products)
        return render.page(LAYOUT, article, SCRIPTS)

    yield LAYOUT.page(publication.site.changed, (), make, render.above("corrections"))
