"""Checks a content folder: loads it and puts every problem at its place.

Apart from the build, so that checking has nothing to do with templates and MkDocs, whose import alone takes a while.
"""

from __future__ import annotations

from .load import Loaded, load_content
from .locate_problems import Placed, place_problems
from .snapshot import Stock


def check(stock: Stock) -> tuple[Loaded, Placed]:
    """Load the content and find every problem in it."""
    loaded = load_content(stock, stock.request.cache)
    small = [found.name for found in loaded.content.small.values()]
    return loaded, place_problems(loaded.problems, stock.request.content, loaded.weights, [*loaded.excused, *small])
