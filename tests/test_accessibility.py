"""Every kind of page works for everybody: axe finds nothing, the keyboard reaches all, print shows what matters.

The whole audit (`make audit`) looks at each kind in light and dark, wide and narrow, with scripts and without.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scripts.audit.axe import violations
from scripts.audit.keyboard import JOURNEYS, OutOfReach, Walker
from scripts.screenshots import FIRST_OF, PAGES, page_kinds
from tests.conftest import browsing

KINDS = [*PAGES, *FIRST_OF, "error"]


SMALL = """() => [...document.querySelectorAll("button, summary, input:not([type=radio]), select, .site-header a")]
    .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width > 1 && (box.width < 24 || box.height < 24) && !one.closest(".md-search"))
    .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""
"""Controls that are too small to be hit (WCAG 2.2, 2.5.8), in pixels."""


FAINT = """() => {
    const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => (part / 255 <= 0.04045
            ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (one) => {
        const colour = one ? getComputedStyle(one).backgroundColor : "rgb(255, 255, 255)";
        return / 0\\)$/.test(colour) ? ground(one.parentElement) : colour;
    };
    const spoken = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll("article *")]
        .filter((one) => one.checkVisibility({visibilityProperty: true}) && spoken(one))
        .filter((one) => {
            const [dim, bright] = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => a - b);
            return (bright + 0.05) / (dim + 0.05) < 4.5;
        })
        .map((one) => one.outerHTML.slice(0, 120));
}"""
"""Texts that are hard to read on what is behind them (WCAG 2.2, 1.4.3); axe does not look at print."""


IDLE_STOPS = """() => [...document.querySelectorAll("[tabindex='0']")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.scrollWidth <= one.clientWidth)
    .map((one) => one.outerHTML.slice(0, 80))"""
"""Elements that Tab stops at though there is nothing to do: they do not scroll."""


OUT_OF_REACH = """() => [...document.querySelectorAll("article *")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))
    .filter((one) => one.tabIndex < 0 && !one.querySelector("a[href], button, input, select"))
    .map((one) => one.outerHTML.slice(0, 80))"""
"""Elements that scroll, but not with the keyboard: the focus cannot be on them or in them."""


PARTS = {"table": "table", "row": "tr", "columnheader": "thead th", "rowheader": "tbody th", "cell": "td"}
"""The roles of a table's parts, and the elements that have them."""


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[BrowserContext]:
    """Return a phone's window in the dark."""
    options = {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark", "reduced_motion": "reduce"}
    with browsing(browser, **options) as context:
        yield context


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_holds_on_a_phone_in_the_dark(narrow: BrowserContext, site: Path, address: str, kind: str) -> None:
    page = narrow.new_page()
    page.goto(address + page_kinds(site)[kind])
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_tab_stops_only_where_there_is_something_to_do(page: Page, site: Path, address: str, kind: str) -> None:
    page.goto(address + page_kinds(site)[kind])
    for width in (320, 700, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(IDLE_STOPS) == []
        assert page.evaluate(OUT_OF_REACH) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_what_a_closed_search_found_cannot_be_reached(browser: Browser, address: str, width: int) -> None:
    with browsing(browser, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}faq/", wait_until="networkidle")
        for _ in range(16):
            page.keyboard.press("Tab")
            assert not page.evaluate("Boolean(document.activeElement.closest('.md-search__output'))")
        assert page.evaluate("Boolean(document.activeElement.closest('article'))")


@pytest.mark.parametrize("kind", ["corrections", "faq", "product", "promises", "severity", "table"])
def test_a_table_is_one_for_readers_also_as_cards(narrow: BrowserContext, site: Path, address: str, kind: str) -> None:
    page = narrow.new_page()
    page.goto(address + page_kinds(site)[kind])
    tree = narrow.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node["ignored"]]
    for role, element in PARTS.items():
        assert roles.count(role) == page.locator(f"article {element}").count() > 0, role
    page.close()


@pytest.mark.parametrize(
    ("path", "item"),
    [
        ("corrections/nrc-1042/", "Corrections"),
        ("corrections/case/", "Corrections"),
        ("corrections/status/in-progress/", "Corrections"),
        ("feeds/", "Changes"),
    ],
)
def test_the_menu_marks_where_one_is(page: Page, address: str, path: str, item: str) -> None:
    page.goto(address + path)
    assert page.locator(".site-nav [aria-current]").all_inner_texts() == [item]


def test_axe_sees_what_is_wrong(page: Page) -> None:
    page.set_content("<!doctype html><html lang=en><title>x</title><main><h1>x</h1><img src=x></main>")
    assert [found.split(" ")[0] for found in violations(page)] == ["image-alt"]


@pytest.mark.parametrize("journey", ["skip to the content", "navigate", "follow a case"])
def test_a_phone_with_a_keyboard_can_walk(browser: Browser, address: str, journey: str) -> None:
    with browsing(browser, viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_timeout(200)
        JOURNEYS[journey](Walker(page), "NS-204113")


def test_the_walker_sees_a_focus_that_is_not_shown(page: Page) -> None:
    page.set_content("<!doctype html><style>a:focus{outline:none}</style><a href=x>one</a><a href=y>two</a>")
    with pytest.raises(OutOfReach, match="the focus is not seen on a 'one'"):
        Walker(page).to("a[href=y]")


def test_the_navigation_opens_without_scripts(browser: Browser, address: str) -> None:
    with browsing(browser, viewport={"width": 320, "height": 700}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.keyboard.press("Tab")
        page.locator(".site-menu summary").press("Enter")
        assert page.locator(".site-menu a").first.is_visible()
        assert not page.locator(".md-search").is_visible()


@pytest.mark.parametrize("kind", ["faq", "error", "severity"])
def test_print_leaves_out_what_is_for_the_screen(page: Page, site: Path, address: str, kind: str) -> None:
    page.goto(address + page_kinds(site)[kind])
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".site-header", ".site-footer a", ".md-skip", ".md-search"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_in_the_dark_is_printed_to_be_read(page: Page, site: Path, address: str, kind: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address + page_kinds(site)[kind])
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("kind", ["corrections", "error"])
def test_what_is_small_on_the_screen_is_small_on_paper(page: Page, site: Path, address: str, kind: str) -> None:
    page.goto(address + page_kinds(site)[kind])
    page.emulate_media(media="print")
    larger = page.evaluate(
        """() => [...document.querySelectorAll(".errors__id, .summary-list__aside, .history__date")]
            .filter((one) => parseFloat(getComputedStyle(one).fontSize)
                >= parseFloat(getComputedStyle(one.closest("td, th, dd, li")).fontSize))
            .map((one) => one.textContent)"""
    )
    assert larger == []


@pytest.mark.parametrize("path", ["corrections/nrc-1042/", "faq/", "privacy/"])
def test_a_printed_page_says_where_it_comes_from_and_when_it_was_checked(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert not page.locator(".print-from").is_visible()
    page.emulate_media(media="print")
    printed = page.locator(".site-footer").inner_text().split("\n")
    printed = [line for line in printed if line]
    assert printed == ["Netop Customer Service", "Checked on 25 November 2026.", f"https://support.example.com/{path}"]
    assert page.locator(".md-banner").is_visible()


def test_motion_is_left_out_for_those_who_do_not_want_it(browser: Browser, address: str) -> None:
    with browsing(browser, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address)
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].map((one) => getComputedStyle(one))
                .filter((style) => style.animationName !== "none"
                    || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)).length"""
        )
        assert moving == 0


def test_forced_colours_leave_every_status_its_shape(browser: Browser, address: str) -> None:
    with browsing(browser, forced_colors="active") as context:
        page = context.new_page()
        page.goto(f"{address}corrections/")
        done = page.locator(".errors .tag--done").first
        assert done.evaluate("one => getComputedStyle(one, '::before').backgroundColor") != "rgba(0, 0, 0, 0)"
        assert done.evaluate("one => getComputedStyle(one).borderTopWidth") == "1px"
