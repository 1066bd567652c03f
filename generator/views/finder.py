"""What the finder offers to choose from: products, phases, levels, releases and platforms, each with its count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.products import ReleaseState
from ..model.publication import Publication
from ..model.site_data import SiteData
from .spread import CURRENT, ORDER, OVERDUE


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its value in the address, its name (for phases, a message key), and its number of errors."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Finder:
    """The choices of each facet."""

    products: tuple[Option, ...]
    phases: tuple[Option, ...]
    levels: tuple[Option, ...]
    releases: tuple[Option, ...]
    platforms: tuple[Option, ...]


def finder_of(publication: Publication) -> Finder:
    """Return the facets of all errors."""
    site_data = publication.site_data
    products = {product: len(errors) for product, errors in publication.by_product.items()}
    phases = Counter(publication.phase(error) for error in publication.errors)
    levels = Counter(error.level for error in publication.errors)
    releases = publication.by_release
    platforms = Counter(one for error in publication.errors for one in platforms_of(error, site_data))
    names = {one.id: one.name for product in reversed(site_data.products) for one in product.platforms}
    # What is overdue is also planned. The choice is offered only if there is something to choose.
    late = [Option(OVERDUE, f"phase.{OVERDUE}", len(publication.overdue))] if publication.overdue else []
    return Finder(
        products=tuple(Option(p.id, p.name, products.get(p.id, 0)) for p in site_data.products),
        phases=(
            *late,
            Option(CURRENT, f"phase.{CURRENT}", phases[Phase.OPEN] + phases[Phase.PLANNED]),
            *(Option(phase.value, f"phase.{phase.value}", phases[phase]) for phase in ORDER),
        ),
        levels=tuple(Option(level.id, level.name, levels[level.id]) for level in site_data.severity.levels),
        releases=tuple(
            Option(f"{p.id}/{r.version}", f"{p.name} {r.version}", len(releases[(p.id, r.version)]))
            for p in site_data.products
            for r in p.releases
            if (p.id, r.version) in releases and r.state is not ReleaseState.DROPPED
        ),
        platforms=tuple(Option(one, names[one], platforms[one]) for one in site_data.platforms),
    )


def platforms_of(error: KnownError, site_data: SiteData) -> tuple[str, ...]:
    """Return the ids of the platforms that an error may be on: those it names, or else all of its products.

    An error of a product that says nothing of platforms may be on any.
    """
    if error.platforms:
        return error.platforms
    products = [site_data.product_by_id[found_in.product] for found_in in error.products]
    if not all(product.platforms for product in products):
        return site_data.platforms
    return tuple(dict.fromkeys(platform.id for product in products for platform in product.platforms))
