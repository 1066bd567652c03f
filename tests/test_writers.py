"""Writers are handed what sources refuse, and still make no broken file of it, as independent readers read it.

What a form can hold is the same again; what it cannot hold (control characters in XML and iCalendar) is U+FFFD.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace

import feedparser
import pytest
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.engines.discovery import output_modules, page_modules
from corrigenda.model.publication import Errors
from corrigenda.render.file_specs import SitePages
from corrigenda.render.json_ld import breadcrumbs
from corrigenda.render.renderer import Renderer
from icalendar import Calendar
from lxml import etree, html
from markupsafe import escape
from playwright.sync_api import Page, Route

from tests.project import Project
from tests.test_watching import keep

TITLE = "a\x0bb\u2028c\u2029d\re\x00f\ufffeg\x1fh\x85i\x0cj <k> & ]]> \" ' \\ ; , 😀"
IN_XML = re.sub("[\x00\x0b\x0c\x1f\ufffe]", "\ufffd", TITLE)
IN_CALENDAR = IN_XML.replace("\r", "\n")
FIRST = "nbm-3001"


@pytest.fixture(scope="module")
def render(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """Return a renderer of the real content in which every name, title and note is such a text."""
    prepared = prepare(take_snapshot(Project(tmp_path_factory.mktemp("writers")).request()))
    publication = prepared.publication
    site_data = publication.site_data
    products = tuple(
        replace(
            product,
            name=TITLE,
            releases=tuple(
                release._replace(history=tuple(step._replace(note=TITLE) for step in release.history))
                for release in product.releases
            ),
        )
        for product in site_data.products
    )
    statuses = tuple(status._replace(name=TITLE) for status in site_data.lifecycle.statuses)
    site_data = replace(site_data, products=products, lifecycle=replace(site_data.lifecycle, statuses=statuses))
    site_data = replace(site_data, site=site_data.site._replace(name=TITLE))
    errors = [
        error._replace(title=TITLE, history=tuple(step._replace(note=TITLE) for step in error.history))
        for error in publication.errors
    ]
    return Renderer(replace(publication, site_data=site_data, errors=Errors(errors)), prepared.templates)


@pytest.fixture(scope="module")
def pages(render: Renderer) -> SitePages:
    """Return all pages of the site."""
    return SitePages(tuple(spec for module in page_modules() for spec in module.specs(render)))


@pytest.fixture(scope="module")
def files(render: Renderer, pages: SitePages) -> Mapping[str, bytes]:
    """Return every output, by its path."""
    return {output.path: output.make() for module in output_modules() for output in module.outputs(render, pages)}


def with_ending(files: Mapping[str, bytes], *endings: str) -> dict[str, bytes]:
    """Return the files with such endings; there are some."""
    found = {path: data for path, data in files.items() if path.endswith(endings)}
    assert found
    return found


def test_json_is_read_again(files: Mapping[str, bytes]) -> None:
    read = {path: json.loads(data) for path, data in with_ending(files, ".json").items()}
    assert read[f"api/v1/errors/{FIRST}.json"]["title"] == TITLE
    assert read["api/v1/products.json"]["products"][0]["name"] == TITLE
    assert read[f"feeds/error/{FIRST}.json"]["items"][0]["summary"] == TITLE


def test_xml_is_read_again_by_those_who_do_not_mend(files: Mapping[str, bytes]) -> None:
    for path, data in with_ending(files, ".atom", ".svg", ".xml").items():
        assert etree.fromstring(data) is not None, path
    root = etree.fromstring(files[f"feeds/error/{FIRST}.atom"])
    assert root.findtext("{*}author/{*}name") == IN_XML
    assert root.findtext("{*}entry/{*}content") == f"<p>{escape(IN_XML)}</p><p>{escape(IN_XML)}</p>"
    badge = etree.fromstring(files[f"badges/{FIRST}.svg"])
    assert badge.get("aria-label") == badge.findtext("{*}title") == f"NBM-3001: {IN_XML.lower()} 3.2"


def test_feeds_are_read_again_without_mending(files: Mapping[str, bytes]) -> None:
    for path, data in with_ending(files, ".atom").items():
        read = feedparser.parse(data)
        assert not read.bozo, (path, read.get("bozo_exception"))


def test_calendars_are_read_again_and_hold_no_control_character(files: Mapping[str, bytes]) -> None:
    for path, data in with_ending(files, ".ics").items():
        assert not re.search(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data), path
        assert b"\n" not in data.replace(b"\r\n", b""), path
        assert b"\r" not in data.replace(b"\r\n", b""), path
        events = Calendar.from_ical(data).walk("VEVENT")
        assert [error for event in events for error in event.errors] == []
        assert {str(event["DESCRIPTION"]).removesuffix(" Its page says what it corrects.") for event in events} == {
            IN_CALENDAR
        }


def test_the_list_is_read_again_with_a_row_for_each_error(files: Mapping[str, bytes], render: Renderer) -> None:
    text = files["api/v1/errors.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [error.id for error in render.publication.errors]
    assert {row["title"] for row in rows} == {TITLE}


def test_metadata_in_a_page_is_read_again(render: Renderer, pages: SitePages) -> None:
    plan = next(plan for plan in pages.specs if plan.address == f"corrections/{FIRST}/")
    (script,) = html.fragments_fromstring(str(breadcrumbs(plan, plan.make().title, render.absolute)))
    assert json.loads(script.text)["itemListElement"][-1]["name"] == f"NBM-3001: {TITLE}"


def test_the_feeds_of_a_watch_list_are_read_again(page: Page, address: str) -> None:
    def with_title(route: Route) -> None:
        index = route.fetch().json()
        titles = index["title"].split("\n")
        titles[index["id"].split("\n").index("NRC-1042")] = TITLE
        route.fulfill(json={**index, "title": "\n".join(titles)})

    keep(page, "following", {"NRC-1042": 5})
    page.route("**/finder.json", with_title)
    page.goto(f"{address}corrections/watching/")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the feeds").click()
    (read_tree,) = etree.parse(saved.value.path()).getroot().findall("body/outline")
    assert read_tree.get("text") == f"NRC-1042: {IN_XML}"
