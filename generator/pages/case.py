"""The case look-up: from a case id in an e-mail to its error, without sending the id anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer

LAYOUT = LayoutSpec("case", "corrections/case/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page; if the look-up is turned off, it still describes the other ways to find an error."""
    site = render.publication.site

    def make() -> Page:
        description = render.messages("describe.case" if site.cases.lookup else "describe.case.otherwise")
        article = render.article("pages/case.html", LAYOUT.address, description=description)
        scripts = ("case-lookup",) if site.cases.lookup else ()
        return Page(render.messages("page.case"), description, article, scripts)

    yield LAYOUT.page(site.changed, (), make, render.above("corrections"))
