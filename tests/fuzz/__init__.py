"""Random sources: whatever a file holds, reading it ends in problems with positions inside the file, or in a value."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.fuzz.mutations import mutated
from tests.fuzz.reading import BASE, Sources


def prepared(folder: Path) -> Sources:
    """Return the sources, with a copy of a small content folder in `folder`."""
    shutil.copytree(BASE, folder / "content")
    return Sources(folder)


def one_input(number: int, sources: Sources) -> tuple[str, bytes]:
    """Return the kind and the bytes of the input with a number; a number always gives the same input."""
    chance = random.Random(number)
    kind, text = sources.pick(chance)
    return kind, mutated(chance, text)
