"""The self-assessment: a few questions, and the severity to expect."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.json_ld import script_json
from ..render.renderer import Renderer
from ..views.severity import assessment_data, assessment_messages

LAYOUT = LayoutSpec("assess", "severity/assess/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page."""
    publication = render.publication
    matrix = publication.site_data.severity

    def make() -> Page:
        data = {**assessment_data(publication), "messages": assessment_messages(publication, render.messages)}
        json_text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        article = render.article(
            "pages/assess.html",
            LAYOUT.address,
            matrix=matrix,
            data=script_json(json_text, "application/json"),
            calendar=publication.site_data.calendar,
        )
        return render.page(LAYOUT, article, ("assessment",))

    yield LAYOUT.page(matrix.changed, (), make, render.above("severity"))
