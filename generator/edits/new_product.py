"""Decides where a new product goes in products.yml, and with which fields, or why it cannot."""

from __future__ import annotations

from ..model.site_data import SiteData
from ..model.versions import Scheme
from ..problems.problem import FieldPath
from .new_entry import Entry
from .next_step import OrderError


def new_product(
    site_data: SiteData, product: str, name: str, summary: str | None, scheme: Scheme
) -> tuple[FieldPath, int, Entry]:
    """Return the path of the list of products, the place of a new one in it, and its fields; OrderError if it is known.

    `product` is its permanent id; its name is one line.
    """
    if product.lower() in {one.id.lower() for one in site_data.products}:
        raise OrderError(f"it has the product '{product}' already", "id")
    fields = {"id": product, "name": " ".join(name.split()), "summary": summary}
    fields["versions"] = None if scheme is Scheme.NUMERIC else scheme.value
    entry = {field: text for field, text in fields.items() if text is not None}
    return ("products",), len(site_data.products), entry
