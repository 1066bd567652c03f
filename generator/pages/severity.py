"""The severity matrix: what is promised for each level, what the terms mean, and which case has which level."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer

LAYOUT = LayoutSpec("severity", "severity/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page."""
    matrix = render.publication.site_data.severity

    def make() -> Page:
        article = render.article("pages/severity.html", "severity/", matrix=matrix)
        return Page(render.messages("page.severity"), render.messages("describe.severity"), article)

    yield PageSpec("severity/", "severity", matrix.changed, (), make)
