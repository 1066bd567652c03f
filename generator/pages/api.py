"""The site's data for programs: what there is, in which form, and what may change."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer
from ..views.feeds import MOST

SHELL = Shell("api", "api/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page, unless the site publishes no API."""
    publication, words = render.publication, render.words
    if not publication.site.has_page("api"):
        return
    example = publication.errors[0] if publication.errors else None

    def make() -> Page:
        article = render.article("pages/api.html", "api/", example=example, absolute=render.absolute, most=MOST)
        return Page(words("page.api"), words("describe.api"), article)

    yield PagePlan("api/", "api", publication.site.changed, (example.fingerprint,) if example else (), make)
