"""From a case id in an e-mail to the error behind it: looked up without sending the id anywhere, or found otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer

SHELL = Shell("case", "corrections/case/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page; where the look-up is turned off, its name and the ways to an error that need none stay true."""
    site = render.publication.site
    parents = ((render.words("page.corrections"), "corrections/"),)

    def make() -> Page:
        description = render.words("describe.case" if site.cases.lookup else "describe.case.otherwise")
        article = render.article("pages/case.html", "corrections/case/", description=description)
        scripts = ("case-lookup",) if site.cases.lookup else ()
        return Page(render.words("page.case"), description, article, scripts)

    yield PagePlan("corrections/case/", "case", site.changed, (), make, parents)
