"""In a browser that denies storage, or whose clock is a year ahead, pages say what they say in any other one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.project import TODAY
from tests.test_watching import DENY

PAGES = {
    "home": "",
    "corrections": "corrections/",
    "list": "corrections/page/1/",
    "product": "corrections/product/remote-control/",
    "error": "corrections/nrc-1042/",
    "critical": "corrections/nrc-1044/",
    "changes": "changes/",
    "finder": "corrections/?find=session",
    "version": "corrections/?product=remote-control&version=12.5",
    "assessment": "severity/assess/",
    "result": "severity/assess/#v=1.0&environment=production&impact=severe&interruption=continuous&workaround=no",
}
SOON = f"{TODAY}T10:00:00Z"
A_YEAR_AHEAD = f"{TODAY.replace(year=TODAY.year + 1)}T10:00:00Z"


def opened(browser: Browser, clock: str, script: str = "") -> Iterator[Page]:
    """Yield a page whose clock stands still, after a script; the theme's own script may stumble, so errors are fine."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(clock)
    if script:
        page.add_init_script(script)
    yield page
    context.close()


@pytest.fixture(scope="module")
def usual(browser: Browser) -> Iterator[Page]:
    """Return a page in a browser without any peculiarity."""
    yield from opened(browser, SOON)


@pytest.fixture(scope="module")
def forgetful(browser: Browser) -> Iterator[Page]:
    """Return a page in a browser that denies storage."""
    yield from opened(browser, SOON, DENY)


@pytest.fixture(scope="module")
def ahead(browser: Browser) -> Iterator[Page]:
    """Return a page in a browser whose clock is a year ahead."""
    yield from opened(browser, A_YEAR_AHEAD)


def said(page: Page, address: str) -> str:
    """Return what a reader sees of a page's main part."""
    page.goto("about:blank")
    page.goto(address, wait_until="networkidle")
    return page.locator("main").inner_text()


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_says_the_same_without_storage(usual: Page, forgetful: Page, address: str, kind: str) -> None:
    assert said(forgetful, address + PAGES[kind]) == said(usual, address + PAGES[kind])


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind != "result"])
def test_a_page_says_the_same_a_year_later_and_that_it_is_old(
    usual: Page, ahead: Page, address: str, kind: str
) -> None:
    assert said(ahead, address + PAGES[kind]) == said(usual, address + PAGES[kind])
    expect(ahead.get_by_text("By the clock of this device, that is more than three days ago")).to_be_visible()


def test_a_result_counts_from_the_day_of_the_clock(ahead: Page, address: str) -> None:
    assert "hear from us by Thursday 25 November 2027, 12:00 (UTC)" in said(ahead, address + PAGES["result"])


@pytest.mark.parametrize("browser_name", ["forgetful", "ahead"])
def test_a_case_is_found(request: pytest.FixtureRequest, address: str, browser_name: str) -> None:
    page: Page = request.getfixturevalue(browser_name)
    page.goto(f"{address}corrections/case/")
    page.get_by_label("Case id").fill("NS-204113")
    page.get_by_role("button", name="Look up").click()
    expect(page.locator("main")).to_contain_text("NS-204113 is registered as error NRC-1042")


@pytest.mark.parametrize("browser_name", ["forgetful", "ahead"])
def test_the_box_of_the_home_page_answers(request: pytest.FixtureRequest, address: str, browser_name: str) -> None:
    page: Page = request.getfixturevalue(browser_name)
    page.goto(address)
    page.locator("#ask-words").fill("second screen")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator(".ask__answer")).to_contain_text("NVS-2014 Attention mode does not lock the second screen")
