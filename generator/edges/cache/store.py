"""Values kept between builds under `.cache/`: never trusted blindly.

A stored value carries the key it was made under and a digest of its bytes. A file that is missing, cut short, altered
or made under another key counts as not there, and what it held is computed again.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")

_MAGIC = b"corrigenda 1\n"
_remembered: dict[Path, tuple[object, str, Any]] | None = None


def remember() -> None:
    """Hold in memory, too, what is loaded from now on, for a process that builds again and again.

    Nobody changes a value that was loaded, so the same one may be given again while its file is the same.
    """
    global _remembered
    _remembered = {}


def load(path: Path, key: str) -> Any | None:
    """Return the value stored under a key, or None."""
    try:
        status = path.stat()
        stamp = status.st_ino, status.st_size, status.st_mtime_ns
        if _remembered is not None and _remembered.get(path, ())[:2] == (stamp, key):
            return _remembered[path][2]
        value = _unpacked(path.read_bytes(), key)
    except OSError:
        return None
    if _remembered is not None:
        _remembered[path] = (stamp, key, value)
    return value


def _unpacked(data: bytes, key: str) -> Any | None:
    head = len(_MAGIC)
    digest, payload = data[head : head + 32], memoryview(data)[head + 32 :]
    if data[:head] != _MAGIC or digest != _digest(key, payload):
        return None
    collecting = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(payload)
    except Exception:
        return None
    finally:
        if collecting:
            gc.enable()


def save(path: Path, key: str, value: Any) -> None:
    """Store a value under a key; the file is replaced as a whole. A full disk loses only the saving of time."""
    payload = pickle.dumps(value, protocol=5)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(b"".join((_MAGIC, _digest(key, payload), payload)))
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def kept(cache: Path | None, name: str, key: str, make: Callable[[], Made]) -> Made:
    """Return what the cache has of a name under a key, else make and store it; without a `cache`, nothing is stored."""
    value: Made | None = load(cache / name, key) if cache else None
    if value is None:
        value = make()
        if cache:
            save(cache / name, key, value)
    return value


def _digest(key: str, payload: bytes | memoryview) -> bytes:
    # SHA-256, which processors have built in: a store of many megabytes is gone through at every start.
    # A key may be a path, whose bytes need not be UTF-8.
    digest = hashlib.sha256(key.encode(errors="surrogateescape"))
    digest.update(payload)
    return digest.digest()
