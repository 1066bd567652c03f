"""A published tree on disk, and what is known of it: what each file was made from, and whether it is unchanged.

This record is kept in the cache under the inode of the tree's folder, so that it stays with the tree through renames.
There is no record of a tree that is being worked on; a killed build leaves such a tree, and the next build deletes it.

A build with nothing to do only looks at the tree, so modules needed to change it are imported where it is changed.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..cache import store
from ..machine.locks import site_lock

Entry = tuple[str, int, int]
"""A file's key (what it was made from), its size and its time of modification in nanoseconds."""
_OUTSIDE = ("\n/", "\n../", "/../", "/..\n", "\n..\n", "\0", *(("\\", ":") if os.name == "nt" else ()))
"""What is in a list of paths, each between two line ends, if one of them is outside the folder."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder and what is known of its files, by path; nothing is known of an incomplete tree."""

    folder: Path
    entries: Mapping[str, Entry]

    def holds(self, path: str, key: str) -> bool:
        """Return whether the tree has a file made from `key` that was not touched since."""
        entry = self.entries.get(path)
        if entry is None or entry[0] != key:
            return False
        return entry[1:] == stamp(f"{self.folder}/{path}")

    def untouched(self) -> bool:
        """Return whether anything is known of the tree, and all of it still holds."""
        start = f"{self.folder}/"
        return bool(self.entries) and all(entry[1:] == stamp(start + path) for path, entry in self.entries.items())


def stamp(path: str) -> tuple[int, int] | None:
    """Return a file's size and time of modification; None if it does not exist."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def known_tree(folder: Path, cache: Path) -> Tree:
    """Return a folder with what an earlier build recorded of it."""
    record = _record(folder, cache)
    entries = (store.load(record, str(folder.parent), dict[str, Entry]) if record else None) or {}
    # What is outside the folder was not recorded by us, and must not be deleted.
    paths = "\n".join(("", *entries, ""))
    return Tree(folder, {} if any(sign in paths for sign in _OUTSIDE) else entries)


def note_tree(folder: Path, cache: Path, keys: Mapping[str, str], known: Mapping[str, Entry]) -> None:
    """Record what each file of a complete tree was made from. `known` are entries that were already compared."""
    record = _record(folder, cache)
    if record:
        entries = {path: known.get(path) or (key, *(stamp(f"{folder}/{path}") or (0, 0))) for path, key in keys.items()}
        store.save(record, str(folder.parent), entries)


def forget_tree(folder: Path, cache: Path) -> None:
    """Delete the record of a tree that is about to be changed."""
    record = _record(folder, cache)
    if record:
        store.forget(record)


def swap(new: Path, old: Path) -> None:
    """Put `new` where `old` is, and `old` where `new` was, in one step where the system can (Linux, macOS).

    Elsewhere three renames are needed; `repair` repairs what a kill between them leaves.
    """
    if not old.exists():
        new.rename(old)
        return
    if _exchange(new, old):
        return
    aside = aside_of(old)
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def stage_of(site: Path) -> Path:
    """Return the folder in which the next site is made, next to the site so that the two can be swapped."""
    return site.with_name(f".{site.name}.stage")


def aside_of(folder: Path) -> Path:
    """Return where the old tree is put while renames swap it."""
    return folder.with_name(f".{folder.name}.aside")


def repair(site: Path) -> None:
    """Restore the old site if a build was killed between the renames; wait for a build that is at work."""
    if aside_of(site).exists():
        import shutil

        with site_lock(site):
            aside = aside_of(site)
            if site.exists():
                shutil.rmtree(aside, ignore_errors=True)
            elif aside.exists():
                aside.rename(site)


def _exchange(one: Path, other: Path) -> bool:
    import ctypes

    try:
        library = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            done = library.renamex_np(first, second, ctypes.c_uint(2)) == 0
        else:
            done = library.renameat2(-100, first, -100, second, ctypes.c_uint(2)) == 0
    except (AttributeError, OSError, TypeError):
        return False
    if not done and ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return bool(done)


def _record(folder: Path, cache: Path) -> Path | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return cache / f"tree-{status.st_dev}-{status.st_ino}.stored"
