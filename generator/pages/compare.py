"""Two releases of a product compared: what the later one corrects, what is still there, and what is new."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer

LAYOUT = LayoutSpec("compare", "corrections/compare/")
SCRIPTS = ("following", "finder")
"""In order of dependency."""


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page."""
    site_data, errors = render.publication.site_data, render.publication.errors
    changed = render.publication.last_change(errors, site_data.releases)

    def make() -> Page:
        article = render.article("pages/compare.html", LAYOUT.address, products=site_data.products, changed=changed)
        return render.page(LAYOUT, article, SCRIPTS)

    yield LAYOUT.page(changed, (errors.fingerprint,), make, render.above("corrections"))
