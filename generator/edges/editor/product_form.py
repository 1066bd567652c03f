"""The form that adds a product."""

from __future__ import annotations

from ...edits.new_product import new_product
from ...edits.next_step import OrderError
from ...model.addresses import product_address
from ...model.versions import Scheme
from ...problems.problem import FieldPath
from ...schema.products import ProductSource
from ..content.check_edits import edited_settings
from ..content.edit import with_added
from .fields import Field, described
from .form import Form
from .proposal import Proposal


class NewProductForm(Form):
    """Adds a product, after the others."""

    name = "new-product"

    def fields(self) -> list[Field]:
        """Return the fields of a product that is new."""
        schemes = tuple((one.value, self.work.render.messages(f"editor.versions.{one.value}")) for one in Scheme)
        values = {"versions": Scheme.NUMERIC.value, **self.values}
        return [
            described(ProductSource, "name", values),
            described(ProductSource, "id", values),
            described(ProductSource, "summary", values),
            described(ProductSource, "versions", values, kind="radio", example="", options=schemes),
        ]

    def proposal(self) -> Proposal:
        """Return products.yml with the product."""
        if missing := next((field for field in ("name", "id") if not self.value(field)), None):
            raise OrderError(f"'{missing}' is empty; write something", missing)
        scheme = next((one for one in Scheme if one.value == self.value("versions")), Scheme.NUMERIC)
        product, work = self.value("id"), self.work
        new = new_product(work.site_data, product, self.value("name"), self.value("summary") or None, scheme)
        name, edit = with_added(work.request, work.loaded, *new)
        after, report = edited_settings(work.loaded, work.request.content, "products", name, edit.text)
        return Proposal(after, report, product_address(product), {name: edit})

    def paths(self, proposal: Proposal) -> dict[FieldPath, str]:  # noqa: ARG002
        """Return the fields of the last product."""
        last = len(self.work.site_data.products)
        return {("products", last, name): name for name in ("name", "id", "summary", "versions")}
