"""Replaces a source file in one step: whoever reads it meanwhile sees the old text or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple


class Edit(NamedTuple):
    """A file's bytes, and the text that is to replace them."""

    before: bytes
    text: str


def rewrite(path: Path, data: bytes) -> None:
    """Write `data` to a file, keeping the permissions it had; raise OSError, changing nothing, if that fails."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
