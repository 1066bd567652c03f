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
    parents = ((render.messages("page.corrections"), "corrections/"),)

    def make() -> Page:
        article = render.article(
            "pages/watching.html", "corrections/watching/", products=render.publication.site_data.products
        )
        return Page(render.messages("page.watching"), render.messages("describe.watching"), article, SCRIPTS)

    changed = render.publication.site.changed
    yield PageSpec("corrections/watching/", "watching", changed, (), make, parents)
