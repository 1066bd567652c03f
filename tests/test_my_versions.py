"""The releases that a reader uses: kept in the browser only, and said to be affected wherever errors are listed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.test_watching import DENY, keep, stored

LABEL = ".my-version"
COVERED = """all => all.flatMap(label => {
    const own = label.getBoundingClientRect(), row = label.closest("[data-changed]");
    const {top, bottom} = row.getBoundingClientRect();
    if (own.top < top || own.bottom > bottom) return ["outside: " + row.innerText];
    const shown = one => one === row || one.offsetWidth > 1 && shown(one.parentElement);
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT), under = [];
    while (walker.nextNode()) {
        const {currentNode: text} = walker, range = document.createRange();
        if (!text.data.trim() || label.contains(text) || !shown(text.parentElement)) continue;
        range.selectNodeContents(text);
        const middle = box => (box.top + box.bottom) / 2;
        under.push(...[...range.getClientRects()].filter(box =>
            box.left < own.right && box.right > own.left && middle(box) + 5 > own.top && middle(box) < own.bottom));
    }
    return under.map(() => row.innerText);
})"""
"""The rows whose label is not in them, or covers more of their words than the ends of long letters."""
LISTS = (
    "corrections/",
    "corrections/page/1/",
    "corrections/product/remote-control/",
    "corrections/release/remote-control-12.6/",
    "corrections/status/in-progress/",
)


@pytest.fixture
def using(page: Page) -> Page:
    """Return a page whose reader uses Remote Control 12.4 and Vision 9.9."""
    keep(page, "versions", ["remote-control/12.4", "vision/9.9"])
    return page


@pytest.mark.parametrize("path", LISTS)
def test_a_list_says_what_affects_the_readers_release(using: Page, address: str, path: str) -> None:
    using.goto(address + path)
    row = using.locator('tr[data-error="NRC-1027"]').first
    expect(row.locator(LABEL)).to_have_text("Affects your 12.4; planned for 12.6")
    other = using.locator('tr[data-error="NRC-1044"]')
    expect(other.locator(LABEL)).to_have_count(0)


@pytest.mark.parametrize(("path", "width"), [("corrections/", 1280), ("corrections/", 360), ("", 1280), ("", 360)])
def test_a_label_is_within_its_row_and_off_its_words(using: Page, address: str, path: str, width: int) -> None:
    using.set_viewport_size({"width": width, "height": 800})
    using.goto(address + path)
    expect(using.locator(LABEL).first).to_be_visible()
    assert using.locator(LABEL).evaluate_all(COVERED) == []


def test_what_changed_lately_says_what_affects_the_readers_release(using: Page, address: str) -> None:
    using.goto(f"{address}changes/")
    moved = using.locator("li", has_text="NRC-1042 moved from 12.6 to 12.7")
    expect(moved.locator(LABEL)).to_have_text("Affects your 12.4; planned for 12.7")
    using.goto(address)
    expect(using.locator(f"[aria-labelledby=latest] {LABEL}").first).to_be_attached()


def test_the_finder_says_what_affects_the_readers_release(using: Page, address: str) -> None:
    using.goto(f"{address}corrections/?find=adapter")
    found = using.locator('[data-part="results"] tr', has_text="NRC-1042")
    expect(found.locator(LABEL)).to_have_text("Affects your 12.4; planned for 12.7")


@pytest.mark.parametrize(
    ("used", "said"),
    [
        (["remote-control/12.4"], "Affects your 12.4; planned for 12.7"),
        (["remote-control/12.4", "remote-control/12.5"], "Affects your 12.4, 12.5; planned for 12.7"),
        (["remote-control/12.9"], "Does not affect your 12.9, as far as we know"),
        (["vision/9.9"], None),
        ([], None),
        ({"remote-control": "12.4"}, None),
    ],
)
def test_an_errors_page_says_it_without_the_index(page: Page, address: str, used: object, said: str | None) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    keep(page, "versions", used)
    page.goto(f"{address}corrections/nrc-1042/", wait_until="networkidle")
    assert page.locator(LABEL).all_inner_texts() == ([said] if said else [])
    assert not [url for url in asked if url.endswith("finder.json")]


def test_who_uses_no_release_loads_no_index(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}corrections/product/remote-control/", wait_until="networkidle")
    assert not [url for url in asked if url.endswith("finder.json")]
    assert page.locator(LABEL).count() == 0


def test_the_page_of_a_release_keeps_that_the_reader_uses_it(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/release/remote-control-12.4/")
    button = page.get_by_role("button", name="I use this release")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert stored(page, "versions") == ["remote-control/12.4"]
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    assert stored(page, "versions") == []
    page.goto(f"{address}corrections/release/remote-control-12.6/")
    expect(button).to_have_count(0)


def test_releases_are_chosen_and_forgotten_in_the_list(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/product/vision/")
    page.get_by_role("link", name="Choose the releases that you use").click()
    page.locator('[name="product"]').select_option("vision")
    page.locator('[name="version"]').select_option("9.8")
    page.get_by_role("button", name="Remember it").click()
    page.get_by_role("button", name="Forget: Vision 9.8").click()
    expect(page.get_by_role("heading", name="Releases you use")).to_be_focused()
    assert stored(page, "versions") == []


def test_a_release_that_is_no_longer_listed_is_forgotten_and_named(page: Page, address: str) -> None:
    keep(page, "versions", ["vision/1.0", "vision/9.9", "<b>/<i>"])
    page.goto(f"{address}corrections/watching/")
    items = page.locator('[data-part="releases"] > li')
    expect(items).to_have_count(3)
    said = "is no longer listed, so this browser has forgotten it."
    assert [" ".join(text.split()) for text in items.locator("p").all_inner_texts()] == [
        f"Vision 1.0 {said}",
        "Vision 9.9",
        f"<b> <i> {said}",
    ]
    assert stored(page, "versions") == ["vision/9.9"]


def test_nothing_is_forgotten_if_the_list_of_errors_cannot_be_loaded(page: Page, address: str) -> None:
    keep(page, "versions", ["vision/1.0"])
    page.route("**/finder.json", lambda route: route.abort())
    page.goto(f"{address}corrections/watching/", wait_until="networkidle")
    assert stored(page, "versions") == ["vision/1.0"]


@pytest.fixture
def denied(browser: Browser) -> Iterator[Page]:
    """Return a page in a browser that denies storage; the theme's own script stumbles there, so errors do not count."""
    context = browser.new_context()
    context.add_init_script(DENY)
    yield context.new_page()
    context.close()


def test_a_browser_without_storage_shows_the_same_pages(denied: Page, address: str) -> None:
    denied.goto(f"{address}corrections/nrc-1042/")
    assert denied.locator(LABEL).count() == 0
    denied.goto(f"{address}corrections/release/remote-control-12.4/")
    assert denied.get_by_role("button", name="I use this release").is_hidden()
    denied.goto(f"{address}corrections/watching/")
    assert denied.get_by_text("Releases you use").is_hidden()


def test_nothing_leaves_the_browser(using: Page, address: str) -> None:
    sent: list[str] = []
    using.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    for path in (*LISTS, "", "changes/", "corrections/nrc-1042/", "corrections/watching/"):
        using.goto(address + path, wait_until="networkidle")
    used = json.dumps(sent)
    assert "9.9" not in used and not [one for one in sent if "12.4" in one and "release/" not in one]
