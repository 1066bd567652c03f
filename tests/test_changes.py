"""The list of changes goes back to the first step, by day, and begins with what the feed of all errors says."""

from __future__ import annotations

import gzip
import json
from typing import Any

from lxml import etree
from playwright.sync_api import Browser, Page, expect

from tests.conftest import browsing
from tests.project import Project


def pages(project: Project) -> list[str]:
    """Return the addresses of the list's pages, as each one leads to the next."""
    found = ["changes/"]
    while following := etree.HTML(project.page(found[-1])).findall('.//nav[@class="pager"]/a[@rel="next"]'):
        depth = found[-1].count("/")
        found.append(following[0].get("href").removeprefix("../" * depth))
    return found


def entries(project: Project, address: str) -> list[Any]:
    """Return the entries of one of the list's pages."""
    return list(etree.HTML(project.page(address)).findall('.//article//ul[@class="change-list"]/li'))


def test_the_list_begins_with_the_entries_of_the_feed_in_their_order(built: Project) -> None:
    items = json.loads((built.site / "feeds/all.json").read_bytes())["items"]
    found = [
        (link.text, link.get("href").removeprefix("../" * address.count("/")), line.get("data-changed"))
        for address in pages(built)
        for line in entries(built, address)
        for link in line.findall(".//a")
    ]
    assert len(items) == 100 < len(found)
    site = "https://support.example.com/"
    assert found[:100] == [
        (item["title"], item["url"].removeprefix(site), item["date_published"][:10]) for item in items
    ]


def test_the_list_goes_back_to_the_first_step_of_every_error_and_release(built: Project) -> None:
    links = [line.find(".//a").get("href") for address in pages(built) for line in entries(built, address)]
    steps = {link.lstrip("./") for link in links}
    paths = [path for kind in ("errors", "releases") for path in sorted((built.site / f"api/v1/{kind}").glob("*.json"))]
    for error in (built.site / "api/v1/errors").glob("*.json"):
        history = json.loads(error.read_bytes())["history"]
        assert {f"corrections/{error.stem}/#step-{number}" for number in range(1, len(history) + 1)} <= steps
    assert len(paths) > 30
    first = min(line.get("data-changed") for address in pages(built) for line in entries(built, address))
    lead = etree.HTML(built.page("changes")).find('.//p[@class="lead"]/a')
    assert lead.get("href") == f"../{pages(built)[-1]}#day-{first}"
    assert f'id="day-{first}"' in built.page(pages(built)[-1])
    ends = ["This is the first entry" in built.page(address) for address in pages(built)]
    assert ends == [False] * (len(ends) - 1) + [True]


def test_no_page_of_the_list_is_heavy(built: Project) -> None:
    for address in pages(built):
        assert len(entries(built, address)) <= 100
        assert len(gzip.compress(built.page(address).encode())) < 60_000


def test_an_entry_says_product_and_severity(built: Project) -> None:
    line = next(
        one for address in pages(built) for one in entries(built, address) if "NRC-1042" in one.find(".//a").text
    )
    assert (line.get("data-product"), line.get("data-severity")) == ("remote-control", "medium")
    assert (
        " ".join("".join(line.find("span[@class='change-list__about']").itertext()).split()) == "Remote Control Medium"
    )


def test_every_link_leads_to_its_step(built: Project) -> None:
    page = etree.HTML(built.page("changes")).find(".//article")
    links = page.findall('.//ul[@class="change-list"]/li//a')
    assert links
    for link in links:
        address, _, step = link.get("href")[3:].partition("#")
        assert f'id="{step}"' in built.page(address)


def test_days_are_headings_the_newest_first(built: Project) -> None:
    page = etree.HTML(built.page("changes")).find(".//article")
    days = [heading.find("time").get("datetime") for heading in page.findall(".//h2")]
    assert days == sorted(set(days), reverse=True)
    assert len(days) > 20


def test_a_site_without_changes_says_so(bare_project: Project) -> None:
    bare_project.write("products.yml", "products:\n  - {id: remote-control, name: Remote Control}\n")
    bare_project.build()
    assert "Nothing has changed yet." in bare_project.page("changes")


def shown(page: Page) -> list[tuple[str, str]]:
    """Return the products and the kinds of the entries that a reader sees."""
    return [
        (line.get_attribute("data-product") or "", line.get_attribute("data-kind") or "")
        for line in page.locator(".change-list>li:visible").all()
    ]


def test_readers_choose_a_product_and_a_kind_and_take_the_choice_along(page: Page, address: str) -> None:
    page.goto(f"{address}changes/")
    everything = shown(page)
    count = page.locator("[data-part=count]")
    expect(count).to_have_text(f"{len(everything)} entries on this page")
    page.get_by_label("Product").select_option("Vision")
    page.get_by_label("What happened").select_option("Moved")
    wanted = [one for one in everything if "vision" in one[0].split() and one[1] == "moved"]
    assert 0 < len(wanted) < len(everything)
    assert shown(page) == wanted
    expect(count).to_have_text(f"{len(wanted)} of the {len(everything)} entries on this page")
    days = page.locator(".change-list__day:visible").count()
    assert days == page.locator(".change-list:visible").count() <= len(wanted)
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(f"{address}changes/page/2/?product=vision&kind=moved")
    expect(page.get_by_label("Product")).to_have_value("vision")
    assert set(shown(page)) <= {("vision", "moved")}
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_label("Product")).to_have_value("")
    expect(page).to_have_url(f"{address}changes/page/2/")
    assert len(shown(page)) == page.locator(".change-list>li").count()


def test_a_choice_that_is_none_shows_everything(page: Page, address: str) -> None:
    page.goto(f"{address}changes/?product=<b>&severity=none&kind=&x=1")
    assert len(shown(page)) == page.locator(".change-list>li").count() > 50
    assert page.locator("select").evaluate_all("all => all.map((one) => one.value)") == ["", "", ""]


def test_without_scripts_nothing_is_offered_that_does_nothing(browser: Browser, address: str) -> None:
    with browsing(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}changes/")
        expect(page.locator(".change-filter")).to_be_hidden()
        assert len(shown(page)) > 50
