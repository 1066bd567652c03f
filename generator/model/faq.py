"""The questions customers ask, with their answers (`faq.yml`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .addresses import answer_address
from .redaction import Redaction


class FaqQuestion(NamedTuple):
    """A question; `answer` is Markdown with references, `short` a plain sentence for search engines."""

    id: str
    question: str
    answer: str
    short: str | None
    changed: dt.date | None
    redactions: tuple[Redaction, ...] = ()

    @property
    def address(self) -> str:
        """Return the address of the answer."""
        return answer_address(self.id)


@dataclass(frozen=True)
class Faq:
    """All questions, in the publisher's order, and the day they were last changed."""

    changed: dt.date
    questions: tuple[FaqQuestion, ...]

    def get(self, question_id: str) -> FaqQuestion | None:
        """Return a question by its id, or None."""
        return self._by_id.get(question_id)

    @cached_property
    def _by_id(self) -> Mapping[str, FaqQuestion]:
        return {question.id: question for question in reversed(self.questions)}
