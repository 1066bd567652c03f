"""What an author may have meant: the nearest of the words that would have been right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that looks most like another, or None if none looks like it."""
    words = list(known)
    for candidate in words:
        if candidate.lower() == word.lower():
            return candidate
    close = difflib.get_close_matches(word[:100], words, n=1, cutoff=0.6)
    return close[0] if close else None
