"""Every figure of the report, computed once more from the files by other code, and its page as its readers see it."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import Browser

from tests.project import SAMPLE, Project
from tests.running import Ran, corrigenda


def read(name: str) -> Any:
    """Return a source of the sample."""
    return yaml.safe_load((SAMPLE / name).read_text(encoding="utf-8"))


PHASES = {status["id"]: status["phase"] for status in read("lifecycle.yml")["statuses"]}
RELEASES = {
    (product["id"], str(release["version"])): release
    for product in read("products.yml")["products"]
    for release in product["releases"]
}
ERRORS = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SAMPLE.glob("roadmap/*/*.yml"))]
NEWEST = max(error["history"][0]["date"] for error in ERRORS)
EDGES = [str(NEWEST + dt.timedelta(days)) for days in (30, 90)]
"""Days on which the newest error is exactly as old as it takes to be in the next band, and not yet stale."""
DAYS = ["2026-07-15", "2026-11-25", *EDGES, "2027-04-01", "2028-01-01"]


def span(window: object) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a day, month, quarter or half-year."""
    text = str(window)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return (dt.date.fromisoformat(text),) * 2
    year, part = int(text[:4]), text[5:]
    length = {"Q": 3, "H": 6}.get(part[0], 1)
    last = int(part.lstrip("QH")) * length
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return dt.date(year, last - length + 1, 1), end


class State(NamedTuple):
    """What is promised in a branch, or out, after a step: the release or the window, and the day it came out."""

    release: str | None
    window: object
    out: dt.date | None


def date_of(product: str, version: str, day: dt.date) -> object:
    """Return the window of a release as known on a day."""
    known = [step for step in RELEASES[product, version]["history"] if step["date"] <= day]
    return next((step["window"] for step in reversed(known) if "window" in step), None)


def recalled(product: str, version: str, day: dt.date) -> bool:
    """Return whether a release was recalled by a day."""
    history = RELEASES[product, version]["history"]
    return any(step["status"] == "recalled" and step["date"] <= day for step in history)


def after_each_step(error: Any) -> Iterator[tuple[Any, dict[str | None, State]]]:
    """Yield each step with what is then promised or out, by branch."""
    states: dict[str | None, State] = {}
    product = error["product"]
    for step in error["history"]:
        named = step.get("release", [])
        done = PHASES[step["status"]] == "done"
        for version in [named] if isinstance(named, str) else named:
            release = RELEASES[product, version]
            out = next((one["date"] for one in release["history"] if one["status"] == "released"), None)
            states.pop(None, None)
            states[release.get("branch")] = State(version, None, out if done else None)
        if not named:
            states = {branch: one for branch, one in states.items() if one.out and PHASES[step["status"]] != "open"}
            if "window" in step:
                states[None] = State(None, step["window"], None)
        yield step, dict(states)


def waits(error: Any, day: dt.date) -> bool:
    """Return whether an error is neither corrected in all branches nor closed."""
    *_, (step, states) = after_each_step(error)
    if any(one.release and recalled(error["product"], one.release, day) for one in states.values()):
        return True
    return any(one.out is None for one in states.values()) or PHASES[step["status"]] in ("open", "planned")


def promises(error: Any) -> Iterator[tuple[dt.date, dt.date | None]]:
    """Yield, for each branch with a promise, the last day first promised and the day of the correction."""
    if error["history"][-1]["status"] == "duplicate":
        return
    first: dict[str | None, dt.date | None] = {}
    last: dict[str | None, State] = {}
    for step, states in after_each_step(error):
        for branch, one in states.items():
            window = one.window or (one.release and date_of(error["product"], one.release, step["date"]))
            if branch not in first and None in first and branch is not None:
                first[branch] = first.pop(None)
            if branch not in first and PHASES[step["status"]] != "done":
                first[branch] = span(window)[1] if window else None
        last = states
    for branch, day in first.items():
        if day is not None:
            yield day, last[branch].out if branch in last else None


def report(project: Project, *arguments: str) -> Any:
    """Return the report as JSON."""
    ran = corrigenda(project.folder, "report", "--format", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


@pytest.mark.parametrize("today", DAYS)
def test_every_figure_follows_from_the_files(project: Project, today: str) -> None:
    day = dt.date.fromisoformat(today)
    since = day - dt.timedelta(days=90)
    said = report(project, "--as-of", today)
    assert said["since"] == since.isoformat()
    waiting = {error["id"]: (day - error["history"][0]["date"]).days for error in ERRORS if waits(error, day)}
    assert {one["error"]: one["days"] for one in said["waiting"]} == waiting
    new = {error["id"]: str(error["history"][0]["date"]) for error in ERRORS if error["history"][0]["date"] >= since}
    assert {one["error"]: one["date"] for one in said["new"]} == new
    last = {error["id"]: [*after_each_step(error)][-1] for error in ERRORS}
    products = {error["id"]: error["product"] for error in ERRORS}
    assert sorted((one["error"], one["date"], one["release"]) for one in said["corrected"]) == sorted(
        (name, str(one.out), one.release)
        for name, (_, states) in last.items()
        for one in states.values()
        if one.out and one.out >= since and not (one.release and recalled(products[name], one.release, day))
    )
    untouched = {
        name: (day - step["date"]).days
        for name, (step, _) in last.items()
        if name in waiting and PHASES[step["status"]] == "open" and (day - step["date"]).days > 90
    }
    assert {one["error"]: one["days"] for one in said["stale"]} == untouched
    overdue = Counter(
        (name, (day - span(window)[1]).days)
        for name, (step, states) in last.items()
        for one in states.values()
        if one.out is None and name in waiting
        for window in [one.window or date_of(products[name], str(one.release), day)]
        if window and span(window)[1] < day
    )
    assert Counter((one["error"], one["days"]) for one in said["overdue"]) == overdue
    assert {(one["release"] or one["window"]): sorted(one["errors"]) for one in said["upcoming"]} == coming(last)
    due = [(first, out) for error in ERRORS for first, out in promises(error) if out or first < day]
    quarters = Counter(f"{first.year}-Q{(first.month + 2) // 3}" for first, _ in due)
    in_time = Counter(f"{first.year}-Q{(first.month + 2) // 3}" for first, out in due if out and out <= first)
    assert said["promises"] == {
        "due": len(due),
        "on_time": in_time.total(),
        "quarters": [{"quarter": q, "due": quarters[q], "on_time": in_time[q]} for q in sorted(quarters)],
    }


def coming(last: Any) -> dict[str, list[str]]:
    """Return the errors by the release that is planned, or by the window without one."""
    planned: dict[str, list[str]] = {
        version: [] for (_, version), release in RELEASES.items() if release["history"][-1]["status"] == "planned"
    }
    for name, (_, states) in last.items():
        for one in states.values():
            if one.out is None and (one.window or one.release in planned):
                planned.setdefault(one.release or str(one.window), []).append(name)
    return {plan: sorted(names) for plan, names in planned.items()}


def moves(error: Any) -> Iterator[tuple[str, dt.date]]:
    """Yield the id and the day of each move of an error's promises, once for a day."""
    product, days = error["product"], set()
    steps = [*after_each_step(error)]
    before: dict[str | None, tuple[str, object]] = {}
    for at, (step, states) in enumerate(steps):
        until = steps[at + 1][0]["date"] if at + 1 < len(steps) else dt.date.max
        if PHASES[step["status"]] in ("open", "closed"):
            days |= {step["date"]} if any(branch in before for branch in before) else set()
            before = {}
            continue
        for branch, one in states.items():
            plan = one.release or str(one.window)
            window = one.window or date_of(product, plan, step["date"])
            known = before.pop(None, None) if branch is not None and branch not in before else before.get(branch)
            if one.out is None:
                within = known and window and known[0] == str(known[1]) and inside(window, known[1])
                if known and known[0] != plan and not within:
                    days.add(step["date"])
                before[branch] = (plan, window)
                if one.release:
                    days |= set(moves_of_release(product, plan, step["date"], until))
    yield from ((error["id"], day) for day in sorted(days))


def inside(window: object, other: object) -> bool:
    """Return whether a window lies in another."""
    return span(other)[0] <= span(window)[0] and span(window)[1] <= span(other)[1]


def moves_of_release(product: str, version: str, first: dt.date, until: dt.date) -> Iterator[dt.date]:
    """Yield the days after a first one on which a release moved, came out late, was dropped or recalled."""
    history = RELEASES[product, version]["history"]
    for old, new in pairwise(history):
        window = new["date"] if new["status"] == "released" and new["date"] > span(old["window"])[1] else None
        window = new.get("window", window)
        moved = window is not None and not inside(window, old["window"])
        if first < new["date"] <= until and (moved or new["status"] in ("dropped", "recalled")):
            yield new["date"]


def test_every_move_follows_from_the_files(project: Project) -> None:
    said = report(project, "--since", "2025-01-01")["moved"]
    # A release that was dropped on the day of another plan is two entries.
    assert sorted({(one["error"], one["date"]) for one in said}) == sorted(
        (name, str(day)) for error in ERRORS for name, day in moves(error)
    )


@pytest.mark.parametrize("today", [EDGES[0], "2027-04-01"])
def test_the_page_shows_the_same_figures_and_needs_no_other_file(project: Project, tmp_path: Path, today: str) -> None:
    path = tmp_path / "report.html"
    day = ("--as-of", today)
    said = report(project, *day)
    ran = corrigenda(project.folder, "report", "--html", str(path), *day)
    late = len(said["overdue"])
    are = "is" if late == 1 else "are"
    assert ran == Ran(
        0, f"FOLDER/report.html shows {len(said['waiting'])} errors that wait; {late} {are} overdue\n", ""
    )
    page = path.read_text(encoding="utf-8")
    figures = dict(re.findall(r"<div><dt>([^<]*)</dt><dd[^>]*>([^<]*)</dd></div>", page))
    kept = said["promises"]
    assert figures == {
        "waiting": str(len(said["waiting"])),
        "overdue": str(late),
        "untouched for long": str(len(said["stale"])),
        "new": str(len(said["new"])),
        "corrected": str(len(said["corrected"])),
        f"on time, of {kept['due']} due": f"{kept['on_time'] / kept['due']:.0%}",
    }
    rows = re.findall(
        r"<th scope=.row. class=.short.>Q(\d) (\d+)</th>.*?>(\d+)</td><td[^>]*>(\d+)</td>", page, re.DOTALL
    )
    assert [(f"{year}-Q{number}", int(on_time), int(due)) for number, year, on_time, due in rows] == [
        (one["quarter"], one["on_time"], one["due"]) for one in kept["quarters"]
    ]
    by_age = re.findall(r'class="age-(\d)" x="\d+" width="(\d+)"', page)
    ages = Counter(sum(one["days"] >= edge for edge in (30, 90, 180)) for one in said["waiting"])
    drawn: Counter[int] = Counter()
    for band, count in by_age:
        drawn[int(band)] += int(count)
    assert drawn == ages
    assert set(re.findall(r"(?:src|url)[=(][\"']?(\w+:)", page)) == {"data:"}
    assert "<script" not in page and "<link" not in page
    assert not any(word in page for word in ("NS-2", "RC-8819", "Signed build ordered"))


def test_a_page_of_one_product_is_about_nothing_else(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert corrigenda(project.folder, "report", "--html", str(path), "--product", "vision").code == 0
    page = path.read_text(encoding="utf-8")
    assert "Vision only" in page
    assert set(re.findall(r"/corrections/(n[a-z]+)-\d", page)) == {"nvs"}


def test_a_report_without_anything_says_so(bare_project: Project, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert corrigenda(bare_project.folder, "report", "--html", str(path)).code == 0
    page = path.read_text(encoding="utf-8")
    assert "Nothing is overdue." in page
    assert "No promise has been due yet." in page


def test_one_error_is_counted_as_one(project: Project) -> None:
    for path in project.content.glob("roadmap/*/*.yml"):
        if path.stem != "NVS-2008":
            path.unlink()
    ran = corrigenda(project.folder, "report", "--html", "report.html")
    assert (ran.code, ran.out) == (0, "report.html shows 1 error that waits; 0 are overdue\n")


def test_an_error_that_cannot_be_read_is_named(project: Project) -> None:
    project.write("roadmap/vision/NVS-2008.yml", "id: [")
    ran = corrigenda(project.folder, "report", "--html", "report.html")
    assert ran.err == "error: NVS-2008 cannot be read, so it is not counted; 'corrigenda check' says why\n"


def test_a_page_replaces_only_a_page(project: Project) -> None:
    name = "content/site.yml"
    before = (project.folder / name).read_bytes()
    ran = corrigenda(project.folder, "report", "--html", name)
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == f"Error: {name} is there and is not a report; name another file"
    assert (project.folder / name).read_bytes() == before
    ran = corrigenda(project.folder, "report", "--html", "nowhere/report.html")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "Error: there is no folder FOLDER/nowhere; make it first")
    for _ in range(2):
        assert corrigenda(project.folder, "report", "--html", "report.html").code == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_its_reader(project: Project, browser: Browser, width: int, scheme: Any) -> None:
    path = project.folder / "report.html"
    assert corrigenda(project.folder, "report", "--html", str(path), "--as-of", "2027-04-01").code == 0
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("document.fonts.check('1rem Corrigenda')")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark is (scheme == "dark")
    context.close()
