"""Questions and answers: `content/faq.yml`."""

from pydantic import Field

from ..model.faq import Faq, FaqQuestion
from .fields import Day, Id, Markdown, Source, Text
from .redaction import RedactionSource, to_redactions


class QuestionSource(Source):
    """One question with its answer."""

    id: Id = Field(description="Permanent; the answer's address is /faq/#id.", examples=["why-register"])
    question: Text = Field(description="The question, as a customer asks it.", examples=["Why must I register?"])
    short: Text | None = Field(
        None,
        description="The answer in one plain sentence, for search engines.",
        examples=["So that we see quickly who is entitled to support."],
    )
    answer: Markdown = Field(
        description="Markdown; figures by reference, as in [[target:critical/response]].",
        examples=["Everyone who bought a product is entitled to support. See [[page:severity]]."],
    )
    changed: Day | None = Field(None, description="The day this answer was last changed.", examples=["2026-11-20"])
    redactions: list[RedactionSource] = Field(
        [], description="Corrections of wording after publication, which the page lists. Append only."
    )


class FaqSource(Source):
    """All questions, in the order of the page."""

    changed: Day = Field(description="The day the answers were last changed.", examples=["2026-11-20"])
    questions: list[QuestionSource] = Field(description="All questions, in the order of the page.")


def to_faq(source: FaqSource) -> Faq:
    """Return the model of a source."""
    return Faq(
        source.changed,
        tuple(
            FaqQuestion(q.id, q.question, q.answer, q.short, q.changed, to_redactions(q.redactions))
            for q in source.questions
        ),
    )
