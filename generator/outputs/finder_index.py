"""The finder's index: all errors as columns, small enough for a phone to fetch when the finder is first used.

Strings that repeat (products, statuses, dates in words) are stored once and referred to by number; the columns of ids,
titles and summaries are one string each, with a line for every error, because that compresses best.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.products import Product
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.changes import count_of_news
from ..views.errors import ErrorRow, row_of, when_in_words
from ..views.spread import ORDER

SUMMARY_LENGTH = 200
"""How many characters of a summary are searched; more would cost every reader more than it finds."""


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the index."""
    inputs = (render.publication.errors.fingerprint,)
    yield FileSpec("corrections/finder.json", inputs, lambda: _index(render))


Part = tuple[str, str, str, str, int, str, str, tuple[str, int], str, int, int]
"""What the index says about an error, column by column, before numbers replace repeated strings."""
COLUMNS = ("id", "title", "words", "p", "l", "s", "r", "w", "a", "c", "steps")


def _index(render: Renderer) -> bytes:
    site_data, errors = render.publication.site_data, render.publication.errors
    parts = render.parts("finder", errors, partial(_part, render))
    column: dict[str, Sequence[Any]] = dict(
        zip(COLUMNS, zip(*parts, strict=True) if parts else [()] * len(COLUMNS), strict=True)
    )
    releases, column["r"] = _numbered(column["r"])
    whens, column["w"] = _numbered(column["w"])
    affects, column["a"] = _numbered(("", *column["a"]))
    products = {product.id: number for number, product in enumerate(site_data.products)}
    statuses = {status.id: number for number, status in enumerate(site_data.lifecycle.statuses)}
    index = {
        "products": [[product.id, product.name, _newest(product)] for product in site_data.products],
        "levels": [level.id for level in site_data.severity.levels],
        "statuses": [[status.id, status.phase.value] for status in site_data.lifecycle.statuses],
        "releases": releases,
        "whens": whens,
        "affects": affects,
        **{name: "\n".join(column[name]) for name in ("id", "title", "words")},
        "steps": column["steps"],
        "p": [products[product] for product in column["p"]],
        "l": column["l"],
        "s": [statuses[status] for status in column["s"]],
        "r": column["r"],
        "w": column["w"],
        "a": column["a"][1:],
        "c": column["c"],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _part(render: Renderer, error: KnownError) -> Part:
    row = row_of(error, render.publication)
    return (
        error.id,
        _line(error.title),
        _line(error.summary)[:SUMMARY_LENGTH],
        error.product,
        row.level.rank,
        error.status,
        f"{error.product}/{row.release.version}" if row.release else "",
        _when(row, render),
        error.affects.text if error.affects else "",
        row.changed.toordinal(),
        count_of_news(error, render.publication.site_data),
    )


def _newest(product: Product) -> str:
    """Return the newest version that a product has or will have; later ones can only be another product's."""
    return product.order.versions[-1] if product.releases else ""


def _numbered(values: Iterable[Any]) -> tuple[list[Any], tuple[int, ...]]:
    """Return the distinct values in order of first appearance, and each value's number among them."""
    numbers: dict[Any, int] = {}
    column = tuple(numbers.setdefault(value, len(numbers)) for value in values)
    return list(numbers), column


def _when(row: ErrorRow, render: Renderer) -> tuple[str, int]:
    """Return the correction's date in words, and the key for sorting by the soonest: phases in order, then days."""
    phase = ORDER.index(row.status.phase) * 10_000_000
    messages = when_in_words(row, render.messages)
    if row.out is not None:
        return messages, phase - row.out.toordinal() + 5_000_000
    if row.when is not None:
        return messages, phase + row.when.last.toordinal()
    return messages, phase + (9_000_000 if row.status.phase is Phase.PLANNED else 0)


def _line(text: str) -> str:
    return " ".join(text.split())
