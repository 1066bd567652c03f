"""A product's releases on a timeline, laid out for a drawing: where each is and how many errors it has.

Positions are in the drawing's own units: x from 0 to `WIDTH`. Distances are to scale as far as labels allow;
where these would overlap, releases are moved apart.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..model.products import Product, Release, ReleaseState
from ..model.publication import Publication
from ..model.window import Window

WIDTH = 720
MARGIN = 48
APART = 96
MOST = 8


@dataclass(frozen=True, slots=True)
class Stop:
    """A release, how many errors name it, and when it came out or is planned for.

    `overdue` says for how many days that has passed without it, 0 if it has not.
    `x` is its position on the line, and `radius` that of its dot.
    """

    release: Release
    x: int
    corrections: int
    radius: int
    when: Window | None
    out: dt.date | None
    overdue: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The stops that are drawn, in chronological order, the position of today, and the drawing's width."""

    stops: tuple[Stop, ...]
    today: int
    width: int


def timeline_of(product: Product, publication: Publication) -> Timeline:
    """Lay out the last `MOST` of a product's releases, without those that will not come or were recalled."""

    def stop(release: Release, x: int) -> Stop:
        corrections = len(publication.by_release.get(release.key, ()))
        radius = 6 + min(10, round(corrections**0.5 * 2))
        overdue = release.overdue(publication.as_of)
        return Stop(release, x, corrections, radius, release.window, release.released, overdue)

    gone = (ReleaseState.DROPPED, ReleaseState.RECALLED)
    dated = sorted(
        ((_day(release), release) for release in product.releases if release.state not in gone),
        key=lambda pair: pair[0],
    )
    shown = dated[-MOST:]
    if not shown:
        return Timeline((), MARGIN, WIDTH)
    days = [day.toordinal() for day, _ in shown]
    today = publication.as_of.toordinal()
    first, last = min(*days, today), max(*days, today)
    width = max(WIDTH, 2 * MARGIN + APART * (len(shown) - 1))
    scale = (width - 2 * MARGIN) / max(1, last - first)
    places = apart([MARGIN + round((day - first) * scale) for day in days], width - MARGIN)
    stops = tuple(stop(release, x) for (_, release), x in zip(shown, places, strict=True))
    return Timeline(stops, _between(today, days, places), width)


def _day(release: Release) -> dt.date:
    if release.released:
        return release.released
    return release.window.last if release.window else dt.date.max


def apart(places: list[int], end: int, distance: int = APART) -> list[int]:
    """Move positions apart, first to the right and then back from the end."""
    moved: list[int] = []
    for place in places:
        moved.append(max(place, moved[-1] + distance) if moved else place)
    limit = end
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], limit)
        limit = moved[index] - distance
    return moved


def _between(today: int, days: list[int], places: list[int]) -> int:
    """Return today's position: between the same stops as in time."""
    before = [(day, place) for day, place in zip(days, places, strict=True) if day <= today]
    after = [(day, place) for day, place in zip(days, places, strict=True) if day > today]
    if not before or not after:
        return MARGIN // 2 if not before else places[-1] + MARGIN // 2
    (day_a, place_a), (day_b, place_b) = before[-1], after[0]
    share = (today - day_a) / max(1, day_b - day_a)
    return place_a + round((place_b - place_a) * min(0.85, max(0.15, share)))
