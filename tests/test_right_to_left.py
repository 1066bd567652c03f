"""A site in Arabic: its language and direction are said, and every page is the mirror of an English one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.audit.axe import violations
from scripts.screenshots import page_kinds
from scripts.serving import served
from tests.conftest import browsing
from tests.project import Project

WORDS = """\
page.home: الرئيسية
page.faq: أسئلة وأجوبة
page.corrections: التصحيحات القادمة
navigation: التنقل الرئيسي
menu: القائمة
skip: انتقل إلى المحتوى
search: بحث
changed: "آخر تغيير:"
date.day: "{day} {month} {year}"
month.11: نوفمبر
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Return a built and served site in Arabic."""
    project = Project(tmp_path_factory.mktemp("arabic"))
    (project.own_templates() / "messages/ar.yml").write_text(WORDS, encoding="utf-8")
    project.replace("site.yml", "locale: en", "locale: ar")
    project.replace("site.yml", "name: Netop Customer Service", "name: خدمة العملاء")
    project.build()
    with served(project.site) as root:
        yield project.site, root


def test_every_kind_of_page_says_its_language_and_direction(arabic: tuple[Path, str]) -> None:
    for path in sorted(arabic[0].rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert '<html lang="ar"' in text
        assert 'dir="rtl"' in text


def test_header_and_text_begin_at_the_right(page: Page, arabic: tuple[Path, str]) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{arabic[1]}corrections/nrc-1042/")
    width = page.evaluate("innerWidth")
    brand = page.locator(".site-header__brand").bounding_box()
    heading = page.locator("h1").bounding_box()
    fact = page.locator(".summary-list--facts > div").first.bounding_box()
    assert brand and heading and fact
    assert brand["x"] + brand["width"] > width - 120
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") in ("start", "right")
    assert fact["x"] > width / 2
    assert page.locator(".site-header__brand").inner_text().strip() == "خدمة العملاء"


def test_the_line_of_the_history_is_at_the_right(page: Page, arabic: tuple[Path, str]) -> None:
    page.goto(f"{arabic[1]}corrections/nrc-1042/")
    style = "getComputedStyle(document.querySelector('.history'))"
    assert page.evaluate(f"{style}.borderRightWidth") == "2px"
    assert page.evaluate(f"{style}.borderLeftWidth") == "0px"


@pytest.mark.parametrize("kind", ["home", "error", "corrections", "severity"])
def test_nothing_is_out_of_reach_on_a_phone(browser: Browser, arabic: tuple[Path, str], kind: str) -> None:
    with browsing(browser, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.goto(arabic[1] + page_kinds(arabic[0])[kind])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []
