"""Values kept between builds under `.cache/`: data that cannot run, and never trusted blindly.

A stored value carries the key it was made under and a digest of its bytes. A file that is missing, truncated, altered,
made under another key or not of the expected type is ignored, and its value is computed again. The digest needs a key
of the user's own (`user_key.py`), so a file that came along with a repository is ignored, too; and nothing in a file
can run, as the format is MessagePack, read into types.
"""

from __future__ import annotations

import contextlib
import gc
import hmac
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .user_key import user_key

Made = TypeVar("Made")

_MAGIC = b"corrigenda 3\n"
_remembered: dict[Path, tuple[object, str, Any]] | None = None


def remember() -> None:
    """From now on, also keep loaded values in memory, for a process that builds repeatedly.

    Nobody changes a loaded value, so the same object may be returned again while its file is the same.
    """
    global _remembered
    _remembered = {}


def load(path: Path, key: str, kind: Any) -> Any | None:
    """Return the value of the given type that is stored under a key, or None."""
    try:
        stamp = _stamp(path)
        if _remembered is not None and _remembered.get(path, ())[:2] == (stamp, key):
            return _remembered[path][2]
        value = _unpacked(path.read_bytes(), key, kind)
    except OSError:
        return None
    if _remembered is not None:
        _remembered[path] = (stamp, key, value)
    return value


def _stamp(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _unpacked(data: bytes, key: str, kind: Any) -> Any | None:
    head = len(_MAGIC)
    digest, payload = data[head : head + 32], memoryview(data)[head + 32 :]
    if data[:head] != _MAGIC or not hmac.compare_digest(digest, _digest(key, payload)):
        return None
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _decoder(kind).decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    finally:
        if collecting:
            gc.enable()


@lru_cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def save(path: Path, key: str, value: Any) -> None:
    """Store a value under a key, replacing the whole file. If the disk is full, only the time saved is lost."""
    payload = msgspec.msgpack.encode(value)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as stream:
            stream.write(b"".join((_MAGIC, _digest(key, payload), payload)))
        if path.is_dir():
            forget(path)
        temporary.replace(path)
        if _remembered is not None:
            _remembered[path] = (_stamp(path), key, value)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def forget(path: Path) -> None:
    """Delete a stored value, or a folder that is in its place: the cache holds nothing of anybody's."""
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def kept(cache: Path | None, name: str, key: str, kind: Any, make: Callable[[], Made]) -> Made:
    """Return what the cache holds for a name and key, else make and store it; without a `cache`, nothing is stored."""
    value: Made | None = load(cache / name, key, kind) if cache else None
    if value is None:
        value = make()
        if cache:
            save(cache / name, key, value)
    return value


def _digest(key: str, payload: bytes | memoryview) -> bytes:
    # SHA-256, which processors have built in: a store of many megabytes is hashed at every start.
    # A key may be a path, whose bytes need not be UTF-8.
    digest = hmac.new(user_key(), key.encode(errors="surrogateescape"), "sha256")
    digest.update(payload)
    return digest.digest()
