"""A product, a release and a status go on over as many pages as they need: no error is left out, none is there twice.

The whole list does so too. Sites of several sizes are built and read back; one with more errors than a page takes is
looked at closely.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from posixpath import join, normpath

import pytest
import yaml
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from lxml import html
from playwright.sync_api import Browser, Page, expect

from bench.make_content import make_content
from scripts.audit.axe import violations
from scripts.serving import served
from tests.conftest import browsing
from tests.links import ADDRESS, broken_links
from tests.project import Project

KINDS = ("product", "release", "status")


def filled(folder: Path, count: int, engine: str = "mkdocs") -> Project:
    """Return a built site of so many made-up errors."""
    project = Project(folder, roadmap=False)
    site = (project.content / "site.yml").read_bytes()
    make_content(count, project.content)
    project.write("site.yml", site)
    build(take_snapshot(replace(project.request(jobs=2), engine=engine)))
    return project


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a built site of 450 errors, more than fit on a page of each kind; not to be changed."""
    return filled(tmp_path_factory.mktemp("several"), 450)


@pytest.fixture(scope="module")
def served_several(several: Project) -> Iterator[str]:
    with served(several.site) as root:
        yield root


def pages_from(project: Project, address: str) -> dict[str, html.HtmlElement]:
    """Return a group's pages by their addresses, in the order in which `next` leads through them."""
    pages: dict[str, html.HtmlElement] = {}
    while address not in pages:
        pages[address] = html.fromstring(project.page(address))
        onward = pages[address].xpath("//article//a[@rel='next']/@href")
        if onward:
            address = normpath(join(address, onward[0])) + "/"
    return pages


def rows(page: html.HtmlElement) -> list[str]:
    """Return the ids of the errors of a page's group; the errors known in a release are those of others."""
    known = "ancestor::table[caption='Known errors in this release']"
    return [str(one) for one in page.xpath(f"//article//tr[not({known})]/@data-error")]


def groups_in(project: Project) -> dict[str, list[str]]:
    """Return the ids of each group by its address, as the sources have them; those without an error too."""
    products = yaml.load((project.content / "products.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    lifecycle = yaml.load((project.content / "lifecycle.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    groups: dict[str, list[str]] = {f"status/{status['id']}": [] for status in lifecycle["statuses"]}
    for product in products["products"]:
        groups[f"product/{product['id']}"] = []
        groups |= {f"release/{product['id']}-{release['version']}": [] for release in product["releases"]}
    for path in (project.content / "roadmap").rglob("*.yml"):
        error = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        current = error["history"][-1]
        groups[f"product/{error['product']}"].append(path.stem)
        groups[f"status/{current['status']}"].append(path.stem)
        if "release" in current:
            groups[f"release/{error['product']}-{current['release']}"].append(path.stem)
    return {f"corrections/{name}/": sorted(ids) for name, ids in groups.items()}


def assert_complete(project: Project) -> None:
    """Assert that all groups, and the whole list, have each of their errors once, on pages that are all reached."""
    groups = groups_in(project)
    groups["corrections/page/1/"] = sorted(path.stem for path in (project.content / "roadmap").rglob("*.yml"))
    seen = []
    for address, expected in groups.items():
        pages = pages_from(project, address)
        assert sorted(one for page in pages.values() for one in rows(page)) == expected, address
        assert all(len(rows(page)) <= 100 for page in pages.values()), address
        assert all(page.xpath("//article//tr/@data-error") for page in pages.values()) or not expected, address
        seen += list(pages)
    built = [
        path.parent.relative_to(project.site).as_posix() + "/"
        for kind in (*KINDS, "page")
        for path in project.site.glob(f"corrections/{kind}/**/index.html")
    ]
    assert sorted(seen) == sorted(built)


@pytest.mark.parametrize("count", [0, 1, 26, 101, 450])
def test_every_error_of_a_group_is_on_its_pages_once(tmp_path: Path, several: Project, count: int) -> None:
    assert_complete(several if count == 450 else filled(tmp_path, count))


@pytest.mark.slow
def test_every_error_of_a_large_group_is_on_its_pages_once(tmp_path: Path) -> None:
    project = filled(tmp_path, 1_000)
    assert_complete(project)
    assert len(pages_from(project, "corrections/status/planned/")) >= 5


def test_a_group_that_fits_on_a_page_has_no_other(tmp_path: Path) -> None:
    project = filled(tmp_path, 26)
    assert not list(project.site.glob("corrections/*/*/page"))
    assert "Pages of the list" not in project.page("corrections/status/planned/")


def test_every_link_of_several_pages_leads_somewhere(several: Project) -> None:
    assert broken_links(several.site) == []


def test_the_rest_of_a_phase_is_where_its_link_leads(several: Project) -> None:
    address = "corrections/product/vision/"
    page = html.fromstring(several.page(address))
    links = [link for link in page.xpath("//article//p/a") if link.text.startswith("And ")]
    assert links
    pages = pages_from(several, address)
    for link in links:
        place, anchor = link.get("href").split("#")
        (heading,) = pages[normpath(join(address, place)) + "/"].xpath(f"//h2[@id='{anchor}']")
        phase = heading.text.strip()
        (shown,) = page.xpath(f"//h2[@id='{anchor}']")
        assert shown.text.strip() == phase
        total = int(re.sub(r"\D", "", shown.find("span").text))
        further = sum(
            len(one.xpath(f"//h2[@id='{anchor}']/following-sibling::*[1]//tr/@data-error"))
            for name, one in pages.items()
            if name != address
        )
        assert link.text == f"And {further} more"
        first = page.xpath(f"//h2[@id='{anchor}']/following-sibling::*[1]//tr/@data-error")
        assert total == len(first) + further


def test_a_product_opens_with_its_releases_and_shows_each_phase(several: Project) -> None:
    page = html.fromstring(several.page("corrections/product/vision/"))
    assert page.xpath("//article//h2/@id") == ["releases", "planned", "open", "done", "closed"]


def test_a_status_begins_with_what_changed_last_and_goes_on_by_id(several: Project) -> None:
    pages = list(pages_from(several, "corrections/status/planned/").values())
    days = [page.xpath("//article//tr/@data-changed") for page in pages]
    assert days[0] == sorted(days[0], reverse=True)
    assert max(day for later in days[1:] for day in later) <= days[0][-1]
    rest = [one for page in pages[1:] for one in rows(page)]
    assert rest == sorted(rest)


@pytest.mark.parametrize(
    ("address", "title", "trail"),
    [
        (
            "corrections/product/vision/page/2/",
            "Vision: corrections, page 2 of 2",
            ["Upcoming corrections", "Vision", "Vision: corrections, page 2 of 2"],
        ),
        (
            "corrections/status/released/page/2/",
            "Status: Corrected, page 2 of 2",
            ["Upcoming corrections", "Corrected", "Status: Corrected, page 2 of 2"],
        ),
        ("corrections/page/2/", "All errors, page 2 of 6", ["Upcoming corrections", "All errors, page 2 of 6"]),
    ],
)
def test_a_further_page_says_which_part_it_is(several: Project, address: str, title: str, trail: list[str]) -> None:
    page = html.fromstring(several.page(address))
    assert page.findtext(".//title") == f"{title} - Netop Customer Service"
    assert page.xpath("string(//h1)") == title
    assert page.xpath("//link[@rel='canonical']/@href") == [ADDRESS + address]
    assert page.xpath("//article//ol[@class='breadcrumb']//a/text()") == trail[:-1]
    (found,) = [json.loads(text) for text in page.xpath("//script[@type='application/ld+json']/text()")]
    assert [item["name"] for item in found["itemListElement"]] == trail
    assert page.xpath("string(//article//*[@aria-current='page'])") == "P" + title.split(", p")[1]
    ids = rows(page)
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert description.startswith(f"{title}. ") and 20 <= len(description) <= 200
    assert ids[0] in description and ids[0] in page.xpath("string(//article)").split("Error", 1)[0]


def test_titles_descriptions_and_entries_of_the_sitemap_are_each_pages_own(several: Project) -> None:
    addresses = [
        path.parent.relative_to(several.site).as_posix() for path in several.site.glob("corrections/*/*/**/index.html")
    ]
    pages = [html.fromstring(several.page(address)) for address in addresses]
    titles = [page.findtext(".//title") for page in pages]
    assert len(set(titles)) == len(titles)
    sitemap = (several.site / "sitemap.xml").read_text(encoding="utf-8")
    assert [one for one in addresses if f"<loc>{ADDRESS}{one}/</loc>" not in sitemap] == []


def test_the_search_box_finds_a_group_by_its_own_page_only(several: Project) -> None:
    index = json.loads((several.site / "search/search_index.json").read_bytes())
    places = [document["location"] for document in index["docs"]]
    assert "corrections/product/vision/" in places
    assert [place for place in places if "/page/" in place] == []


def test_the_plain_engine_gives_the_same_pages(tmp_path: Path, several: Project) -> None:
    plain = filled(tmp_path, 450, "plain")
    assert broken_links(plain.site) == []
    further = sorted(path.relative_to(several.site) for path in several.site.glob("corrections/*/*/page/*/index.html"))
    assert len(further) >= 5
    for path in further:
        texts = [
            " ".join(html.fromstring((project.site / path).read_bytes()).xpath("string(//article)").split())
            for project in (several, plain)
        ]
        assert texts[0].replace("¶", "") == texts[1]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["corrections/product/vision/", "corrections/status/planned/page/2/"])
def test_a_group_of_several_pages_is_accessible(
    browser: Browser, served_several: str, address: str, scheme: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "reduced_motion": "reduce"}
    with browsing(browser, **options) as context:
        page = context.new_page()
        page.goto(served_several + address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_reader_without_scripts_gets_through_all_pages_and_back(
    browser: Browser, served_several: str, several: Project
) -> None:
    with browsing(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served_several}corrections/status/planned/")
        shown = page.locator("article tbody tr").count()
        for number in count(2):
            if not page.locator("article a[rel=next]").count():
                break
            # What is counted next is the next page's, once it is there as a whole.
            with page.expect_navigation():
                page.click("article a[rel=next]")
            expect(page).to_have_url(f"{served_several}corrections/status/planned/page/{number}/")
            shown += page.locator("article tbody tr").count()
        assert shown == len(groups_in(several)["corrections/status/planned/"])
        while page.locator("article a[rel=prev]").count():
            with page.expect_navigation():
                page.click("article a[rel=prev]")
        expect(page).to_have_url(f"{served_several}corrections/status/planned/")


@pytest.mark.parametrize("gone", ["corrections/status/planned/page/7/", "corrections/page/12/", "corrections/page/12"])
def test_a_page_that_a_list_no_longer_has_leads_to_the_list(page: Page, address: str, gone: str) -> None:
    page.goto(address + gone)
    expect(page.get_by_text("This list has become shorter and no longer has that page.")).to_be_visible()
    page.get_by_role("link", name="Go to the beginning of the list").click()
    expect(page).to_have_url(address + gone.partition("page/")[0])
    expect(page.locator("article tbody tr").first).to_be_visible()


@pytest.mark.parametrize("lost", ["nowhere/", "corrections/nrc-9999/", "corrections/product/vision/page/"])
def test_other_lost_addresses_say_nothing_of_a_list(page: Page, address: str, lost: str) -> None:
    page.goto(address + lost)
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    expect(page.get_by_text("This list has become shorter")).to_be_hidden()


@pytest.mark.parametrize(
    ("release", "said"),
    [
        ("business-manager-3.3", "No correction comes with this release."),
        ("remote-control-12.3", "No registered error is corrected in this release."),
        ("vision-9.11", None),
    ],
)
def test_a_release_that_is_out_or_dropped_does_not_wait_for_corrections(
    site: Path, release: str, said: str | None
) -> None:
    page = html.fromstring((site / f"corrections/release/{release}/index.html").read_bytes())
    empty = [text.text_content() for text in page.xpath("//article//p[@class='empty']")]
    assert empty == ([f"{said} See all upcoming corrections."] if said else [])


def test_a_release_whose_time_has_passed_is_said_to_be_late_among_its_products_releases(project: Project) -> None:
    project.build(as_of=dt.date(2026, 12, 4))
    lines = html.fromstring(project.page("corrections/product/remote-control")).xpath("//ul[@class='releases']/li")
    said = [" ".join(line.text_content().split()) for line in lines]
    assert "12.5.1 planned for 3 December 2026, 1 day overdue 1 correction" in said
