"""Two releases are compared in a real browser; the choice is in the address."""

from __future__ import annotations

import json
import subprocess

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import browsing
from tests.project import REPOSITORY
from tests.test_watching import keep

RESULT = '[data-part="result"]'


def ids(page: Page, part: str) -> list[str]:
    return page.locator(f'[data-part="{part}"] [data-slot="id"]').all_inner_texts()


def opened(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}corrections/compare/{query}")
    page.locator(RESULT).wait_for()
    return page


def test_two_releases_are_compared_by_their_address(page: Page, address: str) -> None:
    opened(page, address, "?product=remote-control&from=12.4&to=12.5")
    assert page.locator("select").evaluate_all("all => all.map(one => one.value)") == ["remote-control", "12.4", "12.5"]
    gained, still, fresh = (ids(page, part) for part in ("gained", "still", "fresh"))
    assert gained == ["NRC-1031", "NRC-1024", "NRC-1022"]
    assert fresh[:2] == ["NRC-1044", "NRC-1062"]
    assert "NRC-1042" in still and len({*gained, *still, *fresh}) == len(gained + still + fresh)


def test_a_choice_is_kept_in_the_address(page: Page, address: str) -> None:
    opened(page, address)
    page.locator('[name="product"]').select_option("remote-control")
    page.locator('[name="from"]').select_option("12.5")
    page.locator('[name="to"]').select_option("12.4")
    expect(page).to_have_url(f"{address}corrections/compare/?product=remote-control&from=12.5&to=12.4")
    assert ids(page, "fresh") == ["NRC-1031", "NRC-1024", "NRC-1022"]


@pytest.mark.parametrize(
    ("used", "query", "chosen"),
    [
        (["vision/9.8"], "", ["vision", "9.8", "9.9"]),
        (["remote-control/12.4", "vision/9.8"], "", ["remote-control", "12.4", "12.5"]),
        (["vision/9.9"], "", ["vision", "9.8", "9.9"]),
        (["vision/9.8"], "?product=remote-control", ["remote-control", "12.4.1", "12.5"]),
        (["remote-control/12.3", "remote-control/12.4"], "?product=remote-control", ["remote-control", "12.4", "12.5"]),
        (["vision/9.8"], "?product=remote-control&from=12.3", ["remote-control", "12.3", "12.5"]),
        (["vision/1.0"], "", ["vision", "9.8", "9.9"]),
        (["tool/2", "<b>/<i>"], "", ["remote-control", "12.4.1", "12.5"]),
    ],
)
def test_the_readers_own_release_is_compared_if_the_address_says_nothing(
    page: Page, address: str, used: list[str], query: str, chosen: list[str]
) -> None:
    keep(page, "versions", used)
    opened(page, address, query)
    assert page.locator("select").evaluate_all("all => all.map(one => one.value)") == chosen
    expect(page).to_have_url(f"{address}corrections/compare/{query}")


@pytest.mark.parametrize(
    ("used", "pair"),
    [("1.1", ["1.1", "1.2"]), ("1.2", ["1.2", "2.1"]), ("2.0", ["2.0", "2.1"]), ("2.1", ["2.0", "2.1"])],
)
def test_the_readers_release_is_compared_with_the_newest_of_its_branch(used: str, pair: list[str]) -> None:
    branches = {"1.1": "1", "1.2": "1", "2.0": "2", "2.1": "2"}
    product = ["tool", "Tool", [*branches], branches]
    script = f"""
        const {{ pairOf }} = require({json.dumps(str(REPOSITORY / "site_templates/components/finder/compare.js"))});
        console.log(JSON.stringify(pairOf({json.dumps(product)}, ["tool/{used}"])));
    """
    ran = subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True)
    assert json.loads(ran.stdout) == pair


def test_releases_are_offered_by_branch_and_many_by_their_first_number(page: Page, address: str) -> None:
    def with_branches(route: Route) -> None:
        index = route.fetch().json()
        found = next(product for product in index["products"] if product[0] == "vision")
        found[3:] = [{"9.8": "old", "9.9": "new"}, {"old": "9.8 (long-term)", "new": "9.9"}]
        route.fulfill(json=index)

    page.route("**/finder.json", with_branches)
    opened(page, address, "?product=remote-control")
    expect(page.locator("optgroup")).to_have_count(0)
    page.locator('[name="product"]').select_option("vision")
    groups = page.locator('[name="from"] optgroup')
    expect(groups).to_have_text(["9.9", "9.8"])
    expect(groups.last).to_have_attribute("label", "9.8 (long-term)")
    script = f"""
        const {{ headingOf }} = require({json.dumps(str(REPOSITORY / "site_templates/components/finder/compare.js"))});
        const versions = [...Array(30).keys()].map((number) => `R1${{number % 2}}.${{number}}`).concat("beta");
        const asked = (known, ...rest) => known.map((version) => headingOf(version, ["t", "T", known, ...rest]));
        const inBranches = asked(["2.0"], {{ "2.0": "2" }}, {{ 2: "2 (old)" }});
        console.log(JSON.stringify([[...new Set(asked(versions))], inBranches]));
    """
    ran = subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True)
    assert json.loads(ran.stdout) == [["R10", "R11", ""], ["2 (old)"]]


def test_a_product_that_is_chosen_begins_with_the_readers_release(page: Page, address: str) -> None:
    keep(page, "versions", ["vision/9.8", "remote-control/12.3"])
    opened(page, address)
    page.locator('[name="product"]').select_option("vision")
    expect(page).to_have_url(f"{address}corrections/compare/?product=vision&from=9.8&to=9.9")


def test_a_release_that_does_not_exist_is_not_compared(page: Page, address: str) -> None:
    opened(page, address, "?product=remote-control&from=99&to=12.5")
    assert page.locator('[name="from"]').input_value() == "12.5"
    page.locator('[data-part="gained"] [data-slot="none"]').wait_for()


def test_it_says_so_if_the_list_cannot_be_loaded(page: Page, address: str) -> None:
    page.route("**/finder.json", lambda route: route.abort())
    page.goto(f"{address}corrections/compare/")
    expect(page.locator('[data-part="failed"]')).to_be_visible()


def test_without_scripts_it_leads_to_the_products(browser: Browser, address: str) -> None:
    with browsing(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}corrections/compare/")
        assert page.locator("noscript a").count() == 3
        assert page.locator("form.finder").is_hidden()
