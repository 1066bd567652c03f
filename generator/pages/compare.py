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
    publication, messages = render.publication, render.messages
    parents = ((messages("page.corrections"), "corrections/"),)
    site_data, errors = publication.site_data, publication.errors
    changed = publication.last_change(errors, site_data.releases)

    def make() -> Page:
        article = render.article(
            "pages/compare.html", "corrections/compare/", products=site_data.products, changed=changed
        )
        return Page(messages("page.compare"), messages("describe.compare"), article, SCRIPTS)

    yield PageSpec("corrections/compare/", "compare", changed, (errors.fingerprint,), make, parents)
