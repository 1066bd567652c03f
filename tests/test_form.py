"""The form of every kind of page, measured in a browser: one grid, lines of 60 to 75 characters, nothing too wide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.screenshots import FIRST_OF, PAGES, page_kinds
from tests.conftest import browsing

KINDS = [*PAGES, *FIRST_OF, "error"]
WIDE, PHONE = 1280, 360
LONGEST, SHORTEST = 75, 60
"""How many characters a line of prose has."""
FIRST_SCREEN = 740
"""The pixels of a page that a phone shows before anybody scrolls."""
HEAD = 90
"""The pixels that the banner and the header may take on a phone."""
LINES = r"""() => {
    const inline = ["inline", "inline-block", "inline-flex", "none", "contents"];
    const found = [];
    for (const block of document.querySelectorAll("main :is(p, li, dd, caption, span)")) {
        if (getComputedStyle(block).display.startsWith("inline") || !block.checkVisibility()) continue;
        if (block.closest("svg, td, .today, .hidden-words, .route-figure__words")) continue;
        const filled = [...block.children].filter(one => one.textContent.trim());
        if (filled.some(one => !inline.includes(getComputedStyle(one).display))) continue;
        const lines = [];
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let bottom = 0;
        while (walker.nextNode()) {
            if (walker.currentNode.parentElement.closest(".hidden-words, [hidden]")) continue;
            for (let place = 0; place < walker.currentNode.length; place++) {
                const range = document.createRange();
                range.setStart(walker.currentNode, place);
                range.setEnd(walker.currentNode, place + 1);
                const [box] = range.getClientRects();
                if (!box || !box.width) continue;
                if (!lines.length || box.top > bottom) lines.push("");
                bottom = box.bottom - 4;
                lines[lines.length - 1] += walker.currentNode.data[place];
            }
        }
        if (lines.length) found.push(lines.map(line => line.trim()));
    }
    return found;
}"""
"""The lines of each block of text, as they are broken; but what holds today is one line, however long."""
EDGES = """() => [".md-banner__inner", ".site-header__inner", ".md-content__inner", ".site-footer__inner"].map(name => {
    const part = document.querySelector(name), box = part.getBoundingClientRect(), style = getComputedStyle(part);
    return [box.left + parseFloat(style.paddingLeft), box.right - parseFloat(style.paddingRight)].map(Math.round);
})"""
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll(".table-scroll")]
    .map(one => one.scrollWidth - one.clientWidth).filter(pixels => pixels > 0)"""
ROWS = """() => [...document.querySelectorAll(".errors tbody tr")].map(row => {
    const words = cell => cell.innerText.length;
    const [title, ...others] = [...row.cells].map(words);
    return [title, Math.max(...others.slice(0, -1)), others.at(-1), row.offsetHeight];
})"""
"""How many letters a row of a list has in its title, between, and in its last cell, and how high it is."""
LINES_OF_THE_PICTURE = r"""all => all.flatMap(one => {
    let [, x, y] = /^M([\d.]+) ([\d.]+)/.exec(one.getAttribute("d")).map(Number);
    return one.getAttribute("d").match(/v\d+|m0 \d+/g).flatMap(step => {
        const from = y;
        y += Number(step.replace(/^v|^m0 /, ""));
        return step.startsWith("v") ? [[x, from, y]] : [];
    });
})"""
"""Where the picture of the releases has lines from top to bottom: x, and from which y to which."""
WORDS_OF_THE_PICTURE = (
    """all => all.map(one => one.getBBox()).map(box => [box.x, box.x + box.width, box.y, box.y + box.height])"""
)
"""Where it has words: from which x to which, and from which y to which."""
BROKEN_DATES = r"""all => all.flatMap(one => {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), broken = [];
    while (walker.nextNode()) {
        for (const found of walker.currentNode.data.matchAll(/\d+ [A-Z][a-z]+ \d{4}/g)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, found.index);
            range.setEnd(walker.currentNode, found.index + found[0].length);
            if (range.getClientRects().length > 1) broken.push(found.input.trim());
        }
    }
    return broken;
})"""
"""What is said with a date that begins on one line and ends on the next."""
OVERLAPS = """() => [...document.querySelectorAll(".errors td > *")].filter(
    part => part.getBoundingClientRect().right > part.parentElement.getBoundingClientRect().right
).map(part => part.innerText)"""


@pytest.fixture(scope="module")
def wide(browser: Browser) -> Any:
    """Return a page as wide as a small laptop's."""
    with browsing(browser, viewport={"width": WIDE, "height": 800}) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Any:
    """Return a page as narrow as a small phone's."""
    with browsing(browser, viewport={"width": PHONE, "height": 800}) as context:
        yield context.new_page()


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_of_prose_has_60_to_75_characters(wide: Page, site: Path, address: str, kind: str) -> None:
    wide.goto(address + page_kinds(site)[kind], wait_until="networkidle")
    blocks: list[list[str]] = wide.evaluate(LINES)
    assert blocks
    assert [line for lines in blocks for line in lines if len(line) > LONGEST] == []
    long = [lines for lines in blocks if sum(map(len, lines)) > 4 * LONGEST]
    assert [lines for lines in long if max(map(len, lines)) < SHORTEST] == []


@pytest.mark.parametrize("kind", KINDS)
def test_banner_header_content_and_footer_share_their_edges(
    wide: Page, phone: Page, site: Path, address: str, kind: str
) -> None:
    for page in (wide, phone):
        page.goto(address + page_kinds(site)[kind])
        edges = page.evaluate(EDGES)
        assert edges == [edges[0]] * 4


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_phone_the_head_is_low_and_nothing_is_too_wide(phone: Page, site: Path, address: str, kind: str) -> None:
    phone.goto(address + page_kinds(site)[kind], wait_until="networkidle")
    assert phone.evaluate("() => document.querySelector('.site-header').getBoundingClientRect().bottom") <= HEAD
    assert phone.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("kind", ["corrections", "listing", "product", "release", "status"])
def test_an_error_with_a_short_title_is_one_line_of_a_list(wide: Page, site: Path, address: str, kind: str) -> None:
    wide.goto(address + page_kinds(site)[kind], wait_until="networkidle")
    rows = wide.evaluate(ROWS)
    heights = [height for title, others, last, height in rows if title <= 60 and others <= 16 and last <= 24]
    assert heights
    assert max(heights) <= 32


def test_on_a_phone_an_error_with_a_short_title_is_two_lines_of_a_list(phone: Page, address: str) -> None:
    phone.goto(f"{address}corrections/product/remote-control/", wait_until="networkidle")
    heights = [height for title, others, last, height in phone.evaluate(ROWS) if title <= 40 and last <= 24]
    assert heights
    assert max(heights) <= 60


@pytest.mark.parametrize("width", [965, WIDE])
def test_no_word_of_a_list_reaches_into_the_next_column(wide: Page, address: str, width: int) -> None:
    wide.set_viewport_size({"width": width, "height": 800})
    wide.goto(f"{address}corrections/")
    assert wide.evaluate(OVERLAPS) == []
    wide.set_viewport_size({"width": WIDE, "height": 800})


def test_each_entry_of_the_changes_is_a_line_where_there_is_room(wide: Page, address: str) -> None:
    wide.goto(f"{address}changes/")
    entry = "li:not(:has(.change-list__note))"
    heights = wide.locator(f".change-list>{entry}").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(heights) > 50
    assert sorted(heights)[len(heights) * 9 // 10] <= 45


def test_on_a_phone_product_and_severity_of_a_change_are_one_line(phone: Page, address: str) -> None:
    phone.goto(f"{address}changes/")
    heights = phone.locator(".change-list__about").evaluate_all("all => all.map(one => one.getClientRects().length)")
    assert set(heights) == {1}


def test_lines_of_the_picture_do_not_cross_its_words(wide: Page, address: str) -> None:
    wide.goto(address)
    lines: list[list[float]] = wide.locator(".roadmap :is(.tick, .today)").evaluate_all(LINES_OF_THE_PICTURE)
    words: list[list[float]] = wide.locator(".roadmap text").evaluate_all(WORDS_OF_THE_PICTURE)
    assert len(lines) > len(words) / 2
    crossed = [
        (x, word)
        for x, first, last in lines
        for word in words
        if word[0] < x < word[1] and first < word[3] and last > word[2]
    ]
    assert crossed == []


@pytest.mark.parametrize("path", ["", "corrections/nrc-1042/", "corrections/nrc-1044/", "corrections/product/vision/"])
def test_on_a_phone_no_date_is_broken(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    assert phone.locator(":is(.today, .history, .releases)").evaluate_all(BROKEN_DATES) == []


@pytest.mark.parametrize("error", ["nrc-1027", "nrc-1042", "nbm-3005"])
def test_on_a_phone_a_workaround_begins_on_the_first_screen(phone: Page, address: str, error: str) -> None:
    phone.goto(f"{address}corrections/{error}/")
    heading = phone.get_by_role("heading", name="Workaround").bounding_box()
    assert heading and heading["y"] + heading["height"] <= FIRST_SCREEN


def test_in_the_dark_code_in_a_link_has_the_colour_of_links(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}api/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    link = page.locator("article a:has(code)").first
    colour: str = link.evaluate("one => getComputedStyle(one).color")
    expect(link.locator("code")).to_have_css("color", colour)


def test_questions_have_headings_of_one_size(wide: Page, address: str) -> None:
    wide.goto(f"{address}faq/")
    sizes = wide.locator("article h2").evaluate_all("all => all.map(one => getComputedStyle(one).fontSize)")
    assert len(sizes) == 10
    assert len(set(sizes)) == 1


def test_on_a_phone_a_long_notice_takes_one_line(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.locator(".md-banner__inner").evaluate(
        "one => { one.textContent = 'All that is said here is invented. '.repeat(9) }"
    )
    assert phone.evaluate("() => document.querySelector('.site-header').getBoundingClientRect().bottom") <= HEAD
    assert phone.evaluate(TOO_WIDE) == []


def test_the_doors_of_the_home_page_are_not_printed(wide: Page, address: str) -> None:
    wide.goto(address)
    assert wide.locator(".cards").is_visible()
    wide.emulate_media(media="print")
    assert not wide.locator(".cards").is_visible()
    wide.emulate_media(media="screen")
