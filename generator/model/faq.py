"""The questions customers ask, with their answers (`faq.yml`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaqQuestion:
    """A question; `answer` is Markdown with references, `short` a plain sentence for search engines."""

    id: str
    question: str
    answer: str
    short: str | None
    changed: dt.date | None


@dataclass(frozen=True, slots=True)
class Faq:
    """All questions, in the publisher's order, and the day they were last changed."""

    changed: dt.date
    questions: tuple[FaqQuestion, ...]

    def get(self, question_id: str) -> FaqQuestion | None:
        """Give a question by its id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)
