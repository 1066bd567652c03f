"""The page about the site's data for programs: what there is, in which form, and what may change."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.feeds import MOST

LAYOUT = LayoutSpec("api", "api/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page, unless the site publishes no API."""
    publication = render.publication
    if not publication.site.has_page("api"):
        return
    example = publication.errors[0] if publication.errors else None
    advisory = next((error for error in publication.errors if error.has_advisory), None)
    inputs = tuple(error.fingerprint for error in (example, advisory) if error)

    def make() -> Page:
        article = render.article(
            "pages/api.html", LAYOUT.address, example=example, advisory=advisory, absolute=render.absolute, most=MOST
        )
        return render.page(LAYOUT, article)

    yield LAYOUT.page(publication.site.changed, inputs, make)
