"""Errors by product, by release, by status and as a whole: pages that need no script and leave no error out."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Page, expect

from tests.project import Project


def test_a_release_shows_planned_and_done_apart_and_its_notes(built: Project) -> None:
    page = built.page("corrections/release/remote-control-12.5/")
    assert 'id="done"' in page
    assert page.index("<h2 id=") < page.index("History of the release")
    planned = built.page("corrections/release/remote-control-12.6/")
    assert 'id="planned"' in planned and 'id="done"' not in planned


def listed(built: Project, product: str) -> list[str]:
    items = lxml_html.fromstring(built.page(f"corrections/product/{product}/")).xpath("//ul[@class = 'releases']/li")
    return [" ".join(item.text_content().split()) for item in items]


@pytest.mark.parametrize("product", ["remote-control", "vision", "business-manager"])
def test_a_products_page_says_once_when_each_release_comes(built: Project, product: str) -> None:
    article = lxml_html.fromstring(built.page(f"corrections/product/{product}/")).find(".//article")
    before, after = (article.xpath(f"//*[{axis}::ul[@class = 'releases']]") for axis in ("following", "preceding"))
    versions = [item.split()[0] for item in listed(built, product)]
    assert versions == list(dict.fromkeys(versions))
    drawn = [text for one in (*before, *after) for text in one.xpath(".//*[local-name() = 'text']/text()")]
    assert [version for version in versions if version in drawn] == []


def test_a_release_that_will_not_come_is_listed(built: Project) -> None:
    assert "3.3 dropped, was planned for January 2027" in listed(built, "business-manager")


@pytest.mark.parametrize("media", ["screen", "print"])
def test_what_is_out_is_a_filled_dot_and_what_is_planned_an_empty_one(page: Page, address: str, media: str) -> None:
    page.emulate_media(media="print" if media == "print" else "screen")
    page.goto(f"{address}corrections/product/business-manager/")
    dots = page.locator(".releases > li").evaluate_all(
        """rows => rows.map(row => {
            const {width, borderTopWidth: edge} = getComputedStyle(row, "::before");
            const said = row.innerText.match(/planned for|out since|dropped/)?.[0];
            return [said, 2 * parseFloat(edge) >= parseFloat(width)];
        })"""
    )
    assert {(said, filled) for said, filled in dots} == {
        ("planned for", False),
        ("out since", True),
        ("dropped", False),
    }


def test_on_the_page_of_a_product_one_step_leads_to_what_is_wrong_now(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{address}corrections/product/remote-control/")
    ways = page.get_by_role("navigation", name="Contents").get_by_role("link")
    assert [re.sub(r"\d+", "n", way) for way in ways.all_inner_texts()] == [
        f"{phase} (n)" for phase in ("Planned", "Not planned yet", "Corrected", "Closed without a correction")
    ]
    expect(ways.last).to_be_in_viewport()
    ways.nth(1).click()
    expect(page.get_by_role("heading", name="Not planned yet")).to_be_in_viewport()


def test_a_customer_with_an_old_version_gets_from_its_product_to_what_affects_it(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}corrections/product/remote-control/")
    page.get_by_role("link", name="Find what affects your version of Remote Control").click()
    version = page.get_by_label("My version")
    expect(version).to_be_visible()
    version.fill("12.3")
    expect(page.locator("[data-part=results] tbody tr")).to_have_count(6)
    product = page.get_by_label("Product")
    assert product.evaluate("field => field.clientWidth") > 200


@pytest.mark.parametrize("width", [739, 768, 1280])
@pytest.mark.parametrize("media", ["print", "screen"])
def test_no_date_in_a_list_is_broken(page: Page, address: str, media: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media="print" if media == "print" else "screen")
    for path in ("corrections/", "corrections/product/remote-control/"):
        page.goto(address + path)
        dates = page.locator(".errors time").evaluate_all("times => times.map(time => time.getClientRects().length)")
        assert dates and set(dates) == {1}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_list_on_one_page_is_not_numbered(built: Project) -> None:
    page = lxml_html.fromstring(built.page("corrections/page/1"))
    assert page.xpath("//h1/text()") == ["All errors"]


@pytest.mark.parametrize("path", ["corrections/", "corrections/page/1/", "corrections/product/remote-control/"])
def test_on_a_wide_screen_every_time_is_on_one_line(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + path)
    lines = page.locator(".errors td:last-child").evaluate_all(
        """cells => cells.map(cell => {
            const range = document.createRange();
            range.selectNodeContents([...cell.childNodes].find(node => node.textContent.trim()));
            return new Set([...range.getClientRects()].map(box => box.top)).size;
        })"""
    )
    assert set(lines) == {1}


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("corrections/", ["#later", "#open", "#done", "#closed", "#browse", "../corrections/promises/"]),
        ("severity/", ["#terms", "#criteria", "#hours"]),
    ],
)
def test_the_top_of_a_long_page_leads_to_its_parts(built: Project, path: str, parts: list[str]) -> None:
    page = lxml_html.fromstring(built.page(path))
    assert page.xpath("//nav[@class='phase-ways']/a/@href") == parts
    ids = set(page.xpath("//@id"))
    assert [part for part in parts if part.startswith("#") and part[1:] not in ids] == []
