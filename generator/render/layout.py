"""Layouts: a page of the theme, built once for each kind, becomes thousands of pages by filling in its markers.

The engine renders a layout with markers where a page's own title, description, address and article belong. Splitting
it once and joining it for each page takes a hundredth of the engine's time, and gives the same bytes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

MARKERS = ("title", "description", "canonical", "head", "article")
_MARKER = re.compile(rf"corrigenda-marker-({'|'.join(MARKERS)})")
_RAW = ("head", "article")


def marker(name: str) -> str:
    """Return the marker of a page's own title, description, canonical address, head or article."""
    if name not in MARKERS:
        raise KeyError(name)
    return f"corrigenda-marker-{name}"


class LayoutError(Exception):
    """The engine's page lacks a marker, so the theme's templates no longer have what a page needs."""


class Layout:
    """A layout, split at its markers."""

    def __init__(self, kind: str, text: str) -> None:
        self.pieces = _MARKER.split(text)
        missing = {"title", "article"} - set(self.pieces[1::2])
        if missing:
            raise LayoutError(f"the theme's page '{kind}' has no place for: {', '.join(sorted(missing))}")

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page; `head` and `article` are HTML, the other values are plain text and are escaped."""
        filled = {key: value if key in _RAW else html.escape(value) for key, value in values.items()}
        pieces = self.pieces.copy()
        for index in range(1, len(pieces), 2):
            pieces[index] = filled[pieces[index]]
        return "".join(pieces)
