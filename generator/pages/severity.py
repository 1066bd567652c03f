"""The severity matrix: what is promised for each level, what the words mean, and which case has which level."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer

SHELL = Shell("severity", "severity/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page."""
    matrix = render.publication.setting.severity

    def make() -> Page:
        article = render.article("pages/severity.html", "severity/", matrix=matrix)
        return Page(render.words("page.severity"), render.words("describe.severity"), article)

    yield PagePlan("severity/", "severity", matrix.changed, (), make)
