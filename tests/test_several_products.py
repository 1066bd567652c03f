"""One error in several products: one page, one id and one status, and a correction of its own in each product."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from corrigenda.edges.content.load import load_content
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edits.next_step import Order, OrderError, next_step
from corrigenda.manager.error_card import error_card
from corrigenda.model.affected import affected_releases
from corrigenda.model.catalog import Catalog
from corrigenda.model.corrections import corrections_of
from corrigenda.model.ledger import ledger_of
from lxml import html
from playwright.sync_api import Page

from scripts.serving import served
from tests.project import Project
from tests.test_watching import keep, keep_now

PRODUCTS = """\
products:
  - id: console
    name: Console
    releases:
      - version: "12.5"
        history: [{date: 2026-02-10, status: released}]
      - version: "12.6"
        history:
          - {date: 2026-08-03, status: planned, window: 2026-11-10}
          - {date: 2026-11-10, status: released}
      - version: "12.7"
        history: [{date: 2026-08-03, status: planned, window: 2027-Q2}]
  - id: viewer
    name: Viewer
    branches: [{id: "3", name: "3"}, {id: "4", name: "4"}]
    releases:
      - version: "3.1"
        branch: "3"
        history: [{date: 2026-03-10, status: released}]
      - version: "3.2"
        branch: "3"
        history: [{date: 2026-08-03, status: planned, window: 2027-02-16}]
      - version: "4.0"
        branch: "4"
        history: [{date: 2026-03-11, status: released}]
      - version: "4.1"
        branch: "4"
        history: [{date: 2026-08-03, status: planned, window: 2027-Q1}]
"""
ERROR = """\
id: NRC-1
title: The clipboard is emptied
product: console
affects: ">=12.0 <12.6"
also_in:
  - {product: viewer, affects: ">=3.1"}
assessment: {environment: production, impact: minor, interruption: none, workaround: false}
summary: |
  What you copied is gone.
history:
  - {date: 2026-09-01, status: registered}
"""
CONFIRMED = "{date: 2026-09-02, status: confirmed}"
PLANNED = '{date: 2026-09-03, status: planned, release: ["12.6", viewer/3.2]}'
HALF = '{date: 2026-11-10, status: released, release: "12.6"}'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path, roadmap=False)
    made.write("products.yml", PRODUCTS)
    return made


def with_steps(project: Project, *steps: str, error: str = ERROR) -> Catalog:
    project.write("roadmap/console/NRC-1.yml", error + "".join(f"  - {step}\n" for step in steps))
    catalog = load_content(take_snapshot(project.request()), None).catalog
    assert catalog is not None
    return catalog


def said(catalog: Catalog) -> list[tuple[str, str | None, str | None, bool]]:
    found = corrections_of(catalog.errors[0], catalog.site_data)
    return [(c.product, c.branch and c.branch.name, c.release and c.release.version, bool(c.out)) for c in found]


def test_there_is_a_correction_in_each_product(project: Project) -> None:
    catalog = with_steps(project, CONFIRMED, PLANNED)
    assert said(catalog) == [("console", "Console", "12.6", False), ("viewer", "Viewer 3", "3.2", False)]


def test_a_time_is_promised_for_all_products(project: Project) -> None:
    catalog = with_steps(project, CONFIRMED, "{date: 2026-09-03, status: planned, window: 2027-Q1}")
    assert said(catalog) == [("console", "Console", None, False), ("viewer", "Viewer", None, False)]
    assert [entry.kind.value for entry in ledger_of(catalog.errors[0], catalog.site_data).entries] == ["first"]


def test_it_is_planned_while_one_product_waits(project: Project) -> None:
    catalog = with_steps(project, CONFIRMED, PLANNED, HALF)
    error, site_data = catalog.errors[0], catalog.site_data
    assert error.status == "planned"
    own, other = (affected_releases(error, site_data, found_in) or () for found_in in error.products)
    assert [one.version for one in own] == ["12.5"]
    assert [one.version for one in other] == ["3.1", "4.0"]


def test_it_is_open_while_nothing_is_said_about_a_product(project: Project) -> None:
    planned = PLANNED.replace('["12.6", viewer/3.2]', '"12.6"')
    assert with_steps(project, CONFIRMED, planned, HALF).errors[0].status == "confirmed"
    last = "{date: 2026-11-12, status: planned, release: viewer/3.2}"
    assert with_steps(project, CONFIRMED, planned, HALF, last).errors[0].status == "planned"
    assert not [line for line in project.problems() if "NRC-1" in line and ": error:" in line]


def test_a_plan_moves_in_its_product_only(project: Project) -> None:
    catalog = with_steps(project, CONFIRMED, PLANNED, "{date: 2026-10-01, status: planned, release: viewer/4.1}")
    assert said(catalog)[0] == ("console", "Console", "12.6", False)
    catalog = with_steps(
        project, CONFIRMED, PLANNED, '{date: 2026-10-01, status: planned, release: "12.7", note: Late.}'
    )
    error = catalog.errors[0]
    assert said(catalog) == [("console", "Console", "12.7", False), ("viewer", "Viewer 3", "3.2", False)]
    assert ledger_of(error, catalog.site_data).moves == 1


def text_of(page: str) -> str:
    [article] = html.fromstring(page).xpath("//article")
    return re.sub(r"\s+", " ", article.text_content())


def test_it_is_everywhere_in_both_products(project: Project) -> None:
    with_steps(project, CONFIRMED, PLANNED, HALF)
    project.build()
    page = text_of(project.page("corrections/nrc-1"))
    assert "12.6 (Console) Out since 10 November 2026." in page and "3.2 (Viewer 3) 16 February 2027" in page
    assert "Console, versions 12.0 up to, but not including, 12.6" in page and "Viewer, versions 3.1 and later" in page
    assert "viewer/3.2" not in page and "Viewer 3.2" in page
    for product in ("console", "viewer"):
        assert "NRC-1" in project.page(f"corrections/product/{product}")
        assert "NRC-1" in (project.site / f"feeds/product/{product}.atom").read_text()
    assert "NRC-1" in project.page("corrections/release/viewer-3.1")
    for release in ("console-12.6", "viewer-3.2"):
        assert "NRC-1" in project.page(f"corrections/release/{release}")
        assert "NRC-1:3" in (project.site / f"feeds/release/{release}.atom").read_text()
    assert "NRC-1:4" not in (project.site / "feeds/release/viewer-3.2.atom").read_text()
    assert "NRC-1" not in project.page("corrections/release/viewer-4.1")


def test_the_api_names_the_product_of_each_correction(project: Project) -> None:
    with_steps(project, CONFIRMED, PLANNED, HALF)
    project.build()
    error = json.loads((project.site / "api/v1/errors/nrc-1.json").read_text())
    assert error["also_in"] == [{"product": "viewer", "affects": ">=3.1"}]
    corrections = [(one["product"], one["branch"], one["release"]) for one in error["corrections"]]
    assert corrections == [("console", None, "12.6"), ("viewer", "3", "3.2")]
    assert error["release"] == "viewer/3.2" and error["affected"] == ["12.5", "viewer/3.1", "viewer/4.0"]
    promises = [(one["product"], one["branch"], one["release"]) for one in error["promises"]]
    assert promises == [("console", None, "12.6"), ("viewer", "3", "3.2"), ("console", None, "12.6")]
    assert error["history"][2]["releases"] == ["12.6", "viewer/3.2"]
    assert "12.6 2026-11-10; Viewer 3.2 2027-02-16" in (project.site / "api/v1/errors.csv").read_text()


def test_the_finder_has_it_in_both_products(project: Project) -> None:
    with_steps(project, CONFIRMED, PLANNED, HALF)
    project.build()
    folder = project.folder / "site_templates/components"
    script = f"""
        Object.assign(globalThis, require({json.dumps(str(folder / "following/stored.js"))}));
        const finder = require({json.dumps(str(folder / "finder/finder-search.js"))});
        const versions = require({json.dumps(str(folder / "finder/finder-versions.js"))});
        const index = require({json.dumps(str(project.site / "corrections/finder.json"))});
        Object.assign(globalThis, versions);
        const {{ compared }} = require({json.dumps(str(folder / "finder/compare.js"))});
        const entries = finder.unpack(index);
        const products = versions.productVersions(index);
        const affected = (version, product) => versions.typedVersion(products, version, product).affects(entries[0]);
        const {{ counts }} = finder.search(entries, finder.readState(""));
        console.log(JSON.stringify([
          [...counts.product], [...counts.release].map(([release]) => finder.versionOf(release, entries[0])),
          [affected("12.5", ""), affected("12.6", ""), affected("3.1", "viewer"), affected("4.0", "")],
          compared(entries, "viewer", 0, 1).still.length, compared(entries, "console", 0, 1).gained.length,
        ]));
    """
    ran = subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True)
    assert json.loads(ran.stdout) == [
        [["console", 1], ["viewer", 1]],
        ["Viewer 3.2", "12.6"],
        [True, False, True, True],
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("product: viewer", "product: viewr", "6:15: error: unknown product 'viewr'; add"),
        ("product: viewer", "product: console", "the error is in 'console' already; delete this entry of 'also_in'"),
        ('">=3.1"', '">=3.1-rc1"', "6:32: error: '3.1-rc1' is not numbers between dots, as versions of Viewer are"),
        ('">=3.1"', '">=9.1"', "versions-known"),
        ('">=3.1"', '">=3.2"', "no version of branch '3' before 3.2, which corrects the error, is in '>=3.2'"),
        ("viewer/3.2", "viewer/3.3", "none of Console, Viewer has a release 'viewer/3.3'"),
        ("viewer/3.2", "3.2", "correct the version (release-known) -> viewer/3.2"),
        ("viewer/3.2", "console/12.6", "has a release 'console/12.6'; add"),
        ("viewer/3.2", "viewer/3.2, viewer/3.1", "viewer/3.2 and viewer/3.1 are of branch '3'; name one of them"),
        ("viewer/3.2", '"12.7"', "12.6 and 12.7 are of Console, which has no branches; name one of them"),
        ("also_in:", "also-in:", "5:1: error: unknown field 'also-in' (unknown-field) -> also_in"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(project: Project, old: str, new: str, problem: str) -> None:
    text = ERROR + f"  - {CONFIRMED}\n  - {PLANNED}\n"
    assert old in text
    project.write("roadmap/console/NRC-1.yml", text.replace(old, new))
    assert [line for line in project.problems() if problem in line], "\n".join(project.problems())


def test_a_move_names_a_release_of_another_product(project: Project) -> None:
    catalog = with_steps(project, CONFIRMED, PLANNED, HALF)
    error, site_data = catalog.errors[0], catalog.site_data
    step = next_step(error, site_data, Order(plan=("viewer/4.1",), because="Only version 4 gets it."))
    assert step["release"] == "viewer/4.1"
    with pytest.raises(OrderError, match=r"did you mean 'viewer/3\.2'"):
        next_step(error, site_data, Order(plan=("viewr/3.2",)))
    with pytest.raises(OrderError, match=r"did you mean 'viewer/4\.1'"):
        next_step(error, site_data, Order(plan=("4.1",)))


def test_the_card_says_in_which_products_it_is(project: Project) -> None:
    catalog = with_steps(project, CONFIRMED, PLANNED, HALF)
    card = error_card(catalog.errors[0], catalog.private[0], catalog.site_data)
    assert "also in     viewer >=3.1 (3.1, 4.0)" in card
    assert "12.6, out since 2026-11-10; viewer/3.2, 2027-02-16" in card


def test_the_page_says_of_each_product_what_affects_the_reader(project: Project, page: Page) -> None:
    with_steps(project, CONFIRMED, PLANNED, HALF)
    project.build()
    keep(page, "versions", ["console/12.5", "viewer/3.1", "viewer/4.0"])
    with served(project.site) as address:
        page.goto(f"{address}corrections/nrc-1/")
        said = page.locator(".my-version")
        viewer = "Affects your Viewer 3.1; planned for Viewer 3.2\nAffects your Viewer 4.0"
        assert said.all_inner_texts() == [f"Affects your 12.5; corrected in 12.6\n{viewer}"]
        keep_now(page, "versions", ["console/12.6", "viewer/3.2"])
        page.reload()
        others = "Does not affect your 12.6, as far as we know\nDoes not affect your Viewer 3.2, as far as we know"
        assert said.all_inner_texts() == [others]
