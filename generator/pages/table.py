"""All combinations of answers with their severity: the self-assessment for those who read without scripts."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer
from ..views.severity import combinations_of

SHELL = Shell("table", "severity/table/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page."""
    matrix = render.publication.setting.severity
    parents = ((render.words("page.severity"), "severity/"),)

    def make() -> Page:
        rows = combinations_of(matrix)
        article = render.article("pages/table.html", "severity/table/", matrix=matrix, rows=rows)
        return Page(render.words("page.table"), render.words("describe.table"), article)

    yield PagePlan("severity/table/", "table", matrix.changed, (), make, parents)
