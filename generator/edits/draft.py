"""A new error as described by its product manager, and the file it becomes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from ..model.catalog import Catalog
from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.site_data import SiteData
from .history import Fields
from .scalars import block, flow_mapping, scalar, value

MODELINE = "# yaml-language-server: $schema=../../../schemas/error.schema.json"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a new error; `answers` and `internal` are pairs, `cases` the customers' case ids.

    `history` has its steps, the oldest first.
    """

    id: str
    title: str
    product: str
    answers: tuple[tuple[str, str], ...]
    summary: str
    history: tuple[Fields, ...]
    workaround: str | None = None
    affects: str | None = None
    also_in: tuple[tuple[str, str], ...] = ()
    platforms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    security: bool = False
    keywords: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    internal: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Return its file's name below the content folder."""
        return f"roadmap/{self.product}/{self.id}.yml"


def draft_text(draft: Draft) -> str:
    """Return the file of a draft."""
    lines = [
        MODELINE,
        f"id: {scalar(draft.id)}",
        f"title: {scalar(draft.title)}",
        f"product: {scalar(draft.product)}",
        f"assessment: {flow_mapping(dict(draft.answers))}",
    ]
    if draft.affects:
        lines.append(f"affects: {scalar(draft.affects)}")
    if draft.also_in:
        lines += ["also_in:", *(f"  - {flow_mapping(_named(*other))}" for other in draft.also_in)]
    lists = {field: getattr(draft, field) for field in ("platforms", "aliases", "keywords")}
    lines += [f"{field}: {value(values)}" for field, values in lists.items() if values]
    if draft.security:
        lines.append("security: true")
    lines.append(f"summary: {block(draft.summary, '  ')}")
    if draft.workaround:
        lines.append(f"workaround: {block(draft.workaround, '  ')}")
    lines += ["history:", *(f"  - {flow_mapping(step)}" for step in draft.history)]
    if draft.cases:
        lines.append(f"cases: {value(draft.cases)}")
    if draft.internal:
        lines.append(f"internal: {flow_mapping(dict(draft.internal))}")
    return "\n".join(lines) + "\n"


def _named(product: str, affects: str) -> Mapping[str, str]:
    return {"product": product, **({"affects": affects} if affects else {})}


def other_products(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return products with the ranges of their versions, each written as `viewer=>=3.1`, `viewer >=3.1` or `viewer`."""
    pairs = (re.split(r"\s*=|\s*(?=[<>])|\s+", text.strip(), maxsplit=1) for text in texts if text.strip())
    return tuple((product, "".join(versions).strip()) for product, *versions in pairs)


def first_step(site_data: SiteData, day: dt.date | None) -> Fields:
    """Return the step by which an error is registered, on a day or today."""
    return {"date": (day or site_data.as_of).isoformat(), "status": site_data.lifecycle.starts[0]}


def with_title(catalog: Catalog, product: str, title: str) -> KnownError | None:
    """Return what is on the list with the same title, as an error is soon registered twice."""
    ended = {status.id for status in catalog.site_data.lifecycle.statuses if status.phase in (Phase.DONE, Phase.CLOSED)}
    same = (error for error in catalog.errors if (error.product, error.title) == (product, title))
    return next((error for error in same if error.status not in ended), None)


def next_id_in(catalog: Catalog, product: str) -> str | None:
    """Return the next free id for a product; None if it has none yet."""
    ids = [error.id for error in catalog.errors if error.product == product]
    return next_id(ids, [*catalog.by_id, *catalog.unreadable])


def is_taken(catalog: Catalog, error_id: str) -> bool:
    """Return whether an error has an id already, also with other capitals or in a file that cannot be read."""
    return error_id.lower() in {one.lower() for one in (*catalog.by_id, *catalog.unreadable)}


def next_id(of_product: Iterable[str], taken: Iterable[str]) -> str | None:
    """Return the next free id for a product: its highest number plus one, in the same form. None if it has none yet.

    `of_product` are the product's ids, `taken` those of all products; ids that differ only in case are the same.
    """
    lower = {one.lower() for one in taken}
    numbers = next_ids(of_product)
    return None if numbers is None else next(one for one in numbers if one.lower() not in lower)


def next_ids(of_product: Iterable[str]) -> Iterator[str] | None:
    """Return the ids that may follow a product's, without end; None if it has no id with a number yet."""
    numbered = [(int(match[2]), match) for one in of_product if (match := re.fullmatch(r"(.*?)(\d+)", one))]
    if not numbered:
        return None
    number, last = max(numbered, key=lambda pair: pair[0])
    return (f"{last[1]}{one:0{len(last[2])}d}" for one in count(number + 1))
