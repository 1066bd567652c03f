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
    parents = ((render.messages("page.severity"), "severity/"),)

    def make() -> Page:
        rows = combinations_of(matrix)
        article = render.article("pages/table.html", "severity/table/", matrix=matrix, rows=rows)
        return Page(render.messages("page.table"), render.messages("describe.table"), article)

    yield PageSpec("severity/table/", "table", matrix.changed, (), make, parents)
