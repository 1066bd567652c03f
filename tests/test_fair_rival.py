"""The Hugo project of the benchmark makes what this program makes, so the ratio of their times says something.

If a page of ours changes, its template in `bench/hugo/` has to change, too; the first test says which words differ.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench.fair_rival import make_fair_rival
from bench.make_content import make_content
from bench.projects import hugo_program
from bench.same_work import article_words, word_differences
from tests.project import SAMPLE, TODAY, Project

SAMPLED, GENERATED = 38 + 2, 160
"""How many errors the sample has, which are of all kinds, with two in branches; and how many are generated."""
pytestmark = pytest.mark.slow
ATOM = "{http://www.w3.org/2005/Atom}"
LEAN = "\noutputs: {error_feeds: false, error_api: false, badges: false}\n"


BRANCHES = """
  - id: gateway
    name: Gateway
    branches: [{id: "16", name: 16 (long-term)}, {id: "17", name: "17"}]
    releases:
      - {version: "16.7", branch: "16", history: [{date: 2026-08-14, status: planned, window: 2026-12-10}]}
      - {version: "17.3", branch: "17", history: [{date: 2026-08-13, status: released}]}
      - {version: "17.3.1", branch: "17", history: [{date: 2026-08-13, status: planned, window: 2026-10-01}]}
      - {version: "17.4", branch: "17", history: [{date: 2026-11-13, status: planned, window: 2027-Q1}],
         redactions: [{date: 2026-11-14, texts: [step-1], reason: It was not clear.}]}
"""
IN_BRANCHES = """
id: NGW-1
title: Tunnel closes when two of its ends renew their keys
product: gateway
assessment: {environment: production, impact: minor, interruption: none, workaround: false}
affects: "<=17.3"
summary: The tunnel closes, and opens again after a minute.
history:
  - {date: 2026-09-01, status: registered}
  - {date: 2026-09-02, status: confirmed}
  - {date: 2026-09-03, status: planned, release: ["17.4", "16.7"]}
"""
OVERDUE = """
id: NGW-2
title: Clock of the gateway is an hour late in summer
product: gateway
assessment: {environment: production, impact: minor, interruption: none, workaround: true}
affects: "<=17.3"
summary: Log entries are an hour late.
workaround: Set the time zone by hand.
history:
  - {date: 2026-07-01, status: registered}
  - {date: 2026-07-02, status: planned, release: "17.3"}
  - {date: 2026-08-13, status: planned, release: "17.3.1", note: Not ready in time.}
redactions:
  - {date: 2026-09-01, texts: [summary], reason: It was not clear.}
"""
"""An error that is corrected in two branches, one that is overdue and redacted, and their product."""


@dataclass(frozen=True)
class Sites:
    """Our site, Hugo's, and the names of the errors' pages."""

    ours: Path
    theirs: Path
    names: tuple[str, ...]


def _build(folder: Path, generated: int, settings: str = "") -> Sites:
    make_content(generated, folder / "made")
    shutil.copytree(SAMPLE / "roadmap", folder / "made" / "roadmap", dirs_exist_ok=True)
    project = Project(folder / "ours", content=folder / "made")
    project.write("site.yml", (SAMPLE / "site.yml").read_text(encoding="utf-8") + settings)
    project.write("products.yml", (SAMPLE / "products.yml").read_text(encoding="utf-8") + BRANCHES)
    project.write("roadmap/gateway/NGW-1.yml", IN_BRANCHES)
    project.write("roadmap/gateway/NGW-2.yml", OVERDUE)
    project.build()
    make_fair_rival(project.folder, folder / "hugo", TODAY)
    subprocess.run([hugo_program(), "--quiet"], cwd=folder / "hugo", check=True, capture_output=True)
    names = tuple(sorted(path.stem.lower() for path in project.content.glob("roadmap/*/*.yml")))
    return Sites(project.site, folder / "hugo" / "public", names)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return _build(tmp_path_factory.mktemp("full"), GENERATED)


@pytest.fixture(scope="module")
def lean(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return _build(tmp_path_factory.mktemp("lean"), 0, LEAN)


def _compare_pages(sites: Sites) -> None:
    differences, sizes = [], []
    for name in sites.names:
        ours, theirs = (site / "corrections" / name / "index.html" for site in (sites.ours, sites.theirs))
        words = word_differences(*(article_words(page.read_text(encoding="utf-8")) for page in (ours, theirs)))
        differences += [f"{name}, {difference}" for difference in words]
        sizes.append(theirs.stat().st_size / ours.stat().st_size)
    assert differences == []
    assert min(sizes) >= 0.95
    assert max(sizes) <= 1.05


def test_error_pages_have_the_same_words_in_the_same_order(full: Sites) -> None:
    assert len(full.names) == SAMPLED + GENERATED
    _compare_pages(full)


def test_error_pages_have_the_same_words_without_files_for_each_error(lean: Sites) -> None:
    assert len(lean.names) == SAMPLED
    _compare_pages(lean)
    assert not [path for path in (lean.theirs / "corrections" / lean.names[0]).iterdir() if path.name != "index.html"]


def _feeds(sites: Sites) -> dict[str, str]:
    """Return where Hugo writes each of our feeds: beside the page that is about the same."""
    paths = [path.relative_to(sites.ours / "feeds").with_suffix("") for path in (sites.ours / "feeds").rglob("*.atom")]
    folders = {"error": "corrections", "product": "corrections/product"}
    places = {str(path): f"{folders.get(path.parts[0], f'feeds/{path.parts[0]}')}/{path.name}" for path in paths}
    return {**places, "all": "changes"}


def _atom(path: Path) -> list[list[str | None]]:
    entries = ElementTree.parse(path).getroot().iter(f"{ATOM}entry")
    return [[entry.findtext(ATOM + name) for name in ("id", "title", "updated", "content")] for entry in entries]


def test_atom_feeds_have_the_same_entries(full: Sites) -> None:
    feeds = _feeds(full)
    assert len(feeds) == len(full.names) + 1 + 4 + 19 + 4
    for ours, theirs in feeds.items():
        expected = _atom(full.ours / "feeds" / f"{ours}.atom")
        assert _atom(full.theirs / theirs / "index.atom") == expected, ours


def test_json_feeds_have_the_same_items(full: Sites) -> None:
    for ours, theirs in _feeds(full).items():
        expected = _json(full.ours / "feeds" / f"{ours}.json")["items"]
        assert _json(full.theirs / theirs / "feed.json")["items"] == expected, ours


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_api_has_the_same_errors(full: Sites) -> None:
    assert _json(full.theirs / "corrections" / "api.json") == _json(full.ours / "api" / "v1" / "errors.json")
    for name in full.names:
        expected = _json(full.ours / "api" / "v1" / "errors" / f"{name}.json")
        assert _json(full.theirs / "corrections" / name / "api.json") == expected


def test_spreadsheet_has_the_same_rows(full: Sites) -> None:
    lists = (full.theirs / "corrections" / "index.csv", full.ours / "api" / "v1" / "errors.csv")
    theirs, ours = (list(csv.reader(path.read_text(encoding="utf-8").splitlines())) for path in lists)
    assert theirs == ours


def test_finder_has_the_same_columns(full: Sites) -> None:
    theirs, ours = (_json(site / "corrections" / "finder.json") for site in (full.theirs, full.ours))
    for column in ("id", "title", "words", "p", "l", "s", "c", "steps", "k"):
        assert theirs[column] == ours[column], column
    releases = [[index["releases"][number] for number in index["r"]] for index in (theirs, ours)]
    assert [one.split(" ") for one in releases[0]] == releases[1]
    whens = [[index["whens"][number] for number in index["w"]] for index in (theirs, ours)]
    assert [json.loads(one) for one in whens[0]] == [[words, others, late] for words, _, others, late in whens[1]]
    platforms = [[index["platforms"][number] for number in index["o"]] for index in (theirs, ours)]
    assert [one.split(",") if one else [] for one in platforms[0]] == platforms[1]


def test_badges_say_the_same(full: Sites) -> None:
    for name in full.names:
        ours = ElementTree.parse(full.ours / "badges" / f"{name}.svg").getroot()
        theirs = ElementTree.parse(full.theirs / "corrections" / name / "badge.svg").getroot()
        assert [(one.attrib, one.text) for one in theirs.iter()] == [(one.attrib, one.text) for one in ours.iter()]


def _listed(pages: Path, pattern: str) -> dict[str, list[str]]:
    """Return the errors in the tables of each list, over all its pages, sorted."""
    found: dict[str, list[str]] = {}
    for path in pages.glob(pattern):
        tables = path.read_text(encoding="utf-8").split('<tr data-error="')[1:]
        found.setdefault(path.relative_to(pages).parts[0], []).extend(row.partition('"')[0] for row in tables)
    return {name: sorted(errors) for name, errors in found.items() if errors}


@pytest.mark.parametrize("group", ["product", "release", "status"])
def test_groups_have_the_same_errors(full: Sites, group: str) -> None:
    theirs, ours = (_listed(site / "corrections" / group, "**/index.html") for site in (full.theirs, full.ours))
    assert theirs == ours


def test_lists_have_the_same_words(full: Sites) -> None:
    pages = [
        page
        for group in ("product", "release", "status")
        for page in (full.ours / "corrections" / group).glob("*/*.html")
    ]
    assert len(pages) == 4 + 19 + 8
    for page in pages:
        theirs = full.theirs / page.relative_to(full.ours)
        words = (article_words(path.read_text(encoding="utf-8")) for path in (page, theirs))
        assert word_differences(*words) == [], page.parent


def test_list_has_the_same_errors_on_each_page_of_a_hundred(full: Sites) -> None:
    first = (full.theirs / "corrections" / "index.html").read_text(encoding="utf-8")
    assert first.count('<tr data-error="') == 100 + _shown(full.ours / "corrections" / "index.html")
    ours, theirs = (_listed(site / "corrections", "page/*/index.html")["page"] for site in (full.ours, full.theirs))
    assert len(ours) == len(full.names)
    assert len(theirs) == 100


def _shown(page: Path) -> int:
    return page.read_text(encoding="utf-8").count('<tr data-error="')
