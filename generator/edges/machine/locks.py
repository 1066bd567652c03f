"""One build at a time: builds that share a cache or a site take turns, the command line's and MkDocs' alike."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

_mine: list[Path] = []


@contextlib.contextmanager
def build_lock(cache: Path) -> Iterator[None]:
    """Wait until no other process builds with `cache`. Within a process, a turn may be taken inside a turn.

    The system ends a turn with its process, so a killed build holds nobody up. Where the system has no such locks
    (Windows), nobody waits.
    """
    if cache in _mine:
        yield
        return
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as stream:
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)
        _mine.append(cache)
        try:
            yield
        finally:
            _mine.remove(cache)


@contextlib.contextmanager
def site_lock(site: Path) -> Iterator[None]:
    """Wait until no other process, whatever its cache, makes or swaps the tree beside a site.

    The folder above the site is what is locked, as the site itself is replaced. Where that cannot be (Windows, some
    network disks, a folder that cannot be made, of which the build will tell), nobody waits.
    """
    with contextlib.ExitStack() as held:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            site.parent.mkdir(parents=True, exist_ok=True)
            folder = os.open(site.parent, os.O_RDONLY)
            held.callback(os.close, folder)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
