"""Spreads work over the cores by forking: a worker inherits all that is loaded, so only results are transferred.

Where forking is impossible (Windows), or there is little to do, everything runs in this process, with the same results
in the same order.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_inherited: Callable[[int, int], Any] | None = None
"""The work of the workers. They inherit only module globals: whatever is submitted to the pool is pickled."""


def default_jobs() -> int:
    """Return the number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_chunks(
    work: Callable[[Sequence[Item]], Result], items: Sequence[Item], jobs: int, least: int = 256
) -> list[Result]:
    """Do `work` on slices of `items` and return the results in order; a slice has at least `least` items.

    An exception in a worker is raised here.
    """
    if jobs < 2 or len(items) < 2 * least or not hasattr(os, "fork"):
        return [work(items)] if items else []
    # Not needed after an edit of a few errors.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    global _inherited
    # Exempt loaded objects: otherwise the collector would touch, and so copy, all of them in every worker.
    gc.freeze()
    _inherited = lambda start, end: work(items[start:end])  # noqa: E731
    size = max(least, -(-len(items) // (4 * jobs)))
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, mp_context=fork, initializer=_begin, initargs=(os.getpid(),)) as pool:
            try:
                with _uninterrupted():
                    futures = [pool.submit(_work, start, start + size) for start in range(0, len(items), size)]
                return [future.result() for future in futures]
            except KeyboardInterrupt:
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        _inherited = None
        gc.unfreeze()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Delay Ctrl-C: a pool that is interrupted while it starts leaves workers that nobody stops.

    Only the main thread is ever interrupted, but the signal may reach another one, so blocking it would not be enough.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came and callable(before):
        before(signal.SIGINT, None)


def _begin(parent: int) -> None:
    """Let only the parent handle Ctrl-C, which a terminal sends to all; it ends the workers silently.

    A parent that is killed cannot do that, so a worker checks that its parent still exists.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


def _work(start: int, end: int) -> Any:
    if _inherited is None:
        raise RuntimeError("a worker was started without its work")
    return _inherited(start, end)
