"""The page for an unknown address: it offers links to everything else."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer

LAYOUT = LayoutSpec("404", "404.html")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page. It can be shown at any depth, so its links are absolute."""

    def make() -> Page:
        article = render.article("pages/404.html", "404.html")
        scripts = ("shorter-list", "case-lookup") if render.publication.site.cases.lookup else ("shorter-list",)
        return Page(render.messages("page.404"), render.messages("describe.404"), article, scripts)

    yield PageSpec("404.html", "404", render.publication.site.changed, (), make, listed=False)
