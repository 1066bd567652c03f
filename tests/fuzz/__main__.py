"""Reads very many random sources: python -m tests.fuzz [--count 1000000] [--seed 1] [--jobs 2].

Whatever an input holds, nothing may fail, take over two seconds, or be reported outside its file. What does is printed
with the number that makes the same input again (`--seed NUMBER --count 1`); the exit code is then 1.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.work import work


def shares(first: int, count: int, jobs: int) -> Iterator[tuple[int, int]]:
    """Yield the first number and the count of each share of the work."""
    size = max(1, min(10_000, -(-count // jobs)))
    for start in range(first, first + count, size):
        yield start, min(size, first + count - start)


def main() -> int:
    """Read them, print what is wrong, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    done = wrong = 0
    numbers = list(shares(options.seed, options.count, options.jobs))
    with ProcessPoolExecutor(options.jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for share, found in zip(numbers, pool.map(work, numbers), strict=True):
            for fault in found:
                print(fault, flush=True)
            wrong += len(found)
            done += share[1]
            print(f"{done:,} inputs read, {wrong} faults", file=sys.stderr, flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
