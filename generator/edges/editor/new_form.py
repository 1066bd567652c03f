"""The form that registers an error."""

from __future__ import annotations

from ...edits.draft import Draft, draft_text, first_step, is_taken, next_id_in, with_title
from ...edits.next_step import OrderError
from ...model.addresses import error_address
from ...problems.problem import FieldPath
from ...schema.error import ErrorSource, StepSource
from ..content.check_edits import edited
from .fields import Field, described, entries, menu
from .form import Form
from .proposal import Proposal

_ANSWER = "assessment."
_LISTS = ("platforms", "aliases", "keywords")


class NewForm(Form):
    """Registers an error: chooses its id, and writes its file."""

    name = "new"

    def fields(self) -> list[Field]:
        """Return the fields of an error in the order of its file; what few errors need is folded away."""
        site_data, words, values = self.work.site_data, self.work.render.messages, self.values
        products = ((product.id, product.name) for product in site_data.products)
        more = [described(ErrorSource, name, values, more=True) for name in _LISTS]
        security = menu((("true", words("editor.security.yes")),), words("editor.security.no"))
        return [
            described(ErrorSource, "title", values),
            described(ErrorSource, "product", values, kind="choice", help="", example="", options=menu(products, "")),
            *(
                Field(
                    f"{_ANSWER}{question.id}",
                    values.get(f"{_ANSWER}{question.id}", ""),
                    "radio",
                    words=question.ask,
                    help=question.hint or "",
                    options=tuple((answer.id, answer.label) for answer in question.answers),
                )
                for question in site_data.severity.questions
            ),
            described(ErrorSource, "affects", values),
            described(ErrorSource, "summary", values, kind="text"),
            described(ErrorSource, "workaround", values, kind="text"),
            described(ErrorSource, "cases", values),
            *more,
            described(ErrorSource, "security", values, kind="choice", example="", options=security, more=True),
            described(ErrorSource, "internal", values, more=True),
            described(ErrorSource, "id", values, help=words("editor.id.help"), optional=True, more=True),
            described(StepSource, "date", values, kind="day", optional=True, example="", more=True),
        ]

    def proposal(self) -> Proposal:
        """Return the file of the error."""
        work, catalog, product, title = self.work, self.work.catalog, self.value("product"), self.value("title")
        if product not in work.site_data.product_by_id:
            raise OrderError("choose a product", "product")
        if other := with_title(catalog, product, title):
            message = f"{other.id} has this title already; if it is another error, say how they differ"
            raise OrderError(message, "title")
        error_id = self.value("id") or next_id_in(catalog, product)
        if error_id is None:
            raise OrderError("the product has no error yet; choose the id of its first one", "id")
        if is_taken(catalog, error_id):
            raise OrderError(f"{error_id} is taken; leave the field empty for the next free one", "id")
        lists = {name: entries(self.value(name)) for name in _LISTS}
        draft = Draft(
            id=error_id,
            title=title,
            product=product,
            answers=tuple(
                (question.id, answer)
                for question in work.site_data.severity.questions
                if (answer := self.value(f"{_ANSWER}{question.id}"))
            ),
            summary=self.value("summary"),
            history=(first_step(work.site_data, self.day()),),
            workaround=self.value("workaround") or None,
            affects=self.value("affects") or None,
            platforms=lists["platforms"],
            aliases=lists["aliases"],
            keywords=lists["keywords"],
            security=self.value("security") == "true",
            cases=entries(self.value("cases")),
            internal=self._internal(),
        )
        name, text = f"{catalog.folder}/{draft.name}", draft_text(draft)
        after, report = edited(work.loaded, work.request.content, {name: text})
        return Proposal(after, report, error_address(error_id), created={name: text})

    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:  # noqa: ARG002
        """Return the fields by their paths in the file."""
        names = ("id", "title", "product", "affects", *_LISTS, "security", "summary", "workaround", "cases", "internal")
        questions = [question.id for question in self.work.site_data.severity.questions]
        found: dict[FieldPath, str] = {(name,): name for name in names}
        # What is missing among the answers is reported where they begin.
        missing = next((name for name in questions if not self.value(f"{_ANSWER}{name}")), questions[0])
        found[("assessment",)] = f"{_ANSWER}{missing}"
        found |= {("assessment", name): f"{_ANSWER}{name}" for name in questions}
        return {**found, ("history",): "date"}

    def _internal(self) -> tuple[tuple[str, str], ...]:
        pairs = [part.partition("=") for part in entries(self.value("internal"))]
        if wrong := [name for name, sign, text in pairs if not (name.strip() and sign and text.strip())]:
            raise OrderError(f"write NAME=TEXT, not '{wrong[0]}'", "internal")
        return tuple({name.strip(): text.strip() for name, _, text in pairs}.items())
