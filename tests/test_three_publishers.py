"""Three modelled publishers: pages, API, OSV, feeds, calendars and the finder give customers the same answers."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.model.affected import affected_releases

from tests.project import REPOSITORY, Project
from tests.test_osv import files
from tests.test_releases import section, text

FINDER = REPOSITORY / "site_templates/components/finder/finder-versions.js"
STORED = FINDER.parents[1] / "following/stored.js"
ASK = """
// On a page, what it builds on has been loaded before it.
Object.assign(globalThis, require(process.argv[3]));
const { productVersions, typedVersion } = require(process.argv[1]);
const index = JSON.parse(require("fs").readFileSync(process.argv[2]));
const products = productVersions(index);
const found = {};
for (const [id, , versions] of index.products)
  for (const version of versions) {
    const { affects } = typedVersion(products, version, id);
    const inProducts = (at) => [index.p[at]].flat().map((place) => index.products[place][0]);
    found[`${id} ${version}`] = index.id.split("\\n").filter((_, at) =>
      affects({ products: inProducts(at), affects: index.affects[index.a[at]] }));
  }
console.log(JSON.stringify(found));
"""


def publisher(tmp_path_factory: pytest.TempPathFactory, name: str) -> Project:
    """Return a publisher's site, which is built without a problem."""
    project = Project(tmp_path_factory.mktemp(name), content=REPOSITORY / "tests/publishers" / name)
    assert project.problems() == []
    project.build()
    return project


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return that publisher's site; not to be changed."""
    return publisher(tmp_path_factory, "database")


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return that publisher's site; not to be changed."""
    return publisher(tmp_path_factory, "system")


@pytest.fixture(scope="module")
def advisories(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return that publisher's site; not to be changed."""
    return publisher(tmp_path_factory, "advisories")


def api(project: Project, error: str) -> Any:
    """Return what the API says about an error."""
    return json.loads((project.site / f"api/v1/errors/{error.lower()}.json").read_bytes())


def corrected_in(project: Project, error: str) -> dict[str, str | None]:
    """Return the releases of an error's corrections and the days on which they came out."""
    return {one["release"]: one["corrected"] for one in api(project, error)["corrections"]}


def in_the_finder(project: Project) -> dict[str, list[str]]:
    """Return by product and version the errors that the finder's own script finds in the finder's index."""
    node = shutil.which("node")
    assert node
    index = project.site / "corrections/finder.json"
    arguments = [node, "-e", ASK, str(FINDER), str(index), str(STORED)]
    found: dict[str, list[str]] = json.loads(subprocess.run(arguments, capture_output=True, check=True).stdout)
    return found


def agrees_with_the_finder(project: Project) -> int:
    """Compare the finder with the model, for each error and each version that came out; return how many there are."""
    found = in_the_finder(project)
    publication = prepare(take_snapshot(project.request())).publication
    compared = 0
    for product in publication.site_data.products:
        for release in product.releases:
            if release.came_out:
                expected = []
                for error, found_in in ((found, one) for found in publication.errors for one in found.products):
                    affected = affected_releases(error, publication.site_data, found_in, recalled=True)
                    if found_in.product == product.id and (affected is None or release in affected):
                        expected.append(error.id)
                assert sorted(found[f"{product.id} {release.version}"]) == sorted(expected), release.version
                compared += len(publication.errors)
    return compared


def test_the_finder_says_of_every_error_and_release_what_the_model_says(
    built: Project, database: Project, system: Project, advisories: Project
) -> None:
    for project in (built, database, system, advisories):
        assert agrees_with_the_finder(project) > 50


DATABASE_AFFECTED = {
    "ST-1": ["14.18", "15.13", "16.9", "17.5", "18.0"],
    "ST-2": ["17.5", "18.0"],
    "ST-3": ["18.0"],
    "ST-5": [],
    "ST-7": ["16.9", "17.5"],
    "ST-9": ["17.5", "17.6", "18.0"],
}


@pytest.mark.parametrize("error", DATABASE_AFFECTED)
def test_a_correction_in_several_branches_ends_what_is_affected_in_each(database: Project, error: str) -> None:
    assert api(database, error)["affected"] == DATABASE_AFFECTED[error]


def test_one_correction_comes_in_five_branches_and_is_open_where_its_release_was_recalled(database: Project) -> None:
    day = "2026-11-12"
    assert corrected_in(database, "ST-1") == {"14.19": day, "15.14": day, "16.11": None, "17.6": day, "18.1": day}
    assert api(database, "ST-1")["phase"] == "planned"
    assert corrected_in(database, "ST-9") == {"17.7": None, "18.1": day}


def test_the_page_of_a_minor_lists_what_it_corrects_and_what_is_known_in_it(database: Project) -> None:
    assert section(database, "store-17.6", "done") == ["ST-1", "ST-7", "ST-2"]
    assert section(database, "store-17.6", "open") == ["ST-6", "ST-9", "ST-4"]
    assert section(database, "store-16.11", "planned") == ["ST-1", "ST-5", "ST-6", "ST-7"]
    assert section(database, "store-16.10", "done") == []
    assert "recalled" in text(database, "corrections/release/store-16.10/").lower()
    assert "Support ended on 12 November 2026." in text(database, "corrections/release/store-14.19/")


def test_whoever_has_a_recalled_minor_still_finds_its_errors(database: Project) -> None:
    found = in_the_finder(database)
    assert found["store 16.10"] == ["ST-1", "ST-4", "ST-5", "ST-6"]
    assert found["store 17.6"] == ["ST-4", "ST-6", "ST-9"]
    assert found["store 14.19"] == ["ST-4", "ST-8"]


def test_the_feed_and_the_calendar_of_the_database_tell_of_the_recall_and_the_end(database: Project) -> None:
    feed = json.loads((database.site / "feeds/release/store-16.10.json").read_bytes())
    assert any("recalled" in entry["title"] for entry in feed["items"])
    calendar = (database.site / "calendar/store.ics").read_text(encoding="utf-8")
    assert "STATUS:CANCELLED" in calendar and "DTSTART;VALUE=DATE:20270211" in calendar


SYSTEM_FOUND = {
    "22H2": ["HO-5", "HO-6", "HO-9"],
    "22H2 update 10": ["HO-5", "HO-6"],
    "23H2": ["HO-2", "HO-5", "HO-6", "HO-7"],
    "23H2 update 5": ["HO-1", "HO-2", "HO-5", "HO-6", "HO-7", "HO-11"],
    "23H2 update 6": ["HO-5", "HO-7", "HO-11"],
    "24H2": ["HO-4", "HO-5", "HO-7", "HO-8", "HO-10", "HO-11"],
}


@pytest.mark.parametrize("version", SYSTEM_FOUND)
def test_a_listed_version_is_asked_for_by_its_name(system: Project, version: str) -> None:
    assert sorted(in_the_finder(system)[f"system {version}"]) == sorted(SYSTEM_FOUND[version])


def test_what_was_repaired_without_a_release_affects_nobody(system: Project) -> None:
    error = api(system, "HO-3")
    assert (error["phase"], error["corrected"], error["release"], error["affected"]) == ("done", "2026-09-22", None, [])
    assert "The service was repaired." in text(system, "corrections/ho-3/")


def test_an_error_of_a_recalled_update_is_corrected_by_the_next_one(system: Project) -> None:
    assert corrected_in(system, "HO-1") == corrected_in(system, "HO-2") == {"23H2 update 6": "2026-10-13"}
    assert api(system, "HO-1")["affected"] == []
    assert section(system, "system-23h2-update-6", "done") == ["HO-1", "HO-2", "HO-6"]
    assert section(system, "system-23h2-update-5", "done") == []


def test_the_page_of_an_edition_warns_of_what_is_open_in_it(system: Project) -> None:
    assert section(system, "system-24h2", "open") == ["HO-10", "HO-11", "HO-8", "HO-4", "HO-7"]
    assert "An error of severity Critical is known in this release." in text(system, "corrections/release/system-24h2/")
    assert section(system, "system-24h2-update-1", "planned") == ["HO-10", "HO-4"]
    assert "Desk" in text(system, "corrections/ho-4/") and api(system, "HO-4")["platforms"] == ["desk"]
    assert "Support ended on 13 October 2026." in text(system, "corrections/release/system-22h2/")


ADVISORIES_AFFECTED = {
    "GA-1": ["2.3.0", "2.4.0-rc.1", "2.4.0"],
    "GA-2": ["2.4.0-rc.1", "2.4.0", "2.4.1+build.7", "2.5.0-beta.1"],
    "GA-3": ["2.5.0-beta.1", "2.5.0", "2.5.1"],
    "GA-9": ["2.4.1+build.7", "2.5.0-beta.1"],
    "GA-10": ["2.6.0-rc.1"],
}
EVENTS = {
    "GA-1": [{"introduced": "2.3.0"}, {"fixed": "2.4.1"}],
    "GA-2": [{"introduced": "2.4.0-rc.1"}, {"fixed": "2.5.0"}],
    "GA-3": [{"introduced": "2.5.0-beta.1"}, {"fixed": "2.5.2"}],
    "GA-10": [{"introduced": "2.6.0-rc.1"}],
    "GA-11": [{"introduced": "0"}, {"fixed": "2.4.0"}],
}


@pytest.mark.parametrize("error", ADVISORIES_AFFECTED)
def test_an_advisory_lists_pre_releases_builds_and_what_was_recalled(advisories: Project, error: str) -> None:
    (affected,) = files(advisories.site)[error.lower()]["affected"]
    assert affected["versions"] == ADVISORIES_AFFECTED[error]
    recalled = {"2.5.1"}
    assert api(advisories, error)["affected"] == [one for one in affected["versions"] if one not in recalled]


@pytest.mark.parametrize("error", EVENTS)
def test_an_advisory_has_the_range_as_events(advisories: Project, error: str) -> None:
    (affected,) = files(advisories.site)[error.lower()]["affected"]
    assert affected["ranges"] == [{"type": "SEMVER", "events": EVENTS[error]}]


def test_an_advisory_has_no_range_that_osv_cannot_say(advisories: Project) -> None:
    (affected,) = files(advisories.site)["ga-9"]["affected"]
    assert "ranges" not in affected


def test_only_what_is_a_duplicate_or_not_an_error_is_withdrawn(advisories: Project) -> None:
    withdrawn = {name: one["withdrawn"] for name, one in files(advisories.site).items() if "withdrawn" in one}
    assert withdrawn == {"ga-8": "2026-09-17T00:00:00Z", "ga-11": "2026-03-05T00:00:00Z"}


def test_an_advisory_without_an_id_elsewhere_has_no_file(advisories: Project) -> None:
    assert "ga-4" not in files(advisories.site)
    assert files(advisories.site)["ga-1"]["references"] == [
        {"type": "ADVISORY", "url": "https://advisories.example.com/corrections/ga-1/"},
        {"type": "WEB", "url": "https://www.example.com/advisories/17"},
    ]


def test_a_later_release_never_puts_the_day_of_an_advisory_back(tmp_path: Path) -> None:
    project = Project(tmp_path, content=REPOSITORY / "tests/publishers/advisories")
    project.build()
    before = {name: one["modified"] for name, one in files(project.site).items()}
    planned = "- {date: 2026-09-08, status: planned, window: 2026-12-15}"
    project.replace("products.yml", planned, f"{planned}\n          - {{date: 2026-11-24, status: released}}")
    project.build()
    after = {name: one["modified"] for name, one in files(project.site).items()}
    assert all(after[name] >= day for name, day in before.items())
    assert after["ga-6"] == "2026-11-24T00:00:00Z"


def test_the_releases_of_the_gateway_say_what_they_correct(advisories: Project) -> None:
    assert section(advisories, "gateway-2.5.2", "done") == ["GA-4", "GA-3"]
    assert section(advisories, "gateway-2.5.2", "open") == ["GA-5", "GA-6"]
    assert section(advisories, "gateway-2.5.1", "done") == []
    assert "CVE-2026-41003" in text(advisories, "corrections/ga-3/")
