"""Runs a command as a whole process and measures it: time on the clock, time on the cores, and memory.

Memory is what all processes of a job hold together, once as proportional set size (what forked workers share counts
once, but so it does with other programs), and once as resident set size (it counts in each: an upper bound). It is
sampled in a run of its own, because sampling takes time itself.
"""

from __future__ import annotations

import contextlib
import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

SAMPLE = 0.03
"""Seconds between two looks at the memory."""


@dataclass
class Timing:
    """What several runs of one command took, in seconds: on the clock, and on all cores together."""

    walls: list[float] = field(default_factory=list)
    cores: list[float] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """The median on the clock."""
        return statistics.median(self.walls)

    @property
    def core(self) -> float:
        """The median on the cores."""
        return statistics.median(self.cores)

    def line(self) -> str:
        """Return median and spread, for a table."""
        spread = f"{min(self.walls):.2f} to {max(self.walls):.2f}"
        return f"{self.wall:8.2f} s  ({spread:>16}, {len(self.walls)} runs)  {self.core:8.2f} s on the cores"


@dataclass(frozen=True)
class Job:
    """A command to measure, what makes ready for it, where it runs, and what the report says about it."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None]
    folder: Path
    about: str


def run(job: Job, timing: Timing) -> None:
    """Run a job once more and note what it took; CalledProcessError with its output if it failed."""
    job.prepare()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(job.command, cwd=job.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    timing.walls.append(time.perf_counter() - start)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    timing.cores.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def peak_memory(job: Job) -> tuple[float, float]:
    """Run a job once and give the most its processes held together, in MB: proportional, and resident."""
    job.prepare()
    peak = most = 0
    with subprocess.Popen(job.command, cwd=job.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        top = psutil.Process(running.pid)
        while running.poll() is None:
            held = resident = 0
            with contextlib.suppress(psutil.Error):
                for process in (top, *top.children(recursive=True)):
                    with contextlib.suppress(psutil.Error):
                        info = process.memory_full_info()
                        held, resident = held + info.pss, resident + info.rss
            peak, most = max(peak, held), max(most, resident)
            time.sleep(SAMPLE)
    return peak / 1e6, most / 1e6


def machine() -> str:
    """Describe the machine in a line."""
    model = "unknown processor"
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, {os.uname().sysname} {os.uname().release}"
