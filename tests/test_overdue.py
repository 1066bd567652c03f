"""Pages, feeds, badges, the finder and the API agree on what is overdue, in branches and in several products, too."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.project import Project

DAY = dt.date(2027, 1, 20)
PRODUCTS = """
  - id: console
    name: Console
    releases:
      - {version: "12.5", history: [{date: 2026-02-10, status: released}]}
      - {version: "12.6", history: [{date: 2026-08-03, status: planned, window: 2026-11-10}]}
      - {version: "12.7", history: [{date: 2026-08-03, status: planned, window: 2027-Q2}]}
  - id: gateway
    name: Gateway
    branches: [{id: "16", name: 16 (long-term)}, {id: "17", name: "17"}]
    releases:
      - {version: "16.6", branch: "16", history: [{date: 2026-05-01, status: released}]}
      - {version: "16.7", branch: "16", history: [{date: 2026-08-14, status: planned, window: 2026-12-10}]}
      - {version: "17.3", branch: "17", history: [{date: 2026-05-02, status: released}]}
      - version: "17.4"
        branch: "17"
        history: [{date: 2026-08-13, status: planned, window: 2026-12-10}, {date: 2026-12-01, status: released}]
      - {version: "17.5", branch: "17", history: [{date: 2026-08-13, status: planned, window: 2027-Q1}]}
      - {version: "17.6", branch: "17", history: [{date: 2026-08-13, status: planned, window: 2026-12-10}]}
"""
ERROR = """
id: {id}
title: {id} closes a tunnel
product: {product}
{more}assessment: {{environment: production, impact: minor, interruption: none, workaround: false}}
summary: The tunnel closes, and opens again after a minute.
history:
  - {{date: 2026-09-01, status: registered}}
  - {{date: 2026-09-03, status: planned, {plan}}}
"""
ALSO = "also_in: [{product: gateway}]\n"
ERRORS = {
    "NGW-1": ("gateway", "", 'release: ["16.7", "17.5"]'),
    "NGW-2": ("gateway", "", 'release: ["16.7", "17.6"]'),
    "NGW-3": ("gateway", "", 'release: "17.4"'),
    "NGW-4": ("gateway", "", "window: 2026-12"),
    "NGW-5": ("gateway", "", 'release: "17.5"'),
    "NCO-1": ("console", ALSO, 'release: ["12.7", "gateway/16.7", "gateway/17.5"]'),
    "NCO-2": ("console", ALSO, 'release: ["12.6", "gateway/17.5"]'),
    "NCO-4": ("console", ALSO, 'release: "gateway/16.7"'),
    "NCO-3": ("console", ALSO, 'release: ["12.6", "gateway/16.7", "gateway/17.6"]'),
}
"""In one branch of two, in both for the same day, out without it, by a window; and in one product or in both."""


@dataclass(frozen=True)
class Late:
    """What the API says is overdue: for how many days, by error; and where, as pairs of a product and a release."""

    site: Path
    days: dict[str, int]
    places: dict[str, set[tuple[str, str | None]]]

    def page(self, address: str) -> html.HtmlElement:
        return html.fromstring((self.site / address / "index.html").read_text(encoding="utf-8"))

    def json(self, address: str) -> Any:
        return json.loads((self.site / address).read_bytes())


def late_in(site: Path) -> Late:
    found = Late(site, {}, {})
    for error in found.json("api/v1/errors.json")["errors"]:
        for one in error["corrections"]:
            last = one["planned"] and dt.date.fromisoformat(one["planned"]["last"])
            if error["phase"] == "planned" and last and last < DAY and not one["corrected"]:
                found.days[error["id"]] = max(found.days.get(error["id"], 0), (DAY - last).days)
                found.places.setdefault(error["id"], set()).add((one["product"], one["release"]))
    return found


@pytest.fixture(scope="module", params=["sample", "branches"])
def late(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Late]:
    project = Project(tmp_path_factory.mktemp("late"))
    if request.param == "branches":
        products = (project.content / "products.yml").read_text(encoding="utf-8")
        project.write("products.yml", products + PRODUCTS)
        for name, (product, more, plan) in ERRORS.items():
            text = ERROR.format(id=name, product=product, more=more, plan=plan)
            project.write(f"roadmap/{product}/{name}.yml", text)
    project.build(as_of=DAY)
    found = late_in(project.site)
    sample = {"NRC-1044", "NVS-2008", "NVS-2014", "NVS-2017"}
    assert set(found.days) == sample | (ERRORS.keys() - {"NGW-5"} if request.param == "branches" else set())
    yield found


def listed(page: html.HtmlElement) -> set[str]:
    """Return the errors in the table under the heading for what is overdue."""
    return set(page.xpath("//h2[@id='overdue']/following-sibling::*[.//table][1]//tr/@data-error"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_home_counts_it_and_its_line_leads_to_the_list(late: Late) -> None:
    (line,) = late.page("").xpath("//section[@class='today']//a[@class='overdue']")
    assert re.findall(r"\d+", words(line)) == [str(len(late.days))]
    assert line.get("href") == "corrections/#overdue"


def test_the_list_groups_it(late: Late) -> None:
    assert listed(late.page("corrections")) == set(late.days)


def test_a_product_lists_what_is_overdue_in_it(late: Late) -> None:
    for product in late.json("api/v1/products.json")["products"]:
        expected = {error for error, places in late.places.items() if product["id"] in dict(places)}
        # It has no correction in the console, so that the one in the gateway is said there.
        expected |= {"NCO-4"} & late.days.keys() if product["id"] == "console" else set()
        assert listed(late.page(f"corrections/product/{product['id']}")) == expected, product["id"]


def test_a_release_lists_what_is_overdue_in_it(late: Late) -> None:
    for product in late.json("api/v1/products.json")["products"]:
        for release in product["releases"]:
            place = (product["id"], release["version"])
            expected = {error for error, places in late.places.items() if place in places}
            address = release["url"].partition(".com/")[2]
            assert listed(late.page(address)) == expected, place


def test_each_row_of_every_list_says_for_how_many_days(late: Late) -> None:
    rows = 0
    for path in sorted((late.site / "corrections").rglob("index.html")):
        for row in html.fromstring(path.read_text(encoding="utf-8")).xpath("//tr[@data-error]"):
            found = re.findall(r"(\d+) days? overdue", words(row))
            days = late.days.get(row.get("data-error"))
            # The page of a product or a release is about the correction there, which may be due later than another.
            group = path.parent.parent.name in ("product", "release")
            assert set(map(int, found)) <= {days} or group, (path, words(row))
            assert found or not days or group, (path, words(row))
            rows += bool(found)
    assert rows > 2 * len(late.days)


def test_an_error_says_it(late: Late) -> None:
    for name in sorted(path.stem for path in (late.site / "api/v1/errors").glob("*.json")):
        page = late.page(f"corrections/{name}")
        late_words = page.xpath("//article//*[contains(@class, 'overdue')]")
        assert bool(late_words) == (name.upper() in late.days), name
        assert ("overdue." in words(page.find(".//article"))) == (name.upper() in late.days), name


def test_the_finder_knows_it(late: Late) -> None:
    index = late.json("corrections/finder.json")
    whens = {name: index["whens"][at] for name, at in zip(index["id"].split("\n"), index["w"], strict=False)}
    days = {name: re.findall(r"(\d+) days? overdue", said) for name, (said, _, _, overdue) in whens.items() if overdue}
    assert days == {name: [str(found)] for name, found in late.days.items()}
    (choice,) = late.page("corrections").xpath("//select[@name='phase']/option[@value='overdue']")
    assert words(choice) == f"Overdue ({len(late.days)})"


def test_feeds_said_it_on_the_first_day_after(late: Late) -> None:
    for error, days in late.days.items():
        items = late.json(f"feeds/error/{error.lower()}.json")["items"]
        assert f"overdue-{DAY - dt.timedelta(days=days - 1)}" in " ".join(item["id"] for item in items), error
    every = [item["id"] for item in late.json("feeds/all.json")["items"]]
    assert {one.split(":")[2] for one in every if ":overdue-" in one} == set(late.days)
    assert len(every) == len(set(every))


def test_badges_say_it(late: Late) -> None:
    def title(name: str) -> str:
        return (late.site / f"badges/{name}.svg").read_text(encoding="utf-8").partition("<title>")[2].split("<")[0]

    for name in sorted(path.stem for path in (late.site / "api/v1/errors").glob("*.json")):
        found = re.findall(r"(\d+) days? overdue", title(name))
        assert found == ([str(late.days[name.upper()])] if name.upper() in late.days else []), name
    for product in late.json("api/v1/products.json")["products"]:
        count = len(listed(late.page(f"corrections/product/{product['id']}")))
        found = re.findall(r"(\d+) overdue", title(f"product/{product['id']}"))
        assert found == ([str(count)] if count else []), product["id"]


def test_the_page_of_promises_counts_it(late: Late) -> None:
    page = late.page("corrections/promises")
    lines = [words(line) for line in page.xpath("//h2[@id='overdue']/following-sibling::ul[1]/li")]
    said = [(line.partition(":")[0], *re.findall(r"(\d+) days? overdue", line)) for line in lines]
    assert sorted(said) == sorted((error, str(days)) for error, days in late.days.items())
    assert words(page.xpath("//a[@href='#overdue']")[0]) == str(len(late.days))
