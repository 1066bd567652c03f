"""The finder's index: all errors as columns, small enough for a phone to fetch when the finder is first used.

Strings that repeat (products, statuses, dates in words) are stored once and referred to by number; the columns of ids,
titles and summaries are one string each, with a line for every error, because that compresses best.

Nothing in it has to be parsed: each product has its versions in their order, and each error the places of those that it
affects. An error that is in several products has a list of them, and the places in each, with `|` between.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ..model.affected import affected_releases, possible_releases
from ..model.error import AlsoIn, KnownError
from ..model.lifecycle import Phase
from ..model.products import Product
from ..model.site_data import SiteData
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.changes import count_of_news
from ..views.errors import ErrorRow, correction_in_words, row_of, when_in_words
from ..views.finder import platforms_of
from ..views.spread import ORDER

SUMMARY_LENGTH = 200
"""How many characters of a summary are searched; more would cost every reader more than it finds."""


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the index."""
    inputs = (render.publication.errors.fingerprint,)
    yield FileSpec("corrections/finder.json", inputs, lambda: _index(render))


UNKNOWN = "*"
"""What the index says if an error's source does not name affected versions; the places of those without its correction
follow, unless that is all."""
When = tuple[str, int, tuple[str, ...], bool]
"""When an error is corrected, in words; the key for sorting; the words about its other corrections; and whether it is
overdue."""
Part = tuple[str, str, str, tuple[str, ...], int, str, tuple[str, ...], When, str, int, int, int, tuple[str, ...]]
"""What the index says about an error, column by column, before numbers replace repeated strings."""
COLUMNS = ("id", "title", "words", "p", "l", "s", "r", "w", "a", "c", "steps", "k", "o")


def _index(render: Renderer) -> bytes:
    site_data, errors = render.publication.site_data, render.publication.errors
    versions = {product.id: _versions(product) for product in site_data.products}
    places = {product: {version: at for at, version in enumerate(known)} for product, known in versions.items()}
    parts = render.parts("finder", errors, partial(_part, render, places), Part)
    column: dict[str, Sequence[Any]] = dict(
        zip(COLUMNS, zip(*parts, strict=True) if parts else [()] * len(COLUMNS), strict=True)
    )
    releases, column["r"] = _numbered(column["r"])
    whens, column["w"] = _numbered(column["w"])
    affects, column["a"] = _numbered(column["a"])
    platforms, column["o"] = _numbered(column["o"])
    products = {product.id: number for number, product in enumerate(site_data.products)}
    statuses = {status.id: number for number, status in enumerate(site_data.lifecycle.statuses)}
    index = {
        "products": [
            [product.id, product.name, versions[product.id], *_branches(product)] for product in site_data.products
        ],
        "levels": [level.id for level in site_data.severity.levels],
        "statuses": [[status.id, status.phase.value] for status in site_data.lifecycle.statuses],
        "releases": releases,
        "whens": whens,
        "affects": affects,
        "platforms": platforms,
        **{name: "\n".join(column[name]) for name in ("id", "title", "words")},
        "steps": column["steps"],
        # Nearly all errors are in one product.
        "p": [
            places[0] if len(places) == 1 else places for places in ([products[p] for p in ids] for ids in column["p"])
        ],
        "l": column["l"],
        "s": [statuses[status] for status in column["s"]],
        "r": column["r"],
        "w": column["w"],
        "a": column["a"],
        "c": column["c"],
        "k": column["k"],
        "o": column["o"],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _part(render: Renderer, places: Mapping[str, Mapping[str, int]], error: KnownError) -> Part:
    row = row_of(error, render.publication)
    found_in = error.products
    return (
        error.id,
        _line(error.title),
        " ".join([*map(_line, (*error.aliases, *error.keywords)), _line(error.summary)[:SUMMARY_LENGTH]]),
        tuple(other.product for other in found_in),
        row.level.rank,
        error.status,
        _releases(row),
        _when(row, render),
        "|".join(_affected(error, other, render.publication.site_data, places[other.product]) for other in found_in),
        row.changed.toordinal(),
        count_of_news(error, render.publication.site_data),
        int(row.helped),
        platforms_of(error, render.publication.site_data),
    )


def _affected(error: KnownError, found_in: AlsoIn, site_data: SiteData, places: Mapping[str, int]) -> str:
    affected = affected_releases(error, site_data, found_in, recalled=True)
    if affected is not None:
        return runs(sorted(places[release.version] for release in affected))
    possible = possible_releases(error, site_data.product_by_id[found_in.product], site_data)
    if len(possible) == len(places):
        return UNKNOWN
    return UNKNOWN + runs(sorted(places[release.version] for release in possible)) if possible else ""


def _versions(product: Product) -> list[str]:
    """Return the versions that customers may have, in their order: what came out, even if it was recalled since."""
    return [release.version for release in product.releases if release.came_out]


def _branches(product: Product) -> list[Mapping[str, str | None]]:
    """Return, if a product has branches, that of each of its releases, and the names of the branches.

    What is planned in one is not for the others.
    """
    names: Mapping[str, str | None] = {branch.id: branch.name for branch in product.branches}
    return [{release.version: release.branch for release in product.releases}, names] if names else []


def runs(places: Iterable[int]) -> str:
    """Return ascending places as runs of neighbours: `0-3,5`."""
    found: list[list[int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1][1] = place
        else:
            found.append([place, place])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def _numbered(values: Iterable[Any]) -> tuple[list[Any], tuple[int, ...]]:
    """Return the distinct values in order of first appearance, and each value's number among them."""
    numbers: dict[Any, int] = {}
    column = tuple(numbers.setdefault(value, len(numbers)) for value in values)
    return list(numbers), column


def _releases(row: ErrorRow) -> tuple[str, ...]:
    """Return the releases of an error's corrections, that of the row first; an empty string for one without."""
    found = (row.release, *(one.release for one in row.others))
    return tuple(f"{release.product}/{release.version}" if release else "" for release in found)


def _when(row: ErrorRow, render: Renderer) -> When:
    """Return when an error is corrected; the key sorts by the soonest: phases in order, then days."""
    words = when_in_words(row, render.messages)
    if row.moves:
        words = ", ".join(part for part in (words, render.messages.counted("when.moved", row.moves)) if part)
    others = tuple(correction_in_words(one, render.messages) for one in row.others)
    return words, _sort_key(row), others, bool(row.overdue)


def _sort_key(row: ErrorRow) -> int:
    phase = ORDER.index(row.status.phase) * 10_000_000
    if row.out is not None:
        return phase - row.out.toordinal() + 5_000_000
    if row.when is not None:
        return phase + row.when.last.toordinal()
    return phase + (9_000_000 if row.status.phase is Phase.PLANNED else 0)


def _line(text: str) -> str:
    return " ".join(text.split())
