"""The errors a reader follows: kept in their browser only, with what changed since they were last here."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer

SHELL = Shell("watching", "corrections/watching/")
SCRIPTS = ("following", "watch-list")
"""In the order in which they build on one another."""


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page."""
    parents = ((render.words("page.corrections"), "corrections/"),)

    def make() -> Page:
        article = render.article("pages/watching.html", "corrections/watching/")
        return Page(render.words("page.watching"), render.words("describe.watching"), article, SCRIPTS)

    changed = render.publication.site.changed
    yield PagePlan("corrections/watching/", "watching", changed, (), make, parents)
