"""All combinations of answers with their severity: the self-assessment for readers without scripts."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.severity import combinations_of

LAYOUT = LayoutSpec("table", "severity/table/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page."""
    matrix = render.publication.site_data.severity

    def make() -> Page:
        rows = combinations_of(matrix)
        article = render.article("pages/table.html", LAYOUT.address, matrix=matrix, rows=rows)
        return render.page(LAYOUT, article)

    yield LAYOUT.page(matrix.changed, (), make, render.above("severity"))
