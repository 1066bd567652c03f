"""How the command line tells the MkDocs plugin, which MkDocs makes by itself, to build the shells and nothing more."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from ...render.file_specs import HandWritten
from .prepared import Prepared

_asked: tuple[Prepared, list[HandWritten]] | None = None


@contextlib.contextmanager
def layouts_only(prepared: Prepared) -> Iterator[list[HandWritten]]:
    """Let MkDocs build the shells and nothing more; yields the list that gets the hand-written pages."""
    global _asked
    pages: list[HandWritten] = []
    _asked = (prepared, pages)
    try:
        yield pages
    finally:
        _asked = None


def asked_for_layouts() -> tuple[Prepared, list[HandWritten]] | None:
    """Return what `layouts_only` was called with and the list it gave, while it lasts."""
    return _asked
