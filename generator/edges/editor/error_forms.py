"""The forms about one error: move it, correct its last step, and attach customers' cases to it."""

from __future__ import annotations

from collections.abc import Mapping

from ...edits.cases import with_cases
from ...edits.next_step import Order, OrderError, next_step
from ...model.error import KnownError
from ...model.products import ReleaseState
from ...problems.problem import FieldPath
from ...schema.error import ErrorSource, StepSource
from ..content.amend import amended
from ..content.check_edits import edited
from ..content.edit import with_step
from ..content.published import catalog_at
from ..content.rewrite import Edit
from ..machine.git import GitError
from .fields import Field, described, entries, menu
from .form import Form
from .proposal import Proposal
from .work import Work

_PUBLISHED = "HEAD"
"""The revision of git with which a step counts as published."""


class ErrorForm(Form):
    """A form about one error."""

    @property
    def error(self) -> KnownError:
        """Return the error."""
        return self.work.catalog.by_id[self.subject]

    @property
    def about(self) -> str:
        """Return the error's id and title."""
        return f"{self.error.id}: {self.error.title}"

    def changed(self, edit: Edit) -> Proposal:
        """Return the proposal to replace the error's file."""
        after, report = edited(self.work.loaded, self.work.request.content, {self.error.file: edit.text})
        return Proposal(after, report, self.error.address, {self.error.file: edit})


class MoveForm(ErrorForm):
    """Moves an error to another plan or status, by a step at the end of its history."""

    name = "move"

    @property
    def from_status(self) -> str:
        """Return the status that the step follows."""
        return self.error.status

    def fields(self) -> list[Field]:
        """Return the fields of a step; the plan is a release or a time."""
        site_data, words = self.work.site_data, self.work.render.messages
        next_ones = [site_data.lifecycle[status] for status in site_data.lifecycle[self.from_status].next]
        product = site_data.product_of(self.error)
        planned = [(product.written(one), "") for one in product.releases if one.state is ReleaseState.PLANNED]
        return [
            Field(
                "plan",
                self.values.get("plan", ""),
                label="editor.plan",
                help=words("editor.plan.help"),
                example=planned[0][0] if planned else "2027-Q1",
                options=tuple(planned),
                optional=False,
            ),
            described(
                StepSource,
                "status",
                self.values,
                kind="choice",
                help=words("editor.status.help"),
                example="",
                options=menu(((one.id, one.name) for one in next_ones), words("editor.status.none")),
            ),
            described(StepSource, "note", self.values, kind="text"),
            described(StepSource, "duplicate_of", self.values, more=True),
            described(StepSource, "date", self.values, kind="day", optional=True, example="", more=True),
        ]

    def order(self) -> Order:
        """Return the order that was typed; OrderError if its day is not one."""
        return Order(
            self.day(),
            self.value("status") or None,
            entries(self.value("plan")),
            self.value("note") or None,
            self.value("duplicate_of") or None,
        )

    def proposal(self) -> Proposal:
        """Return the history with the next step."""
        step = next_step(self.error, self.work.site_data, self.order())
        return self.changed(with_step(self.work.request, self.error.file, step))

    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:
        """Return the fields of the last step."""
        last = len(proposal.catalog.by_id.get(self.subject, self.error).history) - 1
        names = {"date": "date", "status": "status", "release": "plan", "window": "plan", "note": "note"}
        step: dict[FieldPath, str] = {("history", last, field): shown for field, shown in names.items()}
        return {**step, ("history", last, "duplicate_of"): "duplicate_of"}


class AmendForm(MoveForm):
    """Corrects the last step of an error, or takes it back, while it is not published."""

    name = "amend"

    def __init__(self, work: Work, subject: str, values: Mapping[str, str]) -> None:
        super().__init__(work, subject, values)
        step = self.error.history[-1]
        said = {
            "plan": ", ".join(step.releases) or (step.window.text if step.window is not None else ""),
            "status": step.status,
            "note": step.note or "",
            "duplicate_of": step.duplicate_of or "",
            "date": step.date.isoformat(),
            "what": "correct",
        }
        self.values = {**said, **values}

    @property
    def from_status(self) -> str:
        """Return the status before the last step."""
        return self.error.history[-2 if len(self.error.history) > 1 else -1].status

    def fields(self) -> list[Field]:
        """Return the fields of a step as they are now, and whether to take it back."""
        words = self.work.render.messages
        choices = tuple((what, words(f"editor.what.{what}")) for what in ("correct", "undo"))
        return [Field("what", self.value("what"), "radio", "editor.what", options=choices), *super().fields()]

    def proposal(self) -> Proposal:
        """Return the history with the last step as it was meant, or without it."""
        site_data, order = self.work.site_data, self.order()
        meant = Order(order.date, order.status, order.plan, self.value("note"), order.duplicate_of)
        try:
            then = catalog_at(self.work.request, _PUBLISHED, site_data.as_of)
        except GitError as error:
            raise OrderError(f"cannot compare with '{_PUBLISHED}': {error}") from error
        if then is None or self.error.id in then.unreadable:
            raise OrderError(f"the file in '{_PUBLISHED}' cannot be read, so nobody knows what was published")
        published = then.steps_of(self.error.id)
        undo = self.value("what") == "undo"
        edit = amended(self.work.request, self.work.loaded, self.error, published, None if undo else meant, _PUBLISHED)
        return self.changed(edit)


class CaseForm(ErrorForm):
    """Attaches customers' cases to an error, or takes them away."""

    name = "case"

    @property
    def there(self) -> tuple[str, ...]:
        """Return the cases that are attached."""
        return next(record.cases for record in self.work.catalog.private if record.error == self.error.id)

    def fields(self) -> list[Field]:
        """Return the list of cases, one a line."""
        values = {"cases": "\n".join(self.there), **self.values}
        words = self.work.render.messages("editor.cases.help")
        return [described(ErrorSource, "cases", values, kind="text", help=words, optional=False)]

    def proposal(self) -> Proposal:
        """Return the file with the cases that were typed."""
        before = (self.work.request.content.parent / self.error.file).read_bytes()
        cases = tuple(dict.fromkeys(line.strip() for line in self.value("cases").split("\n") if line.strip()))
        text = with_cases(before.decode("utf-8"), cases) if cases != self.there else before.decode("utf-8")
        if text is None:
            raise OrderError(f"a comment would be lost; edit cases in {self.error.file}", "cases")
        return self.changed(Edit(before, text))

    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:  # noqa: ARG002
        """Return the field."""
        return {("cases",): "cases"}
