"""`make bench`: this build beside Hugo doing the same work, and beside rivals that do less, over the same errors.

    QUICK=1   1,000 errors, few runs: is it sound, and about how fast?
    FULL=1    also 100,000 errors, this program and Hugo only
    BENCH_DIR where to work (build/bench)
    ONLY=10000 just that many errors; RUNS=3 so many runs of each

The ratios to the Hugo that makes the same come first; then each job's times, with what it does.
Every figure is a whole process. The jobs take turns, so that a busy spell of the machine hits all of them alike.
Ctrl-C ends it with the figures it has.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from bench.finder import measure_finder
from bench.measure import Job, Timing, machine, peak_memory, run
from bench.projects import REPOSITORY, Projects, environment, make_projects, mkdocs_job, own_jobs, rival_jobs
from bench.same_work import compare_sites, error_names
from bench.served import line, measure_served

RATIOS = (
    ("lean cold", "hugo, lean", 0.3),
    ("cold", "hugo", 0.3),
    ("lean one error edited", "hugo, lean", 0.03),
    ("one error edited", "hugo", 0.06),
    ("lean nothing changed", "hugo, lean", 0.01),
    ("nothing changed", "hugo", 0.01),
    ("check cold", "PyYAML's C parser alone", 0.7),
    ("check, one error edited", "check cold", 0.2),
    ("lean cold", "bare hugo", None),
    ("lean cold", "mkdocs", None),
)
"""What is compared with what, and the ratio to reach at 10,000 errors."""
WITH_MEMORY = ("lean cold", "cold", "one error edited", "hugo", "mkdocs")


def measure(count: int, folder: Path, runs: int, slow_runs: int, found: dict[str, object], rivals: bool = True) -> None:
    """Measure everything over `count` errors, print it, and put it into `found`, also if it is stopped midway."""
    print(f"\n{count:,} errors", flush=True)
    _progress("making the projects")
    made = make_projects(count, folder / str(count))
    quick = [*own_jobs(made), *rival_jobs(made)]
    slow = [mkdocs_job(made)] if rivals else []
    timings = {job.name: Timing() for job in (*quick, *slow)}
    try:
        for turn in range(runs):
            for job in (*quick, *(slow if turn < slow_runs else ())):
                _progress(f"run {turn + 1} of {runs}: {job.name}")
                run(job, timings[job.name])
    finally:
        _progress("")
        timings = {name: timing for name, timing in timings.items() if timing.cores}
        found["times"] = {name: {"wall": timing.walls, "cores": timing.cores} for name, timing in timings.items()}
        found["ratios"] = _ratios(timings)
        for job in (*quick, *slow):
            if job.name in timings:
                print(f"  {job.name:26}{timings[job.name].line()}   {job.about}", flush=True)
    found["same work"] = _same_work(made, rivals)
    found["memory"] = {job.name: _memory(job) for job in (*quick, *slow) if job.name in WITH_MEMORY}
    _progress("serving while an error is edited")
    found["served"] = served = measure_served(made.lean)
    _progress("")
    print(f"  one error edited while served, until its page says so: {line(served)}", flush=True)
    found["finder"] = _finder(made.ours)


def _same_work(made: Projects, rivals: bool) -> dict[str, dict[str, float]]:
    """Print how much of our work each rival does, and return it: a ratio to a rival that does less says less."""
    sites = {"hugo, lean": made.same_lean / "public", "bare hugo": made.bare / "public"}
    if rivals:
        sites["mkdocs"] = made.mkdocs / "site"
    # Not the first error, which has been edited.
    names, result = error_names(made.lean / "content")[1:], {}
    for rival, site in sites.items():
        likeness = compare_sites(made.lean / "site", site, names)
        print(f"  {rival:26}{likeness.line()}", flush=True)
        result[rival] = asdict(likeness)
    return result


def _progress(what: str) -> None:
    """Show what is being done, in one line of a terminal, or a line each where the output is kept."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)
    elif what:
        print(what, file=sys.stderr, flush=True)


def _ratios(timings: dict[str, Timing]) -> dict[str, tuple[float, float]]:
    """Print the ratios that the timings allow, and return them: on the clock, and on the cores."""
    ratios = {}
    for one, other, target in RATIOS:
        if one in timings and other in timings:
            wall, core = timings[one].wall / timings[other].wall, timings[one].core / timings[other].core
            ratios[f"{one} / {other}"] = (wall, core)
            aim = f"   (to reach at 10,000: {target})" if target else ""
            print(f"  {one} / {other}: {wall:.3f} on the clock, {core:.3f} on the cores{aim}", flush=True)
    return ratios


def _memory(job: Job) -> tuple[float, float]:
    _progress(f"memory: {job.name}")
    held, resident = peak_memory(job)
    _progress("")
    print(f"  {job.name:26}{held:8.0f} MB at most, all processes together ({resident:.0f} MB resident)", flush=True)
    return held, resident


def _finder(project: Path) -> dict[str, float]:
    _progress("the finder in a browser")
    found = measure_finder(project / "site")
    _progress("")
    print(
        f"  finder: index {found['gzip']:,.0f} bytes (gzip), first use {found['first']:.0f} ms,"
        f" a keystroke {found['median']:.1f} ms (at most {found['most']:.1f} ms)",
        flush=True,
    )
    return found


def main() -> int:
    """Run what the environment asks for, and return an exit code: 0, or 130 if Ctrl-C stopped it."""
    environment()
    quick, full = bool(os.environ.get("QUICK")), bool(os.environ.get("FULL"))
    folder = Path(os.environ.get("BENCH_DIR") or REPOSITORY / "build" / "bench")
    print(machine())
    results: dict[str, object] = {"machine": machine()}
    counts = [1_000] if quick else [1_000, 10_000, *([100_000] if full else [])]
    if only := os.environ.get("ONLY"):
        counts = [int(only)]
    stopped = False
    try:
        for count in counts:
            runs = int(os.environ.get("RUNS") or (3 if quick else 2 if count > 10_000 else 5))
            results[str(count)] = found = dict[str, object]()
            measure(count, folder, runs, 1 if quick else 2, found, rivals=count <= 10_000)
    except KeyboardInterrupt:
        stopped = True
        print("\nstopped; the figures above are all there are", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "result.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(f"\nall figures: {folder / 'result.json'}")
    for count in counts:
        shutil.rmtree(folder / str(count), ignore_errors=True)
    return 130 if stopped else 0


if __name__ == "__main__":
    sys.exit(main())
