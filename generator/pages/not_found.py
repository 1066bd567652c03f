"""The page for an address that is not there: it offers every way on."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer

SHELL = Shell("404", "404.html")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page. It can be shown at any depth, so its links are absolute."""

    def make() -> Page:
        article = render.article("pages/404.html", "404.html")
        scripts = ("shorter-list", "case-lookup") if render.publication.site.cases.lookup else ("shorter-list",)
        return Page(render.words("page.404"), render.words("describe.404"), article, scripts)

    yield PagePlan("404.html", "404", render.publication.site.changed, (), make, listed=False)
