"""The key of the user's own with which caches are sealed, so that a cache that came along with a repository is ignored.

It is in the folder for temporary files, and readable by its user alone. Whoever deletes it has everything made again.
"""

from __future__ import annotations

import os
import stat
import tempfile
from functools import lru_cache
from pathlib import Path

_LENGTH = 32


@lru_cache(maxsize=1)
def user_key() -> bytes:
    """Return the user's key; where it cannot be kept, or others could read it, one for this process only."""
    fresh = os.urandom(_LENGTH)
    try:
        path = _own_folder() / "cache-key"
        if not path.is_file() or path.stat().st_size != _LENGTH:
            temporary = path.with_name(f"{path.name}.{os.getpid()}")
            temporary.write_bytes(fresh)
            temporary.replace(path)
        return path.read_bytes()
    except OSError:
        return fresh


def _own_folder() -> Path:
    """Return a folder that belongs to the user alone, created if it does not exist; raise OSError if there is none."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"corrigenda-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or (os.name != "nt" and (status.st_uid != user or status.st_mode & 0o077)):
        raise PermissionError(f"{folder} does not belong to its user alone")
    return folder
