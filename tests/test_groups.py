"""Errors by product, by release, by status and as a whole: pages that need no script and leave no error out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from bench.make_content import make_content
from tests.conftest import browsing
from tests.project import Project

ROW = re.compile(r'<tr data-error="([^"]+)"')


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a built site of 330 errors, more than fit on any page; not to be changed."""
    project = Project(tmp_path_factory.mktemp("several"), roadmap=False)
    make_content(330, project.content)
    project.build(jobs=2)
    return project


def followed(project: Project, address: str) -> list[str]:
    """Give the errors of a group, going on to its next page as long as there is one; fails on more than 100 a page."""
    ids: list[str] = []
    seen = set()
    while address not in seen:
        seen.add(address)
        page = project.page(address)
        rows = ROW.findall(page)
        assert len(rows) <= 100, address
        ids += rows
        tree = lxml_html.fromstring(page)
        more = tree.xpath("//article//a[@rel='next']/@href")
        if more:
            address = str((Path("/") / address / more[0]).resolve())[1:] + "/"
    return ids


def all_ids(project: Project) -> list[str]:
    return sorted(path.stem for path in (project.content / "roadmap").rglob("*.yml"))


def test_the_whole_list_has_every_error_once_in_pages_of_a_hundred(several: Project) -> None:
    assert sorted(followed(several, "corrections/page/1/")) == all_ids(several)
    assert len(list(several.site.glob("corrections/page/*/"))) == 4


def test_every_group_page_shows_at_most_a_hundred_rows(several: Project) -> None:
    groups = [
        p for kind in ("product", "release", "status", "page") for p in several.site.glob(f"corrections/{kind}/*/")
    ]
    assert len(groups) > 20
    for folder in groups:
        rows = ROW.findall((folder / "index.html").read_text(encoding="utf-8"))
        assert len(rows) <= 100 and len(rows) == len(set(rows)), folder


def status_of(text: str) -> str:
    return re.findall(r"status: (\w[\w-]*)", text)[-1]


def product_of(text: str) -> str:
    return re.findall(r"^product: (\S+)", text, re.MULTILINE)[0]


@pytest.mark.parametrize(("kind", "key"), [("status", status_of), ("product", product_of)])
def test_a_group_says_how_many_it_has_and_links_on_to_all(
    several: Project, kind: str, key: Callable[[str], str]
) -> None:
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (several.content / "roadmap").rglob("*.yml")}
    groups = sorted({key(text) for text in texts.values()})
    for group in groups:
        address = f"corrections/{kind}/{group}/"
        expected = sorted(name for name, text in texts.items() if key(text) == group)
        shown = followed(several, address)
        assert set(shown) <= set(expected)
        if len(shown) < len(expected):
            page = several.page(address)
            links = lxml_html.fromstring(page).xpath("//article//a/@href")
            assert any("corrections/page/1/" in link or "page/1/" in link or f"{kind}=" in link for link in links), (
                group
            )


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
    listed = lxml_html.fromstring(page).xpath("//figure[contains(@class, 'timeline')]/following-sibling::ul[1]/li")
    return ElementTree.fromstring(drawing[0]), [" ".join(item.text_content().split()) for item in listed]


@pytest.mark.parametrize("product", ["remote-control", "vision", "business-manager"])
def test_the_drawing_of_a_products_releases_says_the_same_as_the_list_below_it(built: Project, product: str) -> None:
    drawing, items = timeline(built, product)
    assert drawing.get("aria-hidden") == "true"
    versions = [text.text for text in drawing.iter("text") if text.get("font-weight") == "700"]
    assert versions
    listed = [item for item in items if re.search(r"\d+\.\d+", item.split(":")[0])]
    assert [item.split(":")[0].split()[-1] for item in listed] == versions
    counts = [t.text for t in drawing.iter("text") if t.text and t.text.endswith(("correction", "corrections"))]
    assert [item.rsplit(", ", 1)[1] for item in listed] == counts


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
