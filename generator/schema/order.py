"""The canonical order of a source's fields: that of its type, which is also the order of its documentation."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from ..yaml_text.formatter.formatter import Order
from .validation_errors import fields_at


def order_of(kind: type[BaseModel]) -> Order:
    """Return the order of a kind of file; it is empty for mappings whose keys are the author's own."""

    def order(path: tuple[str, ...]) -> Sequence[str]:
        return fields_at(kind, path)

    return order
