"""Sites of every size are read back: every link and anchor of every page, feed and data file leads somewhere."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

import pytest

from bench.make_content import make_content
from tests.links import ADDRESS, broken_and_unreachable, broken_links, pages, unreachable
from tests.project import Project

ONE = "roadmap/remote-control/NRC-1033.yml"
CHANGED = re.compile(r'<p class="changed">[^<]*<time datetime="([^"]*)"')


def filled(folder: Path, count: int) -> Project:
    """Return a built site of so many made-up errors."""
    project = Project(folder, roadmap=False)
    make_content(count, project.content)
    project.build(jobs=2)
    return project


def assert_index_leads_to_pages(site: Path) -> None:
    index = json.loads((site / "corrections/finder.json").read_bytes())
    ids = index["id"].split("\n") if index["id"] else []
    assert [one for one in ids if not (site / f"corrections/{one.lower()}/index.html").is_file()] == []


def test_every_link_of_the_real_content_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []
    assert_index_leads_to_pages(site)


def test_every_page_is_reached_from_the_home_page(site: Path) -> None:
    assert unreachable(site) == ["404.html"]


def test_the_pages_of_releases_that_are_not_drawn_are_reached_too(project: Project) -> None:
    early = (f'{{version: "8.{one}", history: [{{date: 2020-0{one}-01, status: released}}]}}' for one in range(1, 10))
    never = '{version: "9.0", history: [{date: 2026-10-01, status: dropped, note: Nobody asked for it.}]}'
    with (project.content / "products.yml").open("a", encoding="utf-8") as products:
        products.write("  - id: old\n    name: Old\n    releases:\n")
        products.writelines(f"      - {release}\n" for release in (*early, never))
    project.build()
    assert unreachable(project.site) == ["404.html"]


def test_every_link_leads_somewhere_without_any_error(bare_project: Project) -> None:
    bare_project.build()
    assert broken_links(bare_project.site) == []
    assert_index_leads_to_pages(bare_project.site)


def test_every_link_leads_somewhere_with_one_error(bare_project: Project, built: Project) -> None:
    bare_project.write(ONE, (built.content / ONE).read_bytes())
    bare_project.build()
    assert broken_links(bare_project.site) == []
    assert_index_leads_to_pages(bare_project.site)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1_000, 10_000])
def test_every_link_leads_somewhere_with_many_errors(tmp_path: Path, count: int) -> None:
    project = filled(tmp_path, count)
    assert len(list(project.site.glob("corrections/n*-*/index.html"))) == count
    assert broken_and_unreachable(project.site) == ([], ["404.html"])
    assert_index_leads_to_pages(project.site)


def test_a_broken_link_is_found(project: Project) -> None:
    template = project.own_templates() / "pages" / "error.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text + '<a href="../nowhere/">x</a><a href="#nothing">y</a>', encoding="utf-8")
    project.build()
    broken = broken_links(project.site)
    assert f"corrections/nrc-1042/ -> {ADDRESS}corrections/nowhere/" in broken
    assert f"corrections/nrc-1042/ -> {ADDRESS}corrections/nrc-1042/#nothing" in broken


def test_every_page_has_a_title_a_description_and_its_own_address(site: Path) -> None:
    for address, page in pages(site).items():
        if address == "404.html":
            continue
        assert page.title.endswith(" - Netop Customer Service") or address == "", address
        assert page.language == "en-GB" or page.language == "en", address
        assert 20 <= len(page.metadata["description"]) <= 200, address
        assert page.canonical == ADDRESS + address
        if "og:url" in page.metadata:
            assert page.metadata["og:url"] == page.canonical
            assert page.metadata["og:title"] in page.title or address == ""
            assert page.metadata["og:description"] == page.metadata["description"]
        assert len(page.anchors) == len(set(page.anchors)), address


def test_no_two_pages_have_the_same_title(site: Path) -> None:
    titles = [page.title for page in pages(site).values()]
    assert sorted(titles) == sorted(set(titles))


def test_the_sitemap_names_every_page_once_with_its_last_change(built: Project) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ElementTree.parse(built.site / "sitemap.xml").getroot()
    entries = {
        str(url.findtext("s:loc", "", names)): str(url.findtext("s:lastmod", "", names))
        for url in root.findall("s:url", names)
    }
    assert len(entries) == len(root)
    public = {ADDRESS + address for address in pages(built.site) if address != "404.html"}
    assert set(entries) <= public
    unlisted = {address.removeprefix(ADDRESS) for address in public - set(entries)}
    assert not [address for address in unlisted if re.match(r"corrections/(n\w+-\d+|product|release|status)", address)]
    assert entries[f"{ADDRESS}corrections/nrc-1042/"] == "2026-11-05"
    for address, changed in entries.items():
        assert date.fromisoformat(changed) <= date(2026, 11, 25), address
        shown = re.search(
            r'<p class="changed">[^<]*<time datetime="([^"]*)"', built.page(address.removeprefix(ADDRESS))
        )
        assert shown is None or shown[1] == changed, address
