"""Errors by product, by release, by status and as a whole: pages that need no script and leave no error out."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, expect

from tests.conftest import browsing
from tests.project import Project


def test_a_release_shows_planned_and_done_apart_and_its_notes(built: Project) -> None:
    page = built.page("corrections/release/remote-control-12.5/")
    assert 'id="done"' in page
    assert page.index("<h2 id=") < page.index("History of the release")
    planned = built.page("corrections/release/remote-control-12.6/")
    assert 'id="planned"' in planned and 'id="done"' not in planned


def timeline(built: Project, product: str) -> tuple[ElementTree.Element, list[str]]:
    page = built.page(f"corrections/product/{product}/")
    drawing = re.search(r"<svg viewBox=.*?</svg>", page, re.DOTALL)
    assert drawing is not None
    listed = lxml_html.fromstring(page).xpath("//ul[@class = 'releases']/li")
    return ElementTree.fromstring(drawing[0]), [" ".join(item.text_content().split()) for item in listed]


@pytest.mark.parametrize("product", ["remote-control", "vision", "business-manager"])
def test_the_drawing_of_a_products_releases_says_the_same_as_the_list_below_it(built: Project, product: str) -> None:
    drawing, items = timeline(built, product)
    assert drawing.get("aria-hidden") == "true"
    versions = [text.text or "" for text in drawing.iter("text") if text.get("font-weight") == "700"]
    assert versions
    listed = {item.split()[0]: item for item in items if not {"dropped,", "recalled,"} & {*item.split()}}
    assert listed.keys() == {*versions}
    places = {text.text or "": text.get("x") for text in drawing.iter("text") if text.get("font-weight") == "700"}
    counts = {t.get("x"): t.text for t in drawing.iter("text") if t.text and re.search("corrections?$", t.text)}
    assert counts
    drawn = {version: counts.get(place, "") for version, place in places.items()}
    # What corrects nothing has no count, in the drawing and in the list.
    said = {version: re.findall(r"\d+ corrections?$", item) for version, item in listed.items()}
    assert {version: [count] if count else [] for version, count in drawn.items()} == said


def test_a_release_that_will_not_come_is_listed_but_not_drawn(built: Project) -> None:
    drawing, items = timeline(built, "business-manager")
    assert "3.3 dropped, was planned for January 2027" in items
    assert "3.3" not in [text.text for text in drawing.iter("text")]


def test_the_drawing_says_dates_as_the_list_does(built: Project) -> None:
    drawing, items = timeline(built, "vision")
    texts = [(text.get("x"), text.text or "") for text in drawing.iter("text")]
    stops = [x for circle in drawing.iter("circle") if (x := circle.get("cx"))]
    words = [" ".join(text for x, text in texts if x == stop) for stop in stops]
    dates = [re.sub(r"^\S+ (\d+ corrections? )?", "", said) for said in words]
    assert dates == ["17 March 2026", "11 August 2026", "12 January 2027", "the second half of 2027"]
    assert all(date in item for date, item in zip(dates, reversed(items), strict=True))


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


def test_the_drawing_keeps_inside_itself_and_its_labels_apart(built: Project) -> None:
    for product in ("remote-control", "vision", "business-manager"):
        drawing, _ = timeline(built, product)
        width = float(drawing.get("viewBox", "").split()[2])
        places = [float(circle.get("cx", "")) for circle in drawing.iter("circle")]
        assert places == sorted(places)
        assert all(left + 80 <= right for left, right in itertools.pairwise(places))
        assert places[0] > 0 and places[-1] < width


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"color_scheme": "light"}, {"media": "print"}])
def test_the_drawing_can_be_read_in_the_dark_and_in_print(
    browser: Browser, address: str, options: dict[str, str]
) -> None:
    media = options.get("media")
    with browsing(browser, **{key: value for key, value in options.items() if key != "media"}) as context:
        page = context.new_page()
        page.goto(f"{address}corrections/product/remote-control/")
        if media:
            page.emulate_media(media="print")
        ink, paper = page.evaluate(
            """() => {
                const figure = document.querySelector(".timeline");
                let box = figure, paper = "rgba(0, 0, 0, 0)";
                while (box && paper === "rgba(0, 0, 0, 0)") {
                    paper = getComputedStyle(box).backgroundColor; box = box.parentElement;
                }
                return [getComputedStyle(figure.querySelector("text")).fill, paper];
            }"""
        )
        assert abs(light(ink) - light(paper if "0, 0, 0, 0" not in paper else "rgb(255, 255, 255)")) > 120
        assert page.locator(".timeline svg").is_visible()


def light(colour: str) -> float:
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return 0.3 * red + 0.59 * green + 0.11 * blue
