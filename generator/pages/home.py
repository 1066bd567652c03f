"""The home page: three doors, the look-up of a case, and what changed lately."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages import Page, PagePlan, Shell
from generator.render.renderer import Renderer

SHELL = Shell("home", "")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the home page."""
    publication = render.publication
    changed = max([publication.site.changed, *(error.changed for error in publication.errors)])

    def make() -> Page:
        article = render.article("pages/home.html", "")
        return Page(render.words("page.home"), publication.site.description, article)

    yield PagePlan("", "home", changed, tuple(error.fingerprint for error in publication.errors), make)
