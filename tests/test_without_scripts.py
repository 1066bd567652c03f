"""Without scripts no page speaks of what only a script does, and offers the way that is left instead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import browsing

SCRIPTED = {
    "": ["Answer a few questions"],
    "no-such-page/": ["Answer a few questions", "the search at the top of this page"],
    "corrections/case/": ["Type the case id from your e-mail"],
    "severity/assess/": ["Answer a few questions"],
    "severity/table/": ["Select a severity to see the reasons and the deadlines."],
    "corrections/product/vision/": ["Find what affects your version of Vision"],
    "feeds/": ["Choose “Follow” on the page of an error", "In this browser"],
}
"""For each address what is said there only where scripts run."""
PLAIN = {
    "": ["The search needs scripts.", "See which cases have which severity"],
    "no-such-page/": ["The look-up needs scripts.", "See which cases have which severity"],
    "corrections/case/": ["The look-up needs scripts.", "Where to look for the error behind your case"],
    "severity/assess/": ["See which cases have which severity"],
    "corrections/watching/": ["The list is kept by a script, which your browser does not run."],
}
"""For each address what is said there only where no scripts run."""


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window that runs no scripts."""
    with browsing(browser, java_script_enabled=False) as context:
        yield context


def said(page: Page) -> str:
    return page.locator("article").inner_text()


@pytest.mark.parametrize("path", sorted(SCRIPTED))
def test_what_a_script_does_is_said_only_where_scripts_run(
    page: Page, plain: BrowserContext, address: str, path: str
) -> None:
    page.goto(address + path)
    without = plain.new_page()
    without.goto(address + path)
    for sentence in SCRIPTED[path]:
        assert sentence in said(page) and sentence not in said(without)


@pytest.mark.parametrize("path", sorted(PLAIN))
def test_what_is_left_is_said_where_no_scripts_run(page: Page, plain: BrowserContext, address: str, path: str) -> None:
    page.goto(address + path)
    without = plain.new_page()
    without.goto(address + path)
    for sentence in PLAIN[path]:
        assert sentence in said(without) and sentence not in said(page)


def test_the_way_without_the_look_up_leads_to_its_heading(plain: BrowserContext, address: str) -> None:
    for start in ("no-such-page/", "corrections/case/"):
        page = plain.new_page()
        page.goto(address + start)
        page.get_by_role("link", name="How to find your error without it").click()
        expect(page).to_have_url(f"{address}corrections/case/#otherwise")
        expect(page.get_by_role("heading", name="Find your error without a look-up")).to_be_in_viewport()


def test_where_there_is_no_search_box_nothing_speaks_of_it(page: Page, address: str) -> None:
    page.goto(f"{address}no-such-page/")
    hint = page.get_by_text("the search at the top of this page")
    expect(hint).to_be_visible()
    page.evaluate("document.querySelector('.md-search').remove()")
    expect(hint).to_be_hidden()
