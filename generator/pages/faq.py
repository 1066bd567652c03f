"""The questions and answers: one page, with a permanent anchor for each question."""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.json_ld import script_json
from ..render.renderer import Renderer

LAYOUT = LayoutSpec("faq", "faq/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page."""
    faq = render.publication.site_data.faq

    def make() -> Page:
        answers = {question.id: render.prose.html(question.answer, "../") for question in faq.questions}
        article = render.article("pages/faq.html", LAYOUT.address, faq=faq, answers=answers)
        return render.page(LAYOUT, article, head_html=_metadata(render))

    yield LAYOUT.page(faq.changed, (), make)


def _metadata(render: Renderer) -> Markup:
    """Return the questions and answers in schema.org's form (https://schema.org/FAQPage)."""
    entities = [
        {
            "@type": "Question",
            "name": question.question,
            "url": render.absolute(question.address),
            "acceptedAnswer": {"@type": "Answer", "text": question.short or render.prose.plain(question.answer)},
        }
        for question in render.publication.site_data.faq.questions
    ]
    data = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entities}
    return script_json(json.dumps(data, ensure_ascii=False))
