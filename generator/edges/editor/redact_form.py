"""The form that takes words out of what was published about an error, a release or an answer."""

from __future__ import annotations

from ...edits.next_step import OrderError
from ...edits.redacting import holder_of
from ...model.addresses import PAGES
from ...problems.problem import FieldPath
from ...schema.redaction import RedactionSource
from ..content.edit import redact
from .fields import Field, described
from .form import Form
from .proposal import Proposal


class RedactForm(Form):
    """Replaces words; the subject is an error's id, a release (`vision/9.10`) or a question (`faq/why-register`)."""

    name = "redact"

    @property
    def about(self) -> str:
        """Return what has the words."""
        self._address()
        return self.subject

    def fields(self) -> list[Field]:
        """Return the words, what is there instead, and why."""
        words = self.work.render.messages
        return [
            Field(
                "words",
                self.values.get("words", ""),
                label="editor.words",
                help=words("editor.words.help"),
                optional=False,
            ),
            Field("with", self.values.get("with", ""), label="editor.with", optional=False),
            described(RedactionSource, "reason", self.values, help=words("editor.reason.help")),
            described(RedactionSource, "date", self.values, kind="day", optional=True, example="", more=True),
        ]

    def proposal(self) -> Proposal:
        """Return the file with other words, and with the correction listed."""
        if missing := next((field for field in ("words", "with", "reason") if not self.value(field)), None):
            raise OrderError("write something here", missing)
        work, said = self.work, (self.value("words"), self.value("with"), self.value("reason"))
        edits, after, report = redact(work.request, work.loaded, self.subject, *said, self.day())
        return Proposal(after, report, self._address(), edits)

    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:  # noqa: ARG002
        """Return the fields of the correction that comes after those that are there."""
        site_data, error = self.work.site_data, self.work.catalog.by_id.get(self.subject)
        kind, holder = holder_of(site_data, self.subject) or ("", ())
        if error is not None:
            there = error.redactions
        elif kind == "faq":
            there = site_data.faq.questions[int(holder[1])].redactions
        else:
            there = site_data.products[int(holder[1])].releases[int(holder[3])].redactions
        listed = (*holder, "redactions", len(there))
        return {(*listed, name): name for name in ("date", "reason")}

    def _address(self) -> str:
        """Return the address of the page that has the words; LookupError if there is nothing of that name."""
        catalog = self.work.catalog
        if self.subject in catalog.by_id:
            return catalog.by_id[self.subject].address
        if (found := holder_of(catalog.site_data, self.subject)) is None:
            raise LookupError(self.subject)
        kind, path = found
        if kind == "faq":
            return PAGES["faq"]
        return catalog.site_data.products[int(path[1])].releases[int(path[3])].address
