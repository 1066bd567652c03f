"""The self-assessment: at most a few questions, and the severity to expect."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.json_ld import script_json
from ..render.renderer import Renderer
from ..views.severity import assessment_data, assessment_words

SHELL = Shell("assess", "severity/assess/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page."""
    publication = render.publication
    matrix = publication.setting.severity
    parents = ((render.words("page.severity"), "severity/"),)

    def make() -> Page:
        data = {**assessment_data(publication), "words": assessment_words(publication, render.words)}
        json_text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        article = render.article(
            "pages/assess.html",
            "severity/assess/",
            matrix=matrix,
            data=script_json(json_text, "application/json"),
            calendar=publication.setting.calendar,
        )
        return Page(render.words("page.assess"), render.words("describe.assess"), article, ("assessment",))

    yield PagePlan("severity/assess/", "assess", matrix.changed, (), make, parents)
