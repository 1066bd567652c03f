"""The form about a question: its answer is changed, or a new one is added."""

from __future__ import annotations

from ...edits.next_step import OrderError
from ...edits.questions import with_new_question, with_question
from ...model.addresses import PAGES
from ...model.faq import FaqQuestion
from ...problems.problem import FieldPath
from ...schema.faq import QuestionSource
from ..content.check_edits import edited_settings
from ..content.rewrite import Edit
from .fields import Field, described
from .form import Form
from .proposal import Proposal

_TEXTS = ("question", "short", "answer")


class FaqForm(Form):
    """Answers a question: the subject is its id, or empty for a new one."""

    name = "faq"

    @property
    def question(self) -> FaqQuestion | None:
        """Return the question; None for a new one, LookupError if there is none of that id."""
        if not self.subject:
            return None
        return self.work.site_data.faq.questions[self._number()]

    @property
    def about(self) -> str:
        """Return the question."""
        return "" if self.question is None else self.question.question

    def fields(self) -> list[Field]:
        """Return the texts of a question; only a new one is given an id."""
        question = self.question
        now = {} if question is None else {name: getattr(question, name) or "" for name in _TEXTS}
        values = {**now, **self.values}
        ids = [described(QuestionSource, "id", values, label="editor.address")] if question is None else []
        kinds = {"answer": "text"}
        return [*ids, *(described(QuestionSource, name, values, kind=kinds.get(name, "line")) for name in _TEXTS)]

    def proposal(self) -> Proposal:
        """Return faq.yml with the question as it was typed."""
        work = self.work
        name = work.loaded.content.settings["faq"].name
        before = (work.request.content.parent / name).read_bytes()
        text, day = before.decode("utf-8"), work.site_data.as_of.isoformat()
        fields = {field: self.value(field) for field in _TEXTS if self.value(field) or self.subject}
        if self.question is not None:
            if not fields["short"] and not self.question.short:
                del fields["short"]
            new = with_question(text, self._number(), fields, day)
        else:
            if missing := [field for field in ("id", "question", "answer") if not self.value(field)]:
                raise OrderError(f"'{missing[0]}' is empty; write something", missing[0])
            new = with_new_question(text, {"id": self.value("id"), **fields}, day)
        if new is None:
            raise OrderError(f"{name} is written in an unusual way; edit it there")
        after, report = edited_settings(work.loaded, work.request.content, "faq", name, new)
        return Proposal(after, report, PAGES["faq"], {name: Edit(before, new)})

    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:  # noqa: ARG002
        """Return the fields of the question."""
        number = self._number() if self.subject else len(self.work.site_data.faq.questions)
        return {("questions", number, name): name for name in ("id", *_TEXTS)}

    def _number(self) -> int:
        ids = [question.id for question in self.work.site_data.faq.questions]
        if self.subject not in ids:
            raise LookupError(self.subject)
        return ids.index(self.subject)
