"""The page for an unknown address: it offers links to everything else."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer

LAYOUT = LayoutSpec("404", "404.html")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page. It can be shown at any depth, so its links are absolute."""

    def make() -> Page:
        article = render.article("pages/404.html", LAYOUT.address)
        scripts = ("shorter-list", "case-lookup") if render.publication.site.cases.lookup else ("shorter-list",)
        return render.page(LAYOUT, article, scripts)

    yield LAYOUT.page(render.publication.site.changed, (), make)._replace(listed=False)
