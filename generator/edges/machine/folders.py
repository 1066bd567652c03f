"""Lists the files below a folder, and empties a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path


def clear_tree(folder: Path) -> None:
    """Empty a folder, creating it if it does not exist."""

    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def files_below(folder: Path) -> Iterator[str]:
    """Yield the path of every file below a folder."""
    for place, _, names in os.walk(folder):
        inner = place[len(str(folder)) :].replace(os.sep, "/").lstrip("/")
        for name in names:
            yield f"{inner}/{name}" if inner else name
