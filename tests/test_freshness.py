"""Each page says on which day it was checked, and where one is in the menu."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.model.addresses import section_of
from lxml import html
from playwright.sync_api import Page

from tests.project import TODAY, Project


def checked_days(site: Path) -> dict[str, list[str]]:
    pages = {path: html.fromstring(path.read_bytes()) for path in site.rglob("*.html")}
    found = {path: page.xpath("//*[@class='site-footer__checked']/time/@datetime") for path, page in pages.items()}
    return {path.relative_to(site).as_posix(): days for path, days in found.items()}


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_every_page_says_when_it_was_checked_also_on_the_next_day(project: Project, engine: str) -> None:
    for day in (TODAY, TODAY + dt.timedelta(days=1)):
        build(take_snapshot(replace(project.request(as_of=day), engine=engine)))
        days = checked_days(project.site)
        assert {"index.html", "404.html", "privacy/index.html", "corrections/nrc-1042/index.html"} < days.keys()
        assert [path for path, found in days.items() if found != [day.isoformat()]] == []


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-24T10:00:00Z", False),
        ("2026-11-28T23:59:00Z", False),
        ("2026-11-29T13:00:00Z", True),
        ("2027-11-25T10:00:00Z", True),
    ],
)
def test_a_page_says_that_it_was_checked_long_ago(page: Page, address: str, now: str, said: bool) -> None:
    page.clock.set_fixed_time(now)
    page.goto(f"{address}corrections/nrc-1042/")
    sentence = page.get_by_text("By the clock of this device, that is more than three days ago")
    assert sentence.is_visible() is said
    assert page.get_by_text("Checked on 25 November 2026.").is_visible()


NAVIGATION = ["", "severity/", "severity/assess/", "corrections/", "changes/"]


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("", ""),
        ("404.html", None),
        ("api/", None),
        ("feeds/", "changes/"),
        ("changes/page/2/", "changes/"),
        ("severity/table/", "severity/"),
        ("severity/assess/", "severity/assess/"),
        ("corrections/case/", "corrections/"),
        ("corrections/status/planned/", "corrections/"),
    ],
)
def test_a_page_is_under_the_nearest_entry_of_the_menu(address: str, section: str | None) -> None:
    assert section_of(address, NAVIGATION) == section


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_the_menu_marks_where_one_is_on_pages_that_are_not_in_it(project: Project, engine: str) -> None:
    build(take_snapshot(replace(project.request(), engine=engine)))
    marks = "//nav[@class='site-nav']//a[@aria-current]"
    for path, name, kind in (
        ("corrections/nrc-1042/", "Corrections", "true"),
        ("corrections/case/", "Corrections", "true"),
        ("corrections/status/planned/", "Corrections", "true"),
        ("feeds/", "Changes", "true"),
        ("changes/", "Changes", "page"),
    ):
        (marked,) = html.fromstring(project.page(path)).xpath(marks)
        assert (marked.text, marked.get("aria-current")) == (name, kind)
    assert html.fromstring((project.site / "404.html").read_bytes()).xpath(marks) == []
