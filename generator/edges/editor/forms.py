"""The forms of the editor: which fields each has, and what is to be changed when it is sent."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from ...edits.next_step import Order, OrderError, next_step
from ...model.error import KnownError
from ...model.products import ReleaseState
from ...model.window import parse_day
from ...problems.problem import FieldPath
from ...schema.error import StepSource
from ..content.edit import edited, with_step
from ..content.rewrite import Edit
from .fields import Field, described, entries, menu
from .proposal import Proposal
from .work import Work


class Form(ABC):
    """A form about a subject, such as an error's id, with the values that were typed."""

    name: ClassVar[str]
    """The form's name in its address and in the messages."""

    def __init__(self, work: Work, subject: str, values: Mapping[str, str]) -> None:
        self.work = work
        self.subject = subject
        self.values = values

    @property
    @abstractmethod
    def about(self) -> str:
        """Return what the form is about, for its heading; LookupError if there is no such thing."""

    @abstractmethod
    def fields(self) -> list[Field]:
        """Return the fields with what was typed."""

    @abstractmethod
    def proposal(self) -> Proposal:
        """Return what is to be changed; OrderError if nothing can be."""

    @abstractmethod
    def paths(self, proposal: Proposal) -> dict[str, FieldPath]:
        """Return the paths, in the changed file, of what was typed into each field."""

    def value(self, name: str) -> str:
        """Return what was typed into a field, without white space around it."""
        return self.values.get(name, "").strip()


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

    def fields(self) -> list[Field]:
        """Return the fields of a step; the plan is a release or a time."""
        site_data, words = self.work.site_data, self.work.render.messages
        statuses = [site_data.lifecycle[status] for status in site_data.lifecycle[self.error.status].next]
        releases = site_data.product_by_id[self.error.product].releases
        planned = [(release.version, "") for release in releases if release.state is ReleaseState.PLANNED]
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
                optional=False,
                help=words("editor.status.help"),
                options=menu(((one.id, one.name) for one in statuses), words("editor.status.none")),
            ),
            described(StepSource, "note", self.values, kind="text"),
            described(StepSource, "duplicate_of", self.values, more=True),
            described(StepSource, "date", self.values, kind="day", optional=True, more=True),
        ]

    def order(self) -> Order:
        """Return the order that was typed; OrderError if its day is none."""
        try:
            day = parse_day(self.value("date")) if self.value("date") else None
        except ValueError as error:
            raise OrderError(str(error), "date") from error
        return Order(
            day,
            self.value("status") or None,
            entries(self.value("plan")),
            self.value("note") or None,
            self.value("duplicate_of") or None,
        )

    def proposal(self) -> Proposal:
        """Return the history with the next step."""
        step = next_step(self.error, self.work.site_data, self.order())
        return self.changed(with_step(self.work.request, self.error.file, step))

    def paths(self, proposal: Proposal) -> dict[str, FieldPath]:
        """Return the paths of the last step's fields."""
        last = len(proposal.catalog.by_id.get(self.subject, self.error).history) - 1
        names = {"date": "date", "status": "status", "release": "plan", "window": "plan", "note": "note"}
        step = {shown: ("history", last, field) for field, shown in names.items()}
        return {**step, "duplicate_of": ("history", last, "duplicate_of")}


FORMS: dict[str, type[Form]] = {form.name: form for form in (MoveForm,)}
