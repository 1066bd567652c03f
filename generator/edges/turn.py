"""One build at a time: builds that share a cache take turns, whether the command line or MkDocs runs them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

_mine: list[Path] = []


@contextlib.contextmanager
def my_turn(cache: Path) -> Iterator[None]:
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
