"""The severity matrix: what is promised for each level, what the terms mean, and which case has which level."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.opening_hours import special_days, week_of

LAYOUT = LayoutSpec("severity", "severity/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page."""
    publication, messages = render.publication, render.messages
    matrix, calendar = publication.site_data.severity, publication.site_data.calendar

    def make() -> Page:
        article = render.article(
            "pages/severity.html",
            LAYOUT.address,
            matrix=matrix,
            calendar=calendar,
            week=week_of(calendar, messages),
            special_days=special_days(calendar, publication.as_of, messages),
        )
        return render.page(LAYOUT, article)

    yield LAYOUT.page(matrix.changed, (), make)
