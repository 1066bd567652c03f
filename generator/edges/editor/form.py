"""What all forms of the editor are: fields, what is to be changed when it is sent, and where that is in the file."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from ...edits.next_step import OrderError
from ...model.window import parse_day
from ...problems.problem import FieldPath
from .fields import Field
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
    def about(self) -> str:
        """Return what the form is about, for its heading; LookupError if there is no such thing.

        A form for something new is about nothing.
        """
        if self.subject:
            raise LookupError(self.subject)
        return ""

    @abstractmethod
    def fields(self) -> list[Field]:
        """Return the fields with what was typed."""

    @abstractmethod
    def proposal(self) -> Proposal:
        """Return what is to be changed; OrderError if nothing can be."""

    @abstractmethod
    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:
        """Return the fields of the form by the paths, in the changed file, of what was typed into them."""

    def value(self, name: str) -> str:
        """Return what was typed into a field, without white space around it."""
        return self.values.get(name, "").strip()

    def day(self) -> dt.date | None:
        """Return the day that was typed, if one was; OrderError if it is not a day."""
        try:
            return parse_day(self.value("date")) if self.value("date") else None
        except ValueError as error:
            raise OrderError(str(error), "date") from error
