"""Compares rows with what is registered: each is a new error, or an update of the one that it brought before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..edits.draft import Draft, next_ids, other_products
from ..model.catalog import Catalog
from ..model.site_data import SiteData
from ..problems.problem import LocatedProblem
from .fields import Entry, listed
from .registered import SOURCE, Registered, sources_of
from .source import Rows, problem
from .steps import steps_to
from .update import IMPORTED, Update, imported, update_of


class New(NamedTuple):
    """A row that becomes a new error; `like` is the id of an error of its product that has its title already."""

    entry: Entry
    draft: Draft
    like: str | None


@dataclass
class Plan:
    """What an import does. If there are problems, nothing of it is done."""

    new: list[New] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[LocatedProblem] = field(default_factory=list)


def plan_of(entries: Sequence[Entry], rows: Rows, catalog: Catalog, *, partial: bool = False) -> Plan:
    """Return what is to be done with the entries of a source.

    `partial` says that it holds only a part of what it held before, so nothing of the rest is missing.
    """
    plan, registered, site_data = Plan(), Registered(catalog), catalog.site_data
    seen: dict[str, int] = {}
    matched: set[str] = set()
    numbers = {product: next_ids(ids) for product, ids in registered.ids.items()}
    for entry, source in zip(entries, sources_of(entries), strict=True):
        if source in seen:
            reason = f"this 'source' is that of line {seen[source]}, too; give each row its own"
            plan.problems.append(problem(rows.place(entry.row, entry.origin.get(SOURCE)), reason))
            continue
        seen[source] = entry.row.line
        if len(same := registered.by_source.get(source, ())) > 1:
            which = " and ".join(error.id for error in same)
            reason = f"{which} have this 'source'; delete 'source' and 'imported' where it was copied"
            plan.problems.append(problem(rows.place(entry.row, entry.origin.get(SOURCE)), reason))
        error = registered.error_of(entry.values, source)
        if error is not None and error.id not in matched:
            matched.add(error.id)
            plan.updates.append(update_of(entry, error, registered.internal[error.id], site_data))
            continue
        name, taken = _id(entry, numbers, registered.taken, site_data)
        if taken:
            plan.problems.append(problem(rows.place(entry.row, entry.origin.get("id")), taken))
        elif name is not None:
            registered.taken.add(name.lower())
        draft = _draft(entry, name or f"row-{entry.row.line}", source, site_data)
        plan.new.append(New(entry, draft, registered.titled.get((draft.product, draft.title))))
    if not partial:
        plan.missing.extend(registered.missing(seen, matched, site_data.lifecycle))
    return plan


def much_smaller(plan: Plan) -> bool:
    """Return whether a source lacks more than half of what it brought before, as a broken export does."""
    return len(plan.missing) > len(plan.updates)


def _id(
    entry: Entry, numbers: dict[str, Iterator[str] | None], taken: set[str], site_data: SiteData
) -> tuple[str | None, str | None]:
    """Return the id of a new error, or why there is none. An unknown product is reported by the rules."""
    product, given = entry.values.get("product", ""), entry.values.get("id")
    if given is not None:
        if given.lower() in taken:
            return None, f"the id '{given}' is taken; leave it out to get the next free one"
        if product not in numbers:
            numbers[product] = next_ids([given])
        return given, None
    counting = numbers.get(product)
    if counting is None:
        known = product in site_data.product_by_id
        return None, f"'{product}' has no error yet, so its first id must be given in 'id'" if known else None
    return next(name for name in counting if name.lower() not in taken), None


def _draft(entry: Entry, name: str, source: str, site_data: SiteData) -> Draft:
    values = entry.values
    keys = [f"assessment.{question.id}" for question in site_data.severity.questions]
    internal = {key[9:]: text for key, text in values.items() if key.startswith("internal.")}
    internal |= {SOURCE: source, IMPORTED: imported(values, site_data)}
    return Draft(
        id=name,
        title=values.get("title", ""),
        product=values.get("product", ""),
        answers=tuple((key[11:], values[key]) for key in keys if key in values),
        summary=values.get("summary", ""),
        history=steps_to(values, site_data, None, None),
        workaround=values.get("workaround"),
        affects=values.get("affects"),
        # A comma before a comparison is within a range.
        also_in=other_products(re.split(r",(?!\s*[<>=])", values.get("also_in", ""))),
        platforms=listed(values, "platforms"),
        aliases=listed(values, "aliases"),
        security=values.get("security", "").lower() == "true",
        keywords=listed(values, "keywords"),
        cases=tuple(case for part in listed(values, "cases") for case in part.split()),
        internal=tuple(internal.items()),
    )
