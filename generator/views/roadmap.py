"""The releases that come next, drawn on one line of time with a lane for each product.

Positions are in the drawing's own units: x from 0 to `WIDTH`. Dots and bars are to scale; their labels are moved apart
where they would overlap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ..model.products import Product, Release, ReleaseState
from ..model.publication import Publication
from ..model.window import Window, parse_window

WIDTH = 1080
MARGIN = 62
APART = 124
MOST_LANES = 5
MOST_STOPS = 6
SHORTEST = 183
"""The line of time shows at least this many days."""
MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Stop:
    """A planned release: from x `first` to x `last` on the line, with its label at x `label`.

    `overdue` says for how many days its time has passed; such a release is drawn at today's position.
    """

    release: Release
    when: Window
    corrections: int
    overdue: int
    first: int
    last: int
    label: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The releases of a product that come next, in order."""

    product: Product
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The lanes, that of the next release first; ticks, each a month with its x; and how many releases are left out."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[Window, int], ...]
    left: int


def roadmap_of(publication: Publication) -> Roadmap:
    """Lay out the planned releases whose time is known: the first of the products whose releases come first."""
    today = publication.as_of
    planned: dict[str, list[tuple[Window, Release]]] = {}
    for release in publication.site_data.releases:
        if release.state is ReleaseState.PLANNED and release.window is not None:
            planned.setdefault(release.product, []).append((release.window, release))
    for releases in planned.values():
        releases.sort(key=lambda pair: (pair[0].last, pair[0].first))
    order = sorted(planned, key=lambda product: planned[product][0][0].last)[:MOST_LANES]
    shown = {product: planned[product][:MOST_STOPS] for product in order}
    windows = [window for releases in shown.values() for window, _ in releases]
    if not windows:
        return Roadmap((), (), 0)
    days = max(SHORTEST, (max(window.last for window in windows) - today).days)

    def place(day: dt.date) -> int:
        return MARGIN + round(max(0, (day - today).days) * (WIDTH - 2 * MARGIN) / days)

    lanes = tuple(_lane(publication, product, releases, place) for product, releases in shown.items())
    left = sum(map(len, planned.values())) - len(windows)
    return Roadmap(lanes, _ticks(today, days, place), left)


def _lane(
    publication: Publication,
    product: str,
    releases: list[tuple[Window, Release]],
    place: Callable[[dt.date], int],
) -> Lane:
    middles = [(place(window.first) + place(window.last)) // 2 for window, _ in releases]
    labels = _apart(middles, WIDTH - MARGIN, APART)
    stops = tuple(
        Stop(
            release,
            window,
            len(publication.by_release.get((product, release.version), ())),
            release.overdue(publication.as_of),
            place(window.first),
            place(window.last),
            label,
        )
        for (window, release), label in zip(releases, labels, strict=True)
    )
    return Lane(publication.site_data.product_by_id[product], stops)


def _apart(places: list[int], end: int, distance: int) -> list[int]:
    """Move positions apart, first to the right and then back from the end."""
    moved: list[int] = []
    for place in places:
        moved.append(max(place, moved[-1] + distance) if moved else place)
    limit = end
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - distance
    return moved


def _ticks(today: dt.date, days: int, place: Callable[[dt.date], int]) -> tuple[tuple[Window, int], ...]:
    """Return the months to mark: of a long time only every second, third and so on."""
    months = []
    for number in range(today.month, today.month + days // 28 + 1):
        year, month = today.year + number // 12, number % 12 + 1
        first = dt.date(year, month, 1)
        if 0 < (first - today).days <= days:
            months.append((parse_window(f"{year}-{month:02}"), place(first)))
    return tuple(months[:: 1 + len(months) // MOST_TICKS])
