"""The look-up of a case: from a case id in an e-mail to the error behind it, without sending the id anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.plan import Page, PagePlan, Shell
from generator.render.renderer import Renderer

SHELL = Shell("case", "corrections/case/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page; where the look-up is turned off, it says how to find an error otherwise."""
    site = render.publication.site
    parents = ((render.words("page.corrections"), "corrections/"),)

    def make() -> Page:
        article = render.article("pages/case.html", "corrections/case/")
        scripts = ("case-lookup",) if site.cases.lookup else ()
        return Page(render.words("page.case"), render.words("describe.case"), article, scripts)

    yield PagePlan("corrections/case/", "case", site.changed, (), make, parents)
