"""Keeps the parts of long lists between builds, so that editing one error remakes only one part of each list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ...model.error import KnownError
from ...render.parts import Part
from . import store

FEW = 64
"""Up to this many new parts are made again each time rather than stored, as storing means writing all of them."""


class PartStore:
    """Parts stored under `.cache/`, valid as long as the publication's shared key is the same."""

    def __init__(self, cache: Path, shared_key: str) -> None:
        self.cache = cache
        self.shared_key = shared_key

    def __call__(
        self, kind: str, errors: Iterable[KnownError], make: Callable[[KnownError], Part], of: Any = str
    ) -> list[Part]:
        """Return the parts of a kind in the order of the errors. They are stored by the errors' fingerprints."""
        path = self.cache / f"parts-{kind}.stored"
        kept: dict[str, Part] = store.load(path, self.shared_key, dict[str, of]) or {}
        parts: dict[str, Part] = {}
        made = 0
        for error in errors:
            part = kept.get(error.fingerprint)
            if part is None:
                part = make(error)
                made += 1
            parts[error.fingerprint] = part
        if made > FEW or len(kept) > len(parts) + FEW:
            store.save(path, self.shared_key, parts)
        return list(parts.values())
