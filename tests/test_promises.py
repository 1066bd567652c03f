"""The page about promises counts them honestly: its figures are worked out again here, from the sources alone."""

from __future__ import annotations

import datetime as dt
import re
import statistics
from calendar import monthrange
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from lxml import html

from tests.project import SAMPLE, TODAY, Project
from tests.test_ledger import ERROR, TOOL

PAGE = "corrections/promises"


def read(path: Path) -> Any:
    """Return a source as YAML has it, with every value a string."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def span(text: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a time as sources write it."""
    if len(text) == 10:
        return dt.date.fromisoformat(text), dt.date.fromisoformat(text)
    year, _, part = text.partition("-")
    months = 3 if part[:1] == "Q" else 6 if part[:1] == "H" else 1 if part else 12
    first = (int(part.strip("QH")) - 1) * months + 1 if part else 1
    last = first + months - 1
    return dt.date(int(year), first, 1), dt.date(int(year), last, monthrange(int(year), last)[1])


def figures(content: Path, today: dt.date) -> dict[str, Any]:
    """Return what the page must say, worked out from the histories in the sources; for products without branches."""
    phases = {status["id"]: status["phase"] for status in read(content / "lifecycle.yml")["statuses"]}
    releases = {
        (product["id"], release["version"]): release["history"]
        for product in read(content / "products.yml")["products"]
        for release in product.get("releases", [])
    }
    due: Counter[tuple[str, str]] = Counter()
    kept: Counter[tuple[str, str]] = Counter()
    shifts, total, moved, moves, overdue = [], 0, 0, 0, []
    for path in sorted(content.glob("roadmap/*/*.yml")):
        error = read(path)
        history = error["history"]
        if "duplicate_of" in history[-1]:
            continue
        # What was promised, day by day: the release and the time.
        said: list[tuple[str, str]] = []
        now: str | None = None
        for step, following in zip(history, [*history[1:], {"date": "9999-12-31"}], strict=True):
            phase = phases[step["status"]]
            if phase != "planned" or not ("release" in step or "window" in step):
                now = None
                continue
            changes = releases[(error["product"], step["release"])] if "release" in step else []
            times = [(one["date"], one["window"]) for one in changes if "window" in one]
            known = [time for day, time in times if day <= step["date"]] or [time for _, time in times[:1]]
            now = step["window"] if "window" in step else known[-1] if known else ""
            said.append((step.get("release", ""), now))
            for one in changes[1:]:
                if step["date"] < one["date"] <= following["date"]:
                    if one["status"] == "released":
                        if now and one["date"] > span(now)[1].isoformat():
                            said.append((step["release"], one["date"]))
                    elif "window" in one:
                        now = one["window"]
                        said.append((step["release"], now))
                    elif one["status"] == "dropped":
                        now = None
        if not said or not said[0][1]:
            continue
        first = span(said[0][1])[1]
        total += 1
        mine = sum(_is_move(old, new) for old, new in pairwise(said))
        moves += mine
        moved += bool(mine)
        out = None
        if phases[history[-1]["status"]] == "done":
            changes = releases.get((error["product"], history[-1].get("release")), [])
            out = next((one["date"] for one in changes if one["status"] == "released"), history[-1]["date"])
        end = dt.date.fromisoformat(out) if out else span(now)[1] if now else None
        if mine and end:
            shifts.append((end - first).days)
        if now and out is None and span(now)[1] < today:
            overdue.append(error["id"])
        if out or first < today:
            quarter = f"Q{(first.month + 2) // 3} {first.year}"
            due[(error["product"], quarter)] += 1
            kept[(error["product"], quarter)] += bool(out and dt.date.fromisoformat(out) <= first)
    return {
        "kept": f"{kept.total()} of {due.total()}",
        "moved": f"{moved} of {total}",
        "days": (f"{statistics.median_high(shifts)} (median)", f"at most {max(shifts)}:"),
        "moves": moves,
        "overdue": overdue,
        "cells": {cell: f"{kept[cell]} of {number}" for cell, number in due.items()},
    }


def _is_move(old: tuple[str, str], new: tuple[str, str]) -> bool:
    """Return whether a plan moved: not if it only says more exactly when, or nothing changed."""
    if old == new:
        return False
    within = bool(old[1] and new[1]) and span(old[1])[0] <= span(new[1])[0] and span(new[1])[1] <= span(old[1])[1]
    if old[0] and old[0] != new[0]:
        return True
    return not within


def page_of(project: Project) -> html.HtmlElement:
    """Return the page's article."""
    return html.fromstring(project.page(PAGE)).xpath("//article")[0]


def texts(page: html.HtmlElement, path: str) -> list[str]:
    """Return the texts of what is found, with a space between two elements."""
    return [" ".join(" ".join(found.itertext()).split()) for found in page.xpath(path)]


def cells(page: html.HtmlElement) -> dict[tuple[str, str], str]:
    """Return what the table says about each product and quarter for which something was due."""
    quarters = texts(page, "//table[@class='shares']//thead//th")[1:-1]
    found = {}
    for row in page.xpath("//table[@class='shares']//tbody/tr[position() < last()]"):
        product = row.xpath("string(th/a/@href)").rstrip("/").rpartition("/")[2]
        said = texts(row, "td")[:-1]
        found.update({(product, quarter): text for quarter, text in zip(quarters, said, strict=True) if text})
    return found


def test_every_figure_follows_from_the_sources(built: Project) -> None:
    page, expected = page_of(built), figures(SAMPLE, TODAY)
    facts = dict(zip(texts(page, "//dl[1]/div/dt"), texts(page, "//dl[1]/div/dd"), strict=True))
    assert facts["By the first date"] == expected["kept"]
    assert facts["Moved"] == expected["moved"]
    assert facts["By how many days"].startswith(" ".join(expected["days"]))
    assert facts["Overdue now"] == str(len(expected["overdue"]) or "None")
    assert cells(page) == expected["cells"]
    moves = page.xpath("//h2[@id='moves']/following-sibling::ul[1]/li")
    assert sum(len(move.xpath("./a")) for move in moves) == expected["moves"] > len(moves) > 5


def test_a_bar_is_as_long_as_its_cell_says(built: Project) -> None:
    for svg in page_of(built).xpath("//*[local-name()='svg' and ancestor::table]"):
        kept, due = re.findall(r"\d+", svg.getparent().text)
        widths = svg.xpath("*[local-name()='rect']/@width")
        assert widths == [due, kept]


def test_what_was_promised_and_did_not_come_is_overdue(project: Project) -> None:
    day = dt.date(2027, 1, 20)
    project.build(as_of=day)
    page, expected = page_of(project), figures(SAMPLE, day)
    listed = texts(page, "//h2[@id='overdue']/following-sibling::ul[1]/li")
    assert sorted(one.partition(":")[0] for one in listed) == sorted(expected["overdue"])
    assert [one for one in listed if one.startswith("NRC-1044:")] == [
        "NRC-1044: Gateway ends all sessions when its certificate is renewed 48 days overdue, since 3 December 2026"
    ]
    assert cells(page) == expected["cells"]


def with_error(project: Project, release: tuple[str, ...], error: tuple[str, ...]) -> html.HtmlElement:
    """Build a site with one error and one release of these histories, and return the page."""
    project.write("products.yml", TOOL.format(steps="".join(f"          - {step}\n" for step in release)))
    steps = "".join(f"  - {step}\n" for step in error)
    project.write("roadmap/remote-control/NRC-1.yml", ERROR.format(steps=steps.rstrip("\n")))
    faq = (project.content / "faq.yml").read_text(encoding="utf-8")
    project.write("faq.yml", re.sub(r"\[\[(?:NRC|NVS|NBM)-[^\]]*\]\]", "an error", faq))
    assert [one for one in project.problems() if ": error: " in one] == []
    project.build()
    return page_of(project)


def test_a_promise_that_was_withdrawn_is_not_kept(bare_project: Project) -> None:
    steps = (
        "{date: 2026-02-02, status: planned, window: 2026-03}",
        "{date: 2026-02-20, status: confirmed, note: It is harder than we thought.}",
    )
    page = with_error(bare_project, ("{date: 2026-01-05, status: planned, window: 2027-07-07}",), steps)
    assert cells(page) == {("remote-control", "Q1 2026"): "0 of 1"}
    assert texts(page, "//dl[1]/div/dd") == ["0 of 1", "0 of 1", "None"]


def test_without_a_promise_the_page_says_so(bare_project: Project) -> None:
    page = with_error(bare_project, ("{date: 2026-01-05, status: planned, window: 2027-07-07}",), ())
    assert texts(page, "//p[@class='empty']") == ["No promise has been due yet.", "No promise has moved."]
    assert page.xpath("//dl[contains(@class, 'facts')]") == []


def test_a_publisher_may_have_no_such_page(bare_project: Project) -> None:
    bare_project.replace("site.yml", "sample_data: true", "sample_data: true\noutputs: {promises: false}")
    bare_project.build()
    assert not (bare_project.site / PAGE).exists()
    assert "promises/" not in bare_project.page("corrections")


def test_a_release_that_moves_with_many_errors_names_the_first(bare_project: Project) -> None:
    steps = (
        "{date: 2026-01-05, status: planned, window: 2027-03-02}",
        "{date: 2026-03-05, status: planned, window: 2027-05-04, note: More tests.}",
    )
    step = "  - {date: 2026-02-02, status: planned, release: '1.1'}"
    for number in range(2, 13):
        text = ERROR.format(steps=step).replace("NRC-1\n", f"NRC-{number}\n")
        bare_project.write(f"roadmap/remote-control/NRC-{number}.yml", text)
    page = with_error(bare_project, steps, (step.strip().removeprefix("- "),))
    (move,) = page.xpath("//h2[@id='moves']/following-sibling::ul[1]/li")
    assert len(move.xpath("./a")) == 10
    assert "and 2 more moved with 1.1" in " ".join(move.text_content().split())
