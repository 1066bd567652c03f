"""Reads a share of the inputs under a watchdog, in a process of its own."""

from __future__ import annotations

import faulthandler
import tempfile
import time
from pathlib import Path

from tests.fuzz import one_input, prepared
from tests.fuzz.reading import faults

SLOW = 2.0
"""Seconds that an input may take."""
STUCK = 60
"""Seconds after which an input is taken to never end: it is dumped, and the process stops."""


def work(share: tuple[int, int]) -> list[str]:
    """Read a share of the inputs, given as the first number and their count; return what is wrong."""
    first, count = share
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        sources = prepared(Path(folder))
        for number in range(first, first + count):
            kind, data = one_input(number, sources)
            faulthandler.dump_traceback_later(STUCK, exit=True)
            begun = time.perf_counter()
            found += [f"input {number} ({kind}): {fault}" for fault in faults(kind, data, sources)]
            taken = time.perf_counter() - begun
            faulthandler.cancel_dump_traceback_later()
            if taken > SLOW:
                found.append(f"input {number} ({kind}): took {taken:.1f} seconds")
    return found
