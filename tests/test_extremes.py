"""Sites with nothing to report, and with very much: their pages still say what holds, and stay small."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from lxml import html

from tests.project import Project

ERROR = """\
id: {id}
title: {title}
product: {product}
assessment: {{environment: production, impact: severe, interruption: continuous, workaround: false}}
affects: ">=1.0"
summary: All sessions end at once, and nobody can begin another one.
history:
  - {{date: 2026-09-01, status: registered}}
  - {{date: 2026-09-03, status: confirmed}}
"""
RELEASED = """\
  - {date: 2026-09-04, status: planned, release: "1.1"}
  - {date: 2026-09-10, status: released, release: "1.1"}
"""
ONE_PRODUCT = """\
products:
  - id: tool
    name: Tool
    releases:
      - {version: "1.0", history: [{date: 2026-02-10, status: released}]}
      - version: "1.1"
        history: [{date: 2026-09-04, status: planned, window: 2026-Q3}, {date: 2026-09-10, status: released}]
"""
PRODUCT = """\
  - id: product-{number}
    name: {name}
    releases:
      - {{version: "1.0", history: [{{date: 2026-02-10, status: released}}]}}
      - {{version: "1.1", history: [{{date: 2026-08-03, status: planned, window: 2026-12-10}}]}}
"""
LONG = "A product with a name that goes on for all of sixty letters"
ARABIC = "\u0628\u0631\u0646\u0627\u0645\u062c \u0627\u0644\u062a\u062d\u0643\u0645"
PRODUCTS, CRITICAL = 300, 40


def words(page: str) -> str:
    """Return what readers see of a page's article; what scripts take from templates is not that."""
    article = html.fromstring(page).find(".//article")
    for hidden in article.xpath(".//template | .//script | .//select"):
        hidden.drop_tree()
    return " ".join(article.text_content().split())


def pages(site: Path) -> dict[str, str]:
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}


def test_nothing_open_and_nothing_planned_is_not_counted(bare_project: Project) -> None:
    bare_project.write("products.yml", ONE_PRODUCT)
    bare_project.write(
        "roadmap/tool/ERR-1.yml", ERROR.format(id="ERR-1", title="All sessions end", product="tool") + RELEASED
    )
    bare_project.build()
    counted = {
        name: re.findall(r"(?<![\w.,:/-])0 [a-z]+|\(0\)", words(page))
        for name, page in pages(bare_project.site).items()
    }
    assert {name: found for name, found in counted.items() if found} == {}
    assert "No Critical error is open today." in words(bare_project.page(""))
    corrections = html.fromstring(bare_project.page("corrections")).find(".//article")
    groups = [
        " ".join(one.text_content().split()) for one in corrections.xpath(".//section[h2]/*[self::h2 or self::p]")
    ]
    assert groups == [
        *("Coming next", "No correction is planned for the next three months."),
        *("Not planned yet", "Every known error has a plan."),
        *("Recently corrected (1)", "Corrected in a release that you can install."),
    ]
    assert corrections.xpath(".//*[@class='empty' and not(ancestor::template)]") == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("many"), roadmap=False)
    names = [LONG, ARABIC, *(f"Product {number}" for number in range(2, PRODUCTS))]
    products = [PRODUCT.format(number=number, name=name) for number, name in enumerate(names)]
    project.write("products.yml", "products:\n" + "".join(products))
    for number in range(CRITICAL):
        title = (
            f"{ARABIC} {number}"
            if number == 1
            else f"Gateway {number} ends all sessions when its certificate is renewed"
        )
        text = ERROR.format(id=f"ERR-{number + 1}", title=title, product=f"product-{number}")
        project.write(f"roadmap/product-{number}/ERR-{number + 1}.yml", text)
    project.build()
    return project


@pytest.mark.slow
def test_with_300_products_no_page_is_heavy(many: Project) -> None:
    found = pages(many.site)
    assert len(found) > PRODUCTS
    assert {name for name, page in found.items() if len(gzip.compress(page.encode())) > 60_000} == set()


@pytest.mark.slow
def test_with_40_critical_errors_home_names_a_few_and_leads_to_the_others(many: Project) -> None:
    today = html.fromstring(many.page("")).xpath("//section[@class='today']")[0]
    text = " ".join(today.text_content().split())
    assert text.startswith(f"Today {CRITICAL} Critical errors are open:")
    assert today.xpath(".//a/@href")[-1] == "corrections/?severity=critical"
    named = len(today.xpath(".//a")) - 1
    assert text.endswith(f"And {CRITICAL - named} more") and named < 5
    assert "0 corrections" not in words(many.page(""))


@pytest.mark.slow
def test_long_and_arabic_names_are_on_the_pages_of_their_products_whole(many: Project) -> None:
    for number, name in enumerate((LONG, ARABIC)):
        page = html.fromstring(many.page(f"corrections/product/product-{number}"))
        assert name in page.find(".//article//h1").text_content()
