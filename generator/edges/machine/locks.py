"""One build at a time: builds that share a cache or a site wait for one another, those of MkDocs too.

So do runs that announce from the same outbox.

The system releases a lock when its process ends, so a killed build blocks nobody. Where there are no such locks
(Windows, some network disks), nobody waits.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def build_lock(cache: Path) -> Iterator[None]:
    """Wait until no other process builds with `cache`. The lock is not reentrant."""
    cache.mkdir(parents=True, exist_ok=True)
    with file_lock(cache / "lock"):
        yield


@contextlib.contextmanager
def site_lock(site: Path) -> Iterator[None]:
    """Wait until no other process, whatever its cache, makes or swaps the tree next to a site.

    The site's parent folder is locked, as the site itself is replaced. If it cannot be created, nobody waits; the build
    will report it.
    """
    with contextlib.suppress(OSError):
        site.parent.mkdir(parents=True, exist_ok=True)
    with _locked(site.parent):
        yield


@contextlib.contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Wait until no other process holds this lock; the file is created, and stays."""
    path.touch()
    with _locked(path):
        yield


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with contextlib.ExitStack() as held:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            descriptor = os.open(path, os.O_RDONLY)
            held.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
