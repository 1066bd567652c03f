"""`make growth`: what one more of a thing costs, from one size of a site to the next.

    FULL=1     also 100,000 errors
    BENCH_DIR  where to work (build/bench)

Every figure is a cold build of its own, in seconds on the cores, which a busy machine distorts less than the clock.
"each" is what one more costs from the size before; a growth of over 1.3 from one size to the next is more than linear.
"""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from bench.make_content import error_source, make_content
from bench.measure import Job, Timing, machine, run
from bench.projects import CORRIGENDA, REPOSITORY, environment

FEW = 20
"""Errors of a site of which something else is many."""
FIRST_DAY = dt.date(2012, 1, 2)
Grow = Callable[[Path, int], None]


def errors(content: Path, count: int) -> None:
    """Make so many errors, over three products."""
    make_content(count, content)


def errors_of_one_release(content: Path, count: int) -> None:
    """Make so many errors that one release corrects."""
    make_content(FEW, content)
    for number in range(50_000, 50_000 + count):
        _error_of_vision(content, number, "2026-10-01", "2026-11-09")


def releases(content: Path, count: int) -> None:
    """Make so many releases of one product, each out."""
    make_content(FEW, content)
    lines = ["  - id: many", "    name: Many", "    summary: It has many releases.", "    releases:"]
    for number in range(count):
        lines += [f'      - version: "1.{number}"', "        history:"]
        lines += [f"          - {{date: {FIRST_DAY + dt.timedelta(number)}, status: released}}"]
    _append(content / "products.yml", lines)


def steps(content: Path, count: int) -> None:
    """Make an error whose plan moved so many times."""
    make_content(FEW, content)
    path = sorted((content / "roadmap").rglob("*.yml"))[0]
    head, _, _ = path.read_text(encoding="utf-8").partition("history:")
    lines = ["history:", f"  - {{date: {FIRST_DAY}, status: registered}}"]
    for number in range(1, count):
        day, quarter = FIRST_DAY + dt.timedelta(number), 1 + number % 4
        lines += [f"  - {{date: {day}, status: planned, window: 2027-Q{quarter}, note: It needs {number} more tests.}}"]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def steps_of_a_release(content: Path, count: int) -> None:
    """Make a release whose date moved so many times, while errors waited for it."""
    make_content(FEW, content)
    path = content / "products.yml"
    first = "          - {date: 2026-08-17, status: planned, window: 2027-Q1}\n"
    head, _, rest = path.read_text(encoding="utf-8").partition(first)
    moves = []
    for number in range(1, count):
        day, quarter = dt.date(2020, 1, 1) + dt.timedelta(number // 2), 1 + number % 4
        step = f"{{date: {day}, status: planned, window: 2027-Q{quarter}, note: It needs {number} more tests.}}"
        moves.append(f"          - {step}\n")
    path.write_text(head + "".join(moves) + rest, encoding="utf-8")
    _error_of_vision(content, 50_000, "2019-12-30", "2019-12-30")


def questions(content: Path, count: int) -> None:
    """Make so many questions and answers."""
    make_content(FEW, content)
    lines = []
    for number in range(count):
        lines += [f"  - id: question-{number}", f"    question: What happens in case {number}?"]
        lines += [f"    short: It is case {number}.", "    answer: |", f"      In case {number}, we look at it. "]
    _append(content / "faq.yml", lines)


def cases(content: Path, count: int) -> None:
    """Attach so many cases to a few errors."""
    make_content(FEW, content)
    paths = sorted((content / "roadmap").rglob("*.yml"))
    share = count // len(paths)
    for index, path in enumerate(paths):
        numbers = range(200_000 + index * share, 200_000 + (index + 1) * share)
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("cases:")]
        lines.append(f"cases: [{', '.join(f'NS-{number}' for number in numbers)}]")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _error_of_vision(content: Path, number: int, registered: str, planned: str) -> None:
    title = error_source(number, random.Random(number))[2].splitlines()[1]
    lines = [
        f"id: NVS-{number}",
        title,
        "product: vision",
        "assessment: {environment: lab, impact: little, interruption: none, workaround: false}",
        'affects: ">=9.8 <9.10"',
        "summary: The session ends before the work is done.",
        "history:",
        f"  - {{date: {registered}, status: registered}}",
        f"  - {{date: {planned}, status: planned, release: '9.10'}}",
    ]
    (content / "roadmap" / "vision" / f"NVS-{number}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _append(path: Path, lines: list[str]) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")


SIZES: tuple[tuple[Grow, tuple[int, ...]], ...] = (
    (errors, (1_000, 3_000, 10_000, 30_000)),
    (errors_of_one_release, (500, 2_000, 8_000)),
    (releases, (500, 1_000, 2_000)),
    (steps, (1_250, 2_500, 5_000)),
    (steps_of_a_release, (1_250, 2_500, 5_000)),
    (questions, (500, 1_000, 2_000)),
    (cases, (25_000, 50_000, 100_000)),
)


def _heaviest(site: Path) -> tuple[int, str]:
    """Return the bytes of the heaviest file of a site, compressed, and its address; pictures and fonts apart."""
    kinds = (".html", ".json", ".xml", ".ics", ".csv")
    files = [path for path in site.rglob("*") if path.suffix in kinds and path.stat().st_size > 60_000]
    found = [(len(gzip.compress(path.read_bytes())), str(path.relative_to(site))) for path in files]
    return max(found, default=(0, "none over 60,000 bytes"))


def _measure(grow: Grow, count: int, project: Path) -> float:
    shutil.rmtree(project, ignore_errors=True)
    grow(project / "content", count)
    shutil.copy(REPOSITORY / "mkdocs.yml", project)
    shutil.copytree(REPOSITORY / "site_templates", project / "site_templates")
    timing = Timing()
    run(Job(grow.__name__, (*CORRIGENDA, "build", "--skip-search"), lambda: None, project, ""), timing)
    return timing.core


def main() -> int:
    """Measure all sizes and print them; return exit code 0."""
    environment()
    folder = Path(os.environ.get("BENCH_DIR") or REPOSITORY / "build" / "bench") / "growth"
    print(machine())
    start = _measure(errors, FEW, folder)
    print(f"{FEW} errors: {start:.2f} s")
    for grow, sizes in SIZES:
        sizes = (*sizes, 100_000) if os.environ.get("FULL") and grow is errors else sizes
        each = before = None
        took = [start, *[_measured(grow, count, folder) for count in sizes]]
        for (less, more), (fewer, count) in zip(itertools.pairwise(took), itertools.pairwise((0, *sizes)), strict=True):
            before, each = each, (more - less) / (count - fewer)
            growth = f", {each / before:.2f} times the size before" if before else ""
            print(f"{grow.__name__} {count:,}: {more:.2f} s, {each * 1e6:,.0f} µs each{growth}", flush=True)
    shutil.rmtree(folder)
    return 0


def _measured(grow: Grow, count: int, folder: Path) -> float:
    took = _measure(grow, count, folder)
    size, address = _heaviest(folder / "site")
    print(f"  {grow.__name__} {count:,}: {took:.2f} s; the heaviest file: {address}, {size:,} bytes (gzip)", flush=True)
    return took


if __name__ == "__main__":
    sys.exit(main())
