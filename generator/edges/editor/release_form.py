"""The form about a release: another time for it, or that it is out, dropped or recalled."""

from __future__ import annotations

from ...edits.next_release import ReleaseOrder, history_of, next_release_step
from ...edits.next_step import OrderError
from ...model.products import Release
from ...problems.problem import FieldPath
from ...schema.products import ReleaseStepSource
from ..content.edit import corrected_by, edited_settings, with_step
from .fields import Field, described
from .form import Form
from .proposal import Proposal

_PLANNED = ("planned", "released", "released-all", "dropped")
_OUT = ("recalled",)


class ReleaseForm(Form):
    """Says what happened to a release, by a step at the end of its history."""

    name = "release"

    @property
    def release(self) -> Release:
        """Return the release; LookupError if there is none."""
        product, _, version = self.subject.partition("/")
        release = self.work.site_data.release(product, version)
        if release is None:
            raise LookupError(self.subject)
        return release

    @property
    def about(self) -> str:
        """Return the product and the version."""
        product = self.work.site_data.product_by_id[self.subject.partition("/")[0]]
        return f"{product.name} {self.release.version}"

    def fields(self) -> list[Field]:
        """Return what may happen to the release as it is, and the fields of a step."""
        words = self.work.render.messages
        choices = _PLANNED if self.release.released is None else _OUT
        options = tuple((choice, words(f"editor.release.{choice}")) for choice in choices)
        value = self.value("status") or (choices[0] if len(choices) == 1 else "")
        window = described(ReleaseStepSource, "window", self.values)
        return [
            Field("status", value, "radio", "editor.release.what", options=options),
            *([window] if self.release.released is None else []),
            described(ReleaseStepSource, "note", self.values, kind="text"),
            described(ReleaseStepSource, "date", self.values, kind="day", optional=True, example="", more=True),
        ]

    def proposal(self) -> Proposal:
        """Return products.yml with the next step and, if asked for, the errors that the release corrects."""
        work, what = self.work, self.value("status")
        if what not in (*_PLANNED, *_OUT):
            raise OrderError("say what happened to it", "status")
        if what == "planned" and not self.value("window"):
            raise OrderError("say when it is planned", "window")
        product, _, version = self.subject.partition("/")
        order = ReleaseOrder(
            product,
            version,
            self.day() or work.site_data.as_of,
            self.value("window") if what == "planned" else None,
            out=what.startswith("released"),
            drop=what == "dropped",
            recall=what == "recalled",
            because=self.value("note") or None,
        )
        step = next_release_step(work.site_data, order)
        name = work.loaded.content.settings["products"].name
        products = with_step(work.request, name, step, history_of(work.site_data, order))
        edits = {name: products}
        if what == "released-all":
            corrected, refused = corrected_by(work.request, work.loaded, order, products)
            if refused:
                raise OrderError("; ".join(refused), "status")
            edits |= corrected
        texts = {file: edit.text for file, edit in edits.items() if file != name}
        content = work.request.content
        after, report = edited_settings(work.loaded, content, "products", name, products.text, texts)
        return Proposal(after, report, self.release.address, edits)

    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:
        """Return the fields of the last step."""
        product, _, version = self.subject.partition("/")
        site_data = proposal.catalog.site_data
        order = ReleaseOrder(product, version, site_data.as_of)
        history = history_of(site_data, order)
        release = site_data.release(product, version)
        last = len(release.history) - 1 if release is not None else 0
        return {(*history, last, name): name for name in ("date", "status", "window", "note")}
