"""The page of changes says the same as the feed of all errors, by day."""

from __future__ import annotations

import json

from lxml import etree

from tests.project import Project


def test_the_page_has_the_entries_of_the_feed_in_their_order(built: Project) -> None:
    page = etree.HTML(built.page("changes")).find(".//article")
    items = json.loads((built.site / "feeds/all.json").read_bytes())["items"]
    lines = page.findall('.//ul[@class="change-list"]/li')
    links = [line.find("a") for line in lines]
    assert [link.text for link in links] == [item["title"] for item in items]
    assert [f"https://support.example.com/{link.get('href')[3:]}" for link in links] == [item["url"] for item in items]
    assert [line.get("data-changed") for line in lines] == [item["date_published"][:10] for item in items]


def test_every_link_leads_to_its_step(built: Project) -> None:
    page = etree.HTML(built.page("changes")).find(".//article")
    for link in page.findall('.//ul[@class="change-list"]/li/a'):
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
