"""How the command line tells the MkDocs plugin, which MkDocs makes by itself, to build the shells and nothing more."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from ...render.file_specs import HandWritten
from .prepared import Settled

_asked: tuple[Settled, list[HandWritten]] | None = None


@contextlib.contextmanager
def chrome_only(settled: Settled) -> Iterator[list[HandWritten]]:
    """Let MkDocs build the shells and nothing more; yields the list that gets the hand-written pages."""
    global _asked
    pages: list[HandWritten] = []
    _asked = (settled, pages)
    try:
        yield pages
    finally:
        _asked = None


def asked_for_chrome() -> tuple[Settled, list[HandWritten]] | None:
    """Give what `chrome_only` was called with and the list it gave, while it lasts."""
    return _asked
