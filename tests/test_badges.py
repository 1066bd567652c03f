"""Badges are read back as XML, and one is drawn by a real browser."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import etree
from playwright.sync_api import Page

from tests.project import Project, tree

SVG = "{http://www.w3.org/2000/svg}"


def said(site: Path, name: str) -> tuple[str, str, str]:
    """Return what a badge says on the left, on the right, and to those who hear it."""
    root = etree.parse(site / f"badges/{name}.svg").getroot()
    left, right = (node.text for node in root.iter(f"{SVG}text"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext(f"{SVG}title")
    return left, right, root.get("aria-label")


def test_a_badge_says_the_status_and_the_plan(site: Path) -> None:
    assert said(site, "nrc-1042") == ("NRC-1042", "Planned 12.7", "NRC-1042: Planned 12.7")


def test_a_status_is_written_as_its_publisher_wrote_it(project: Project) -> None:
    project.replace("lifecycle.yml", "name: Planned", "name: Behebung geplant")
    project.build()
    assert said(project.site, "nrc-1042")[1] == "Behebung geplant 12.7"


def test_every_error_has_a_badge_with_its_status(site: Path) -> None:
    statuses = json.loads((site / "api/v1/products.json").read_bytes())["statuses"]
    names = {status["id"]: status["name"] for status in statuses}
    errors = json.loads((site / "api/v1/errors.json").read_bytes())["errors"]
    for error in errors:
        left, right, _ = said(site, error["id"].lower())
        assert left == error["id"]
        assert right.startswith(names[error["status"]])
        assert right.endswith(error["release"] or "")


def test_a_product_has_a_badge_that_counts(site: Path) -> None:
    errors = json.loads((site / "api/v1/errors.json").read_bytes())["errors"]
    phases = [error["phase"] for error in errors if error["product"] == "vision"]
    expected = f"{phases.count('planned')} planned, {phases.count('open')} open"
    assert said(site, "product/vision")[:2] == ("Vision", expected)


def test_a_product_without_errors_has_a_badge_too(bare_project: Project) -> None:
    bare_project.build()
    assert said(bare_project.site, "product/vision")[:2] == ("Vision", "no known errors")


def test_badges_can_be_turned_off(project: Project) -> None:
    with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write("outputs: {badges: false}\n")
    project.build()
    assert [path for path in tree(project.site) if path.startswith("badges/")] == []
    assert "badges/" not in project.page("feeds")


def test_the_page_shows_a_badge_and_its_snippets(page: Page, address: str) -> None:
    page.goto(f"{address}feeds/")
    badge = page.locator("img[src*='badges/']")
    assert badge.evaluate("image => image.complete && image.naturalHeight") == 20
    assert badge.get_attribute("alt") == "NBM-3001: Corrected 3.2"
    snippets = page.locator("#badges ~ pre").all_inner_texts()
    link, picture = (
        "https://support.example.com/corrections/nbm-3001/",
        "https://support.example.com/badges/nbm-3001.svg",
    )
    assert snippets[0].strip() == f"[![NBM-3001]({picture})]({link})"
    assert snippets[1].strip() == f'<a href="{link}"><img src="{picture}" alt="NBM-3001" height="20"></a>'
