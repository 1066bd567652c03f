"""The forms about releases: a new one, another time for one, or that it is out, dropped or recalled."""

from __future__ import annotations

from ...edits.next_release import NewRelease, ReleaseOrder, history_of, new_release, next_release_step
from ...edits.next_step import OrderError
from ...model.products import Product, Release, ReleaseKind
from ...model.versions import Scheme
from ...problems.problem import FieldPath
from ...schema.products import ReleaseSource, ReleaseStepSource
from ..content.check_edits import edited_settings
from ..content.edit import corrected_by, with_added, with_step
from .fields import Field, described, menu
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


class NewReleaseForm(Form):
    """Adds a release to a product, which is the subject."""

    name = "new-release"

    @property
    def product(self) -> Product:
        """Return the product; LookupError if there is none."""
        return self.work.site_data.product_by_id[self.subject]

    @property
    def about(self) -> str:
        """Return the product's name."""
        return self.product.name

    def fields(self) -> list[Field]:
        """Return the fields of a release and its first step, and only such as the product has."""
        words, values = self.work.render.messages, {"status": "planned", "kind": "regular", **self.values}
        product = self.product
        states = tuple((one, words(f"editor.new-release.{one}")) for one in ("planned", "released"))
        kinds = tuple((one.value, words(f"editor.kind.{one.value}")) for one in ReleaseKind)
        branches = menu(((one.id, one.name) for one in product.branches), "")
        after = menu(((one.version, one.version) for one in product.releases), words("editor.follows.last"))
        return [
            described(ReleaseSource, "version", values, help=""),
            Field("status", values["status"], "radio", "editor.new-release.what", options=states),
            described(ReleaseStepSource, "window", values),
            *(
                [described(ReleaseSource, "branch", values, kind="choice", options=branches)]
                if product.branches
                else ()
            ),
            *(
                [Field("follows", self.value("follows"), "choice", "editor.follows", options=after)]
                if product.scheme is Scheme.LISTED
                else ()
            ),
            Field("kind", values["kind"], "radio", "editor.kind", options=kinds),
            described(ReleaseSource, "notes", values, kind="text"),
            described(ReleaseStepSource, "date", values, kind="day", optional=True, example="", more=True),
        ]

    def proposal(self) -> Proposal:
        """Return products.yml with the release."""
        work, product = self.work, self.product
        out = self.value("status") == "released"
        if not self.value("version"):
            raise OrderError("write the version", "version")
        if not out and not self.value("window"):
            raise OrderError("say when it is planned", "window")
        order = ReleaseOrder(
            product.id,
            self.value("version"),
            self.day() or work.site_data.as_of,
            None if out else self.value("window"),
            out=out,
        )
        new = NewRelease(
            self.value("kind") == ReleaseKind.HOTFIX.value,
            *(self.value(name) or None for name in ("branch", "notes", "follows")),
        )
        name, edit = with_added(work.request, work.loaded, *new_release(work.site_data, order, new))
        after, report = edited_settings(work.loaded, work.request.content, "products", name, edit.text)
        release = after.site_data.release(product.id, order.version)
        return Proposal(after, report, release.address if release else product.address, {name: edit})

    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:
        """Return the fields of the release and its step."""
        product = proposal.catalog.site_data.product_by_id.get(self.subject, self.product)
        ids = [one.id for one in self.work.site_data.products]
        versions = [one.version for one in product.releases]
        if self.value("version") not in versions:
            return {}
        at: FieldPath = ("products", ids.index(self.subject), "releases", versions.index(self.value("version")))
        step: dict[FieldPath, str] = {(*at, "history", 0, name): name for name in ("date", "status", "window")}
        return {**step, **{(*at, name): name for name in ("version", "branch", "kind", "notes")}}
