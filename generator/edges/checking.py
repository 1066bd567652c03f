"""Checks a content folder: loads it and puts every problem at its place.

Apart from the build, so that checking has nothing to do with templates and MkDocs, whose import alone takes a while.
"""

from __future__ import annotations

from generator.edges.load import Loaded, load_content
from generator.edges.placing import Placed, place_problems
from generator.edges.request import BuildRequest
from generator.edges.stock import Stock, take_stock


def check(request: BuildRequest, stock: Stock | None = None) -> tuple[Loaded, Placed]:
    """Load the content and find every problem in it; `stock` is what was found there, if somebody has looked."""
    loaded = load_content(stock or take_stock(request), request.cache)
    weights = loaded.catalog.setting.site.rules if loaded.catalog else {}
    small = [found.name for found in loaded.content.small.values()]
    return loaded, place_problems(loaded.problems, request.content, weights, [*loaded.excused, *small])
