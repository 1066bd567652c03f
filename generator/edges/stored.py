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
from pathlib import Path
from typing import Any

_MAGIC = b"corrigenda 1\n"


def load(path: Path, key: str) -> Any | None:
    """Give the value stored under a key, or None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
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


def _digest(key: str, payload: bytes | memoryview) -> bytes:
    digest = hashlib.blake2b(key.encode(), digest_size=32)
    digest.update(payload)
    return digest.digest()
