"""Following errors in the browser: kept there only, carried by a link, told of changes, and fine without storage."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator

import pytest
from lxml import etree
from playwright.sync_api import Browser, Locator, Page, expect

from tests.project import REPOSITORY

DENY = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })"
FOUND = '[data-module="finder"] [data-part="results"] tbody tr'


@pytest.fixture
def forgetful(browser: Browser) -> Iterator[Page]:
    """Return a page in a browser that denies storage; the theme's own script stumbles there, so errors do not count."""
    context = browser.new_context()
    context.add_init_script(DENY)
    yield context.new_page()
    context.close()


def stored(page: Page, key: str) -> object:
    """Return what the browser keeps under a key."""
    return json.loads(page.evaluate(f"localStorage.getItem('corrigenda.{key}')") or "null")


def keep(page: Page, key: str, value: object) -> None:
    """Make the browser keep something, before any page's script runs for the first time."""
    text = json.dumps(json.dumps(value))
    once = f"if (!localStorage.getItem('corrigenda.{key}')) localStorage.setItem('corrigenda.{key}', {text})"
    page.add_init_script(once)


def keep_now(page: Page, key: str, value: object) -> None:
    """Make the browser keep something for the page that it shows."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"corrigenda.{key}", json.dumps(value)])


@pytest.mark.parametrize("script", ["following", "watch-list", "new-labels"])
def test_the_pure_part_of_a_script_holds(script: str) -> None:
    command = ["node", "--test", str(REPOSITORY / f"tests/node/{script}.test.js")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_an_error_is_followed_and_no_longer_followed(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/nrc-1042/")
    page.get_by_role("button", name="Follow: NRC-1042", exact=True).click()
    assert stored(page, "following") == {"NRC-1042": 7}
    page.reload()
    page.get_by_role("button", name="Stop following: NRC-1042").click()
    assert stored(page, "following") == {}


def test_who_follows_an_error_is_shown_the_way_to_the_list(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/nrc-1042/")
    link = page.get_by_role("article").get_by_role("link", name="Errors you follow")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Follow: NRC-1042", exact=True).click()
    link.click()
    page.wait_for_url("**/corrections/watching/")
    expect(page.locator("[data-part=list] > li")).to_have_count(1)


def test_what_one_follows_stands_first_on_the_home_page(page: Page, address: str) -> None:
    page.goto(address)
    line = page.locator(".hero__yours")
    expect(line).to_be_hidden()
    keep(page, "following", {"NRC-1042": 5, "NVS-2012": 1})
    page.reload()
    expect(line).to_have_text("Errors you follow (2)")
    line.get_by_role("link").click()
    expect(page).to_have_url(f"{address}corrections/watching/")


def test_the_list_shows_each_error_and_what_changed_since(page: Page, address: str) -> None:
    keep(page, "following", {"NRC-1042": 5, "NRC-1051": 99})
    page.goto(f"{address}corrections/watching/")
    changed = page.locator("[data-part=list] > li", has_text="NRC-1042")
    expect(changed.get_by_text("changed since you last looked")).to_be_visible()
    expect(changed.locator("li")).to_have_text(
        [
            "5 November 2026: NRC-1042 moved from 12.6 to 12.7",
            "27 October 2026: Remote Control 12.6 moved from 26 January 2027 to 16 February 2027",
        ]
    )
    expect(changed.locator(".tag")).to_have_text("Planned")
    expect(changed.get_by_text("12.7, the second quarter of 2027")).to_be_visible()
    same = page.locator("[data-part=list] > li", has_text="NRC-1051")
    expect(same.get_by_text("changed since you last looked")).to_be_hidden()
    page.get_by_role("button", name="I have seen the changes").click()
    expect(changed.get_by_text("changed since you last looked")).to_be_hidden()


def test_opening_the_error_counts_as_having_seen_it(page: Page, address: str) -> None:
    keep(page, "following", {"NRC-1042": 3})
    page.goto(f"{address}corrections/nrc-1042/")
    assert stored(page, "following") == {"NRC-1042": 7}


def test_an_empty_list_says_how_to_begin(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/watching/")
    expect(page.get_by_text("You are not following any errors yet.")).to_be_visible()
    for name in ("Save the feeds", "Copy a link", "Follow these too"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()


def test_an_error_that_is_gone_can_be_taken_off_the_list(page: Page, address: str) -> None:
    keep(page, "following", {"OLD-1": 3})
    page.goto(f"{address}corrections/watching/")
    expect(page.get_by_text("is no longer in the list.")).to_be_visible()
    page.get_by_role("button", name="Stop following: OLD-1").click()
    expect(page.get_by_text("You are not following any errors yet.")).to_be_visible()


def test_who_takes_errors_off_the_list_keeps_a_place_in_it(page: Page, address: str) -> None:
    keep(page, "following", {"NRC-1042": 5, "NVS-2012": 3, "NBM-3010": 3})
    page.goto(f"{address}corrections/watching/")
    for error, then in (("NVS-2012", "NBM-3010"), ("NBM-3010", "NRC-1042")):
        page.get_by_role("button", name=f"Stop following: {error}").click()
        expect(page.get_by_role("button", name=f"Stop following: {then}")).to_be_focused()
    page.get_by_role("button", name="Stop following: NRC-1042").click()
    expect(page.get_by_role("heading", name="Errors you follow")).to_be_focused()


def test_a_link_that_is_opened_on_the_empty_list_offers_its_errors(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/watching/")
    page.evaluate("location.hash = 'follow=NRC-1042'")
    page.get_by_role("button", name="Follow these too").click()
    expect(page.get_by_role("heading", name="Errors you follow")).to_be_focused()
    expect(page.locator("[data-part=list] > li")).to_have_count(1)


def test_a_link_carries_the_list_to_another_device(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/watching/#follow=NRC-1042,NVS-2012,NOT-THERE,<b>")
    expect(page.get_by_text("contains a list: NRC-1042, NVS-2012")).to_be_visible()
    assert stored(page, "following") is None
    page.get_by_role("button", name="Follow these too").click()
    expect(page.locator("[data-part=list] > li")).to_have_count(2)
    assert sorted(stored(page, "following")) == ["NRC-1042", "NVS-2012"]  # type: ignore[call-overload]
    expect(page).to_have_url(f"{address}corrections/watching/")


def test_the_link_is_made(page: Page, address: str) -> None:
    keep(page, "following", {"NRC-1042": 5, "NVS-2012": 1})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}corrections/watching/")
    page.get_by_role("button", name="Copy a link").click()
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}corrections/watching/#follow=NRC-1042,NVS-2012"


def test_the_feeds_are_exported_as_opml(page: Page, address: str) -> None:
    keep(page, "following", {"NRC-1042": 5, "NVS-2012": 1})
    page.goto(f"{address}corrections/watching/")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the feeds").click()
    root = etree.parse(saved.value.path()).getroot()
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "Netop Customer Service")
    (one, _) = root.findall("body/outline")
    assert dict(one.attrib) == {
        "type": "rss",
        "text": "NRC-1042: Session drops when the Host's network adapter goes to sleep",
        "title": "NRC-1042: Session drops when the Host's network adapter goes to sleep",
        "xmlUrl": "https://support.example.com/feeds/error/nrc-1042.atom",
        "htmlUrl": "https://support.example.com/corrections/nrc-1042/",
    }


def test_an_index_that_cannot_be_loaded_is_said(page: Page, address: str) -> None:
    keep(page, "following", {"NRC-1042": 5})
    page.route("**/finder.json", lambda route: route.fulfill(status=503))
    page.goto(f"{address}corrections/watching/")
    expect(page.get_by_text("The current status of the errors could not be loaded.")).to_be_visible()


def test_where_storage_is_denied_the_reader_is_told(forgetful: Page, address: str) -> None:
    page = forgetful
    page.goto(f"{address}corrections/nrc-1042/")
    page.get_by_role("button", name="Follow: NRC-1042", exact=True).click()
    expect(page.get_by_text("Your browser does not let this site store anything")).to_be_visible()
    for other in ("", "corrections/", "changes/"):
        page.goto(f"{address}{other}")
        expect(page.locator(".new-label")).to_have_count(0)


def test_where_storage_is_denied_a_link_still_shows_its_list(forgetful: Page, address: str) -> None:
    page = forgetful
    page.goto(f"{address}corrections/watching/#follow=NRC-1042")
    expect(page.locator("[data-part=list] > li")).to_have_count(1)
    expect(page.get_by_role("button", name="Stop following")).to_be_hidden()


@pytest.mark.parametrize("place", ["", "corrections/", "corrections/page/1/", "changes/"])
def test_changes_since_the_last_visit_are_marked(page: Page, address: str, place: str) -> None:
    keep(page, "visit", {"day": "2026-11-16", "before": "2026-01-01"})
    page.clock.set_fixed_time("2026-11-25T10:00:00")
    page.goto(f"{address}{place}")
    rows = page.locator("[data-changed]")
    days = rows.evaluate_all("rows => rows.map((row) => row.dataset.changed)")
    marked = rows.evaluate_all("rows => rows.map((row) => Boolean(row.querySelector('.new-label')))")
    assert marked == [day >= "2026-11-16" for day in days]
    assert any(marked)
    assert place == "" or not all(marked)
    assert stored(page, "visit") == {"day": "2026-11-25", "before": "2026-11-16"}


def test_rows_that_the_finder_makes_carry_the_same_mark(page: Page, address: str) -> None:
    keep(page, "visit", {"day": "2026-11-16", "before": "2026-01-01"})
    page.clock.set_fixed_time("2026-11-25T10:00:00")
    page.goto(f"{address}corrections/")
    shown = marks(page.locator("[data-finder-groups] tbody tr"))
    page.select_option('.finder [name="product"]', "vision")
    narrowed = marks(page.locator(FOUND))
    assert set(narrowed.values()) == set(shown.values()), "some marked, some not, and the same mark"
    assert narrowed == {error: shown[error] for error in narrowed}
    page.select_option('.finder [name="sort"]', "changed")
    expect(page).to_have_url(f"{address}corrections/?product=vision&sort=changed")
    sorted_rows = marks(page.locator(FOUND))
    assert sorted_rows == narrowed
    assert [bool(mark) for mark in sorted_rows.values()] == sorted(map(bool, narrowed.values()), reverse=True)
    page.locator(f"{FOUND} a").first.click()
    page.wait_for_url(re.compile(r"corrections/nvs-"))
    page.go_back()
    expect(page.locator(FOUND)).to_have_count(len(narrowed))
    assert marks(page.locator(FOUND)) == narrowed
    page.go_back()
    expect(page).to_have_url(f"{address}corrections/?product=vision")
    assert marks(page.locator(FOUND)) == narrowed


def marks(rows: Locator) -> dict[str, str]:
    """Return for each row that is shown, by its error's id, the mark as it stands in the page; empty without one."""
    expect(rows.first).to_be_visible()
    mark = "row.querySelector('.new-label')?.outerHTML ?? ''"
    pairs = rows.evaluate_all(f"rows => rows.map(row => [row.querySelector('.errors__id').textContent, {mark}])")
    return dict(pairs)


def test_the_words_of_a_mark_are_not_searched(page: Page, address: str) -> None:
    keep(page, "visit", {"day": "2026-11-16", "before": "2026-01-01"})
    page.clock.set_fixed_time("2026-11-25T10:00:00")
    page.route("**/finder.json", lambda route: route.fulfill(status=503))
    page.goto(f"{address}corrections/")
    page.fill("#finder-q", "since your last visit")
    expect(page.locator('[data-module="finder"] [role="status"]')).to_have_text("0 errors found")


def test_a_first_visit_marks_nothing(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator(".new-label").count() == 0
    page.reload()
    assert page.locator(".new-label").count() == 0
