"""Feeds are re-read by independent readers, and every entry in them is a step of an error's or a release's source."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
import yaml
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from lxml import etree
from playwright.sync_api import Browser

from tests.conftest import browsing
from tests.project import TODAY, Project, tree

ATOM = "{http://www.w3.org/2005/Atom}"


def sources(project: Project) -> dict[str, dict[str, Any]]:
    """Return every error as its file says it, by id."""
    paths = (project.content / "roadmap").rglob("*.yml")
    read = [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader) for path in paths]
    return {error["id"]: error for error in read}


def release_days(project: Project) -> list[str]:
    """Return the day of every step of every release, as products.yml says it."""
    text = (project.content / "products.yml").read_text(encoding="utf-8")
    products = yaml.load(text, Loader=yaml.CBaseLoader)["products"]
    return [step["date"] for product in products for release in product["releases"] for step in release["history"]]


def own(entries: list[Any]) -> list[Any]:
    """Leave out the entries that are no steps of an error: steps of a release, and promises that became overdue."""
    return [entry for entry in entries if ":release/" not in entry.id and ":overdue-" not in entry.id]


def atom(site: Path, name: str) -> Any:
    """Return a feed as feedparser reads it; a feed that it has to repair fails the test."""
    read = feedparser.parse((site / f"feeds/{name}.atom").read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return read


def test_every_step_of_every_error_is_an_entry_of_its_own(built: Project) -> None:
    for error_id, source in sources(built).items():
        entries = own(atom(built.site, f"error/{error_id.lower()}").entries)
        steps = list(enumerate(source["history"], start=1))[::-1]
        assert [entry.id for entry in entries] == [f"tag:support.example.com,2026:{error_id}:{n}" for n, _ in steps]
        assert [entry.published for entry in entries] == [f"{step['date']}T12:00:00Z" for _, step in steps]
        assert [entry.updated for entry in entries] == [entry.published for entry in entries]
        page = f"https://support.example.com/corrections/{error_id.lower()}/"
        assert [entry.link for entry in entries] == [f"{page}#step-{n}" for n, _ in steps]


def test_titles_say_what_changed(site: Path) -> None:
    assert [entry.title for entry in atom(site, "error/nrc-1042").entries] == [
        "NRC-1042 moved from 12.6 to 12.7",
        "Remote Control 12.6 moved from 26 January 2027 to 16 February 2027",
        "NRC-1042 moved from 12.5 to 12.6",
        "Remote Control 12.5 moved from 6 October 2026 to 20 October 2026",
        "NRC-1042 planned for 12.5",
        "NRC-1042: Confirmed",
        "NRC-1042 registered",
    ]


def test_a_step_of_a_release_is_one_entry_in_every_feed_that_it_concerns(site: Path) -> None:
    moved = "tag:support.example.com,2026:release/remote-control-12.6:2"
    names = [path.relative_to(site / "feeds").with_suffix("").as_posix() for path in (site / "feeds").rglob("*.atom")]
    found = {name: [entry for entry in atom(site, name).entries if entry.id == moved] for name in names}
    assert {name for name, entries in found.items() if entries} == {
        "all",
        "product/remote-control",
        "release/remote-control-12.6",
        *(f"error/nrc-{number}" for number in (1027, 1033, 1042)),
    }
    said = {
        (entry.title, entry.link, entry.published, entry.updated, entry.content[0].value)
        for entries in found.values()
        for entry in entries
    }
    title = "Remote Control 12.6 moved from 26 January 2027 to 16 February 2027"
    link = "https://support.example.com/corrections/release/remote-control-12.6/#step-2"
    content = f"<p>{title}</p><p>The new video driver needs three more weeks of tests.</p>"
    assert said == {(title, link, "2026-10-27T12:00:00Z", "2026-10-27T12:00:00Z", content)}


@pytest.mark.parametrize(
    ("release", "titles"),
    [
        (
            "business-manager-3.3",
            ["Business Manager 3.3 was dropped", "Business Manager 3.3 planned for January 2027"],
        ),
        (
            "vision-9.10",
            ["Vision 9.10 planned for 12 January 2027", "Vision 9.10 planned for the first quarter of 2027"],
        ),
        (
            "remote-control-12.4.1",
            ["Remote Control 12.4.1 is out", "Remote Control 12.4.1 planned for 24 September 2026"],
        ),
    ],
)
def test_a_release_reports_its_own_steps(site: Path, release: str, titles: list[str]) -> None:
    entries = [entry for entry in atom(site, f"release/{release}").entries if ":release/" in entry.id]
    assert [entry.title for entry in entries] == titles
    for entry in entries:
        address, _, step = entry.link.removeprefix("https://support.example.com/").partition("#")
        page = etree.HTML((site / address / "index.html").read_bytes())
        assert page.xpath(f"//li[@id='{step}']/a//time/@datetime") == [entry.published[:10]]


def test_who_waits_for_a_release_that_moves_hears_of_it_in_every_way(project: Project) -> None:
    project.build()
    old = [entry.id for entry in atom(project.site, "error/nrc-1036").entries]
    last = "          - {date: 2026-10-27, status: planned, window: 2027-Q2}\n"
    moved = "          - {date: 2026-11-24, status: planned, window: 2027-Q3, note: The tests take longer.}\n"
    project.replace("products.yml", last, last + moved)
    project.build()
    title = "Remote Control 12.7 moved from the second quarter of 2027 to the third quarter of 2027"
    entries = atom(project.site, "error/nrc-1036").entries
    assert [entry.title for entry in entries][:1] == [title]
    assert [entry.id for entry in entries][1:] == old
    for address in ("", "changes"):
        assert title in project.page(address)
    for address in ("", "changes", "corrections", "corrections/nrc-1036", "corrections/product/remote-control"):
        changed = etree.HTML(project.page(address)).xpath("//p[@class='changed']/time/@datetime")
        assert changed == ["2026-11-24"], address
    row = etree.HTML(project.page("corrections")).xpath("//tr[@data-error='NRC-1036']/@data-changed")
    assert row == ["2026-11-24"]


def test_followers_of_an_error_hear_of_a_release_that_comes_out_by_its_own_step_only(site: Path) -> None:
    titles = [entry.title for entry in atom(site, "error/nrc-1031").entries]
    assert titles[:2] == ["NRC-1031 corrected in 12.4.1", "NRC-1031 planned for 12.4.1"]


def test_a_step_that_keeps_the_plan_says_the_new_status_and_not_the_plan_again(site: Path) -> None:
    titles = [entry.title for entry in atom(site, "error/nrc-1044").entries]
    assert titles[:2] == ["NRC-1044: In progress", "NRC-1044 planned for 12.5.1"]


def test_a_feeds_title_says_whose_it_is_among_others(site: Path) -> None:
    assert atom(site, "all").feed.title == "All changes - Netop Customer Service"
    assert atom(site, "error/nrc-1042").feed.title == "NRC-1042: changes - Netop Customer Service"


def test_the_two_forms_of_a_feed_say_the_same(site: Path) -> None:
    names = [path.relative_to(site / "feeds").with_suffix("").as_posix() for path in (site / "feeds").rglob("*.atom")]
    assert len(names) > 50
    for name in names:
        one, other = atom(site, name), json.loads((site / f"feeds/{name}.json").read_bytes())
        assert other["version"] == "https://jsonfeed.org/version/1.1"
        assert other["title"] == one.feed.title
        assert other["home_page_url"] == one.feed.link
        assert other["feed_url"] == f"https://support.example.com/feeds/{name}.json"
        for entry, item in zip(one.entries, other["items"], strict=True):
            said = (item["id"], item["url"], item["title"], item["date_published"], item["date_modified"])
            assert said == (entry.id, entry.link, entry.title, entry.published, entry.updated)
            assert item["tags"] == [tag.term for tag in entry.tags]


def test_atom_feeds_have_all_that_the_standard_asks_for(site: Path) -> None:
    for path in (site / "feeds").rglob("*.atom"):
        root = etree.parse(path).getroot()
        assert root.tag == f"{ATOM}feed"
        for node in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(node.findall(f"{ATOM}{name}")) == 1, f"{path}: {name}"
        address = root.find(f"{ATOM}link[@rel='self']").get("href")
        assert address == "https://support.example.com/" + path.relative_to(site).as_posix()
        ids = [node.findtext(f"{ATOM}id") for node in root.findall(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids)


def test_groups_hold_the_steps_of_their_errors_only(built: Project) -> None:
    for name, field, value in (
        ("product/vision", "product", "vision"),
        ("product/remote-control", "product", "remote-control"),
    ):
        wanted = {id_ for id_, source in sources(built).items() if source[field] == value}
        assert {entry.id.split(":")[2] for entry in own(atom(built.site, name).entries)} == wanted


def test_a_release_says_what_comes_and_what_leaves(site: Path) -> None:
    titles = [entry.title for entry in atom(site, "release/remote-control-12.6").entries]
    assert "NRC-1042 moved from 12.5 to 12.6" in titles
    assert "NRC-1042 moved from 12.6 to 12.7" in titles
    assert "NRC-1042 registered" not in titles


def test_nothing_in_a_feed_changes_by_building_again_on_another_day(project: Project) -> None:
    project.build()
    before = tree(project.site / "feeds")
    project.build(as_of=TODAY + dt.timedelta(days=7))
    after = tree(project.site / "feeds")
    del before["index.html"], after["index.html"]
    assert after == before


def test_a_promise_that_becomes_overdue_is_the_only_news_of_another_day(project: Project) -> None:
    def entries() -> dict[str, str]:
        return {entry.id: repr(sorted(entry.items())) for entry in atom(project.site, "all").entries}

    project.build()
    before = entries()
    project.build(as_of=TODAY + dt.timedelta(days=40))
    after = entries()
    authority = "tag:support.example.com,2026"
    assert after.keys() - before.keys() == {f"{authority}:NRC-1044:3:overdue-2026-12-04"}
    # The feed has the newest hundred, so the oldest made room.
    assert [key for key in after if key in before and after[key] != before[key]] == []
    assert len(before.keys() - after.keys()) == 1


def test_a_promise_becomes_overdue_once_and_stays_in_the_feeds_when_it_moves(project: Project) -> None:
    file = "roadmap/remote-control/NRC-1044.yml"
    project.build(as_of=dt.date(2027, 1, 20))
    (overdue,) = (entry for entry in atom(project.site, "error/nrc-1044").entries if "overdue" in entry.title)
    assert overdue.title == "NRC-1044 is overdue: it was promised for 12.5.1"
    assert (overdue.published, overdue.updated) == ("2026-12-04T12:00:00Z",) * 2
    step = "  - {date: 2027-01-20, status: planned, release: '12.7', note: The tests failed.}\n"
    project.replace(file, "links:\n", f"{step}links:\n")
    project.build(as_of=dt.date(2027, 1, 21))
    groups = ("all", "product/remote-control", "release/remote-control-12.5.1", "severity/critical")
    for feed in ("error/nrc-1044", *groups):
        found = [entry for entry in atom(project.site, feed).entries if entry.id == overdue.id]
        assert [entry.summary for entry in found] == [overdue.summary]


def test_a_new_title_and_a_new_step_leave_every_old_entry_its_id(project: Project) -> None:
    project.build()
    before = [entry.id for entry in atom(project.site, "error/nrc-1042").entries]
    project.replace("roadmap/remote-control/NRC-1042.yml", "title: Session drops", "title: The session drops")
    project.replace(
        "roadmap/remote-control/NRC-1042.yml",
        "related:",
        "  - {date: 2026-11-24, status: in-progress, release: '12.7'}\nrelated:",
    )
    project.build()
    assert [entry.id for entry in atom(project.site, "error/nrc-1042").entries][1:] == before


def test_a_site_that_moves_keeps_every_id_if_it_keeps_its_authority(project: Project) -> None:
    def ids() -> list[str]:
        files = [*sorted((project.site / "feeds").rglob("*.atom")), project.site / "api/v1/changes.json"]
        calendar = (project.site / "calendar/all.ics").read_text(encoding="utf-8")
        found = [found for path in files for found in re.findall('tag:[^<"]+', path.read_text(encoding="utf-8"))]
        return found + re.findall("UID:(.+)", calendar)

    project.build()
    before = ids()
    assert len(before) > 300
    project.replace("site.yml", "url: https://support.example.com/", "url: https://help.example.org/errors/")
    project.build()
    assert not set(ids()) & set(before)
    with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write("tag_authority: support.example.com,2026\n")
    project.build()
    assert ids() == before


def test_a_feed_of_many_errors_holds_the_newest_hundred(built: Project) -> None:
    steps = [step["date"] for error in sources(built).values() for step in error["history"]]
    days = sorted([*steps, *release_days(built)], reverse=True)
    assert len(days) > 100
    assert [entry.published[:10] for entry in atom(built.site, "all").entries] == days[:100]


LATE = """\
id: NVS-9001
title: The picture of a class is late
product: vision
assessment: {environment: lab, impact: little, interruption: none, workaround: false}
summary: The picture of a class comes some seconds late.
history:
  - {date: 2026-01-08, status: registered}
"""


def test_a_feed_is_newer_after_every_step_however_old_the_step_is(project: Project) -> None:
    def look() -> dict[str, tuple[str, list[str]]]:
        read = {name: atom(project.site, name) for name in ("all", "product/vision")}
        return {name: (one.feed.updated, [entry.updated for entry in one.entries]) for name, one in read.items()}

    project.build()
    found = [look()]
    # It is entered today, but happened long before the newest step; then another one of the same day is.
    path = project.write("roadmap/vision/NVS-9001.yml", LATE)
    for more in ("", "  - {date: 2026-01-08, status: confirmed}\n"):
        path.write_text(LATE + more, encoding="utf-8")
        project.build()
        found.append(look())
    for name in ("all", "product/vision"):
        moments = [one[name][0] for one in found]
        assert moments == sorted(set(moments))
        assert all(moment >= max(entries) for moment, entries in (one[name] for one in found))
    feed = atom(project.site, "error/nvs-9001")
    assert feed.feed.updated == "2026-01-08T12:00:02Z"
    assert [entry.updated for entry in feed.entries] == ["2026-01-08T12:00:00Z"] * 2


def test_a_step_is_not_older_than_the_one_above_it(project: Project) -> None:
    earlier = "  - {date: 2026-01-05, status: confirmed}  # allow: history-order because it was found out later\n"
    project.write("roadmap/vision/NVS-9001.yml", LATE + earlier)
    project.build()
    newest, first = (entry for entry in atom(project.site, "error/nvs-9001").entries)
    assert (newest.published, newest.updated) == ("2026-01-05T12:00:00Z", "2026-01-08T12:00:00Z")
    assert first.published == first.updated == "2026-01-08T12:00:00Z"
    (item, _) = json.loads((project.site / "feeds/error/nvs-9001.json").read_bytes())["items"]
    assert (item["date_published"], item["date_modified"]) == (newest.published, newest.updated)


def test_a_site_without_errors_and_releases_has_empty_feeds(bare_project: Project) -> None:
    bare_project.write("products.yml", "products:\n  - {id: remote-control, name: Remote Control}\n")
    bare_project.build()
    read = atom(bare_project.site, "all")
    assert read.entries == []
    assert read.feed.updated == "2026-11-20T12:00:00Z"


@pytest.mark.parametrize("switch", ["feeds", "error_feeds"])
def test_feeds_can_be_turned_off(project: Project, switch: str) -> None:
    with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"outputs: {{{switch}: false}}\n")
    project.build()
    made = [path for path in tree(project.site / "feeds") if path != "index.html"]
    of_errors = [path for path in made if path.startswith("error/")]
    assert of_errors == (made if switch == "feeds" else [])
    assert bool(made)
    for address in ("", "corrections/nrc-1042", "feeds"):
        for link in etree.HTML(project.page(address)).xpath('//link[contains(@rel, "alternate")]/@href'):
            assert (project.site / address / link).resolve().is_file()
    assert "RSS to e-mail" in project.page("feeds")
    assert ("follow an error by its feed" in project.page("corrections/watching")) == bool(of_errors)


def test_feeds_of_errors_alone_are_explained_too(project: Project) -> None:
    with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write("outputs: {feeds: false, calendar: false, badges: false}\n")
    project.build()
    links = etree.HTML(project.page("feeds")).xpath('//article//a[contains(@href, ".atom")]/@href')
    assert links == ["../feeds/error/nbm-3001.atom"]


def test_pages_lead_readers_to_their_feeds(site: Path) -> None:
    for address, name in (
        ("", "all"),
        ("changes", "all"),
        ("corrections/nrc-1042", "error/nrc-1042"),
        ("corrections/product/vision", "product/vision"),
        ("corrections/release/vision-9.10", "release/vision-9.10"),
        ("feeds", "severity/critical"),
    ):
        page = etree.HTML((site / address / "index.html").read_text(encoding="utf-8"))
        links = {link.get("type"): link.get("href") for link in page.xpath(f'//link[contains(@href, "feeds/{name}.")]')}
        assert sorted(links) == ["application/atom+xml", "application/feed+json"]
        assert all((site / address / link).resolve().is_file() for link in links.values())


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
@pytest.mark.parametrize("feeds", [True, False])
def test_every_page_leads_to_the_feed_of_all_errors_after_its_own(project: Project, engine: str, feeds: bool) -> None:
    root = "https://www.example.com/help/"
    project.replace("site.yml", "url: https://support.example.com/", f"url: {root}")
    if not feeds:
        with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
            stream.write("outputs: {feeds: false}\n")
    build(take_snapshot(replace(project.request(), engine=engine)))
    pages = sorted(project.site.rglob("*.html"))
    assert len(pages) > 70
    expected = [f"{root}feeds/all.atom", f"{root}feeds/all.json"] if feeds else []
    for path in pages:
        page = etree.HTML(path.read_bytes())
        here = root + path.relative_to(project.site).as_posix()
        links = [urljoin(here, link) for link in page.xpath('//head/link[contains(@rel, "alternate")]/@href')]
        assert [link for link in links if "/all." in link] == expected, path
        assert links[-len(expected) :] == expected or not feeds, path


def test_the_page_of_feeds_stays_in_its_place_when_scripts_add_their_buttons(browser: Browser, address: str) -> None:
    places = []
    for scripts in (False, True):
        with browsing(browser, java_script_enabled=scripts) as context:
            page = context.new_page()
            page.goto(f"{address}feeds/")
            if scripts:
                page.locator("main li button").first.wait_for()
            box = page.locator("#by-mail").bounding_box()
            assert box
            places.append(box["y"] - (page.locator("main h1").bounding_box() or {"y": 0})["y"])
    assert places[1] == pytest.approx(places[0], abs=0.5)
