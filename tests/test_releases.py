"""The page of a release and the list of a product's releases: known errors, support, what moved out, and many pages."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
import yaml
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from lxml import html

from tests.links import broken_links
from tests.project import REPOSITORY, TODAY, Project
from tests.test_calendar import events


def section(built: Project, release: str, anchor: str) -> list[str]:
    """Return the ids of the errors in a section of a release's page."""
    page = html.fromstring(built.page(f"corrections/release/{release}/"))
    rows = page.xpath(f"//h2[@id='{anchor}']/following-sibling::*[1]//tr[@data-error]/@data-error")
    return [str(row) for row in rows]


def text(built: Project, address: str, path: str = "//article") -> str:
    found = html.fromstring(built.page(address)).xpath(path)[0]
    return " ".join(" ".join(found.itertext()).split())


def test_a_release_names_the_errors_known_in_it_the_worst_first(built: Project) -> None:
    known = section(built, "remote-control-12.5", "open")
    assert known[:2] == ["NRC-1044", "NRC-1062"]
    assert not {*known} & {*section(built, "remote-control-12.5", "done")}


def test_what_came_with_a_release_is_known_in_it_and_not_before(built: Project) -> None:
    assert "NRC-1060" in section(built, "remote-control-12.5", "open")
    assert "NRC-1060" not in section(built, "remote-control-12.4", "open")


def test_an_error_that_a_release_corrects_is_known_in_the_one_before(built: Project) -> None:
    assert "NRC-1022" in section(built, "remote-control-12.4", "open")
    assert "NRC-1022" in section(built, "remote-control-12.5", "done")


def test_a_critical_error_is_said_at_the_top_with_what_corrects_it(built: Project) -> None:
    banner = text(built, "corrections/release/remote-control-12.5/", "//article//div[contains(@class, 'notice')]")
    assert banner.startswith("An error of severity Critical is known in this release. Gateway ends all sessions")
    assert "to be corrected in 12.5.1, 3 December 2026." in banner
    assert "notice--urgent" not in built.page("corrections/release/remote-control-12.4.1/")


def test_an_error_that_was_planned_for_a_release_and_not_corrected_by_it_is_known_in_it(project: Project) -> None:
    project.replace("roadmap/remote-control/NRC-1044.yml", 'release: "12.5.1"', 'release: "12.5"')
    project.build()
    assert section(project, "remote-control-12.5", "open")[0] == "NRC-1044"
    assert "NRC-1044" not in section(project, "remote-control-12.5", "overdue")
    banner = text(project, "corrections/release/remote-control-12.5/", "//article//div[contains(@class, 'notice')]")
    assert banner.startswith("An error of severity Critical is known in this release.")


def test_a_planned_release_has_no_known_errors(built: Project) -> None:
    assert 'id="open"' not in built.page("corrections/release/remote-control-12.6/")


def test_a_known_error_says_that_something_helps(built: Project) -> None:
    row = text(built, "corrections/release/remote-control-12.4/", "//tr[@data-error='NRC-1033']")
    assert "workaround" in row


def test_what_left_a_release_is_named_with_the_reason(built: Project) -> None:
    page = text(built, "corrections/release/remote-control-12.4/")
    assert "moved to 12.5 on 8 June 2026 12.4 had already been frozen." in page


def test_what_left_a_release_is_said_by_its_own_branch(tmp_path: Path) -> None:
    project = Project(tmp_path, content=REPOSITORY / "tests/publishers/database")
    error = (project.content / "roadmap/store/ST-1.yml").read_text(encoding="utf-8")
    history = """history:
  - {date: 2026-09-01, status: confirmed}
  - {date: 2026-09-02, status: planned, release: ["15.14", "17.7", "18.2"]}
  - {date: 2026-11-12, status: released, release: "15.14"}
  - {date: 2026-11-18, status: planned, release: "17.8", note: The tests are late.}
"""
    project.write("roadmap/store/ST-90.yml", error[: error.index("history:")].replace("ST-1", "ST-90") + history)
    planned = "          - {date: 2026-11-17, status: planned, window: 2027-02-11}\n"
    later = '      - version: "17.8"\n        branch: "17"\n        history:\n'
    next_branch = '      - version: "18.0"'
    project.replace("products.yml", planned + next_branch, planned + later + planned + next_branch)
    project.build()
    page = text(project, "corrections/release/store-17.7/")
    assert "moved to 17.8 on 18 November 2026 The tests are late." in page
    assert "ST-90" in section(project, "store-15.14", "done")
    assert "moved to" not in text(project, "corrections/release/store-18.2/")


@pytest.mark.parametrize(
    ("today", "said"),
    [("2027-12-31", "Supported until 31 December 2027"), ("2028-01-01", "Support ended on 31 December 2027.")],
)
def test_a_release_says_whether_it_is_supported(tmp_path: Path, today: str, said: str) -> None:
    project = Project(tmp_path, content=REPOSITORY / "content")
    project.build(as_of=dt.date.fromisoformat(today))
    assert said in text(project, "corrections/release/business-manager-3.2/")
    assert "Support" not in text(project, "corrections/release/business-manager-3.1.1/", "//article//dl")


def test_errors_that_do_not_say_where_they_are_are_counted(tmp_path: Path) -> None:
    project = Project(tmp_path)
    path = project.content / "roadmap/vision/NVS-2024.yml"
    path.write_text(re.sub(r"(?m)^affects: .*\n", "", path.read_text()))
    project.build()
    page = text(project, "corrections/release/vision-9.9/")
    assert "1 more error does not say which releases it is in." in page
    assert "NVS-2024" not in section(project, "vision-9.9", "open")


def test_the_list_of_releases_is_by_branch_and_counts_known_errors(tmp_path: Path) -> None:
    built = Project(tmp_path, content=REPOSITORY / "content")
    built.build()
    page = html.fromstring(built.page("corrections/product/business-manager/"))
    assert [heading.text for heading in page.xpath("//h3")] == ["Branch 3", "Branch 4"]
    items = [" ".join(item.text_content().split()) for item in page.xpath("//ul[@class='releases']/li")]
    known = len(section(built, "business-manager-3.2", "open"))
    expected = f"3.2 out since 10 November 2026, supported until 31 December 2027 {known} known errors 3 corrections"
    assert expected in items


def test_a_closed_error_is_known_in_no_release(built: Project) -> None:
    publication = prepare(take_snapshot(built.request())).publication
    listed = {error for errors in publication.known_in_release.values() for error in errors}
    closed = [error for error in publication.errors if error.affects and publication.phase(error).value == "closed"]
    assert closed and not listed & {*closed}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a built site with a product of 230 releases."""
    project = Project(tmp_path_factory.mktemp("many"))
    with_releases(project, 230)
    project.build()
    return project


def with_releases(project: Project, count: int) -> None:
    """Give the first product so many more releases, one a week, before its own ones."""
    path = project.content / "products.yml"
    products = yaml.safe_load(path.read_text())
    start = dt.date(2025, 10, 1)
    weeks = [start - dt.timedelta(weeks=count - number) for number in range(count)]
    older = [
        {"version": f"1.{number}", "history": [{"date": day, "status": "released"}]}
        for number, day in enumerate(weeks, 1)
    ]
    products["products"][0]["releases"][:0] = older
    path.write_text(yaml.safe_dump(products, sort_keys=False, allow_unicode=True))


def test_many_releases_are_on_several_pages_each_once(many: Project) -> None:
    address, found = "corrections/product/remote-control/", []
    pages = [address, *(f"{address}releases/{number}/" for number in range(2, 6))]
    for page in pages:
        links = html.fromstring(many.page(page)).xpath("//ul[@class='releases']/li/a")
        assert 0 < len(links) <= 50
        found += [link.text for link in links]
    assert len(found) == len(set(found)) == 237
    assert found[-1] == "1.1" and found[0] == "12.7"
    assert f"../../../../{address}releases/6/" not in many.page(pages[-1])


def test_links_between_pages_of_releases_lead_somewhere(many: Project) -> None:
    assert not [link for link in broken_links(many.site) if "/releases/" in link]
    assert "187 earlier releases" in many.page("corrections/product/remote-control/")


def test_a_calendar_has_the_ends_of_support(tmp_path: Path) -> None:
    project = Project(tmp_path, content=REPOSITORY / "content")
    project.replace(
        "products.yml", '      - version: "9.9"\n', '      - version: "9.9"\n        end_of_support: 2028-08-31\n'
    )
    project.build()
    ends = {uid: event for uid, event in events(project.site, "all").items() if uid.endswith("-support")}
    assert {uid: str(event["SUMMARY"]) for uid, event in ends.items()} == {
        "business-manager-branch-3-support": "Business Manager 3: support ends",
        "vision-9.9-support": "Vision 9.9: support ends",
    }
    assert ends["vision-9.9-support"]["DTSTART"].dt == dt.date(2028, 8, 31)
    assert "vision-9.9-support" in events(project.site, "vision")


def test_what_grows_with_the_number_of_releases_stays_small(many: Project) -> None:
    assert len(events(many.site, "all")) <= 140
    oldest = min(event["DTSTART"].dt for event in events(many.site, "remote-control").values())
    assert oldest >= TODAY - dt.timedelta(days=548)
    feeds = html.fromstring(many.page("feeds/")).xpath("//head/link[contains(@href, '.atom')]/@href")
    assert feeds and not [feed for feed in feeds if "/release/" in feed]


def test_a_recalled_release_can_be_chosen_in_the_finder(tmp_path: Path) -> None:
    project = Project(tmp_path, content=REPOSITORY / "content")
    project.build()
    index = json.loads((project.site / "corrections/finder.json").read_bytes())
    [versions] = [versions for product, _, versions, *_ in index["products"] if product == "business-manager"]
    place = versions.index("3.1.1")
    runs = index["affects"][index["a"][index["id"].split("\n").index("NBM-3006")]]
    assert any(int(run.split("-")[0]) <= place <= int(run.split("-")[-1]) for run in runs.split(","))


def test_a_recalled_release_lists_what_was_known_in_it_and_names_another_one(tmp_path: Path) -> None:
    project = Project(tmp_path, content=REPOSITORY / "content")
    project.build()
    page = html.fromstring(project.page("corrections/release/business-manager-3.1.1"))
    notice = page.xpath("//article/h1/following-sibling::*[1]")[0]
    assert [" ".join(one.text_content().split()) for one in notice.xpath("p")] == [
        "This release was recalled on 2 July 2026, and corrects nothing.",
        "After the update some users could not log in. Please go back to 3.1.",
        "Use 3.2 instead, out since 10 November 2026.",
    ]
    known = page.xpath("//h2[@id='open']/following-sibling::div[1]//tr/@data-error")
    assert {"NBM-3001", "NBM-3006", "NBM-3016"} <= {*known}


def test_a_recalled_release_without_a_later_one_names_the_one_before_it(tmp_path: Path) -> None:
    project = Project(tmp_path, roadmap=False)
    recall = "          - {date: 2026-11-20, status: recalled, note: It deletes files.}\n"
    out = "          - {date: 2026-10-20, status: released}\n"
    project.replace("products.yml", out, out + recall)
    project.build()
    page = html.fromstring(project.page("corrections/release/remote-control-12.5"))
    notice = page.xpath("//article/h1/following-sibling::*[1]")[0].text_content()
    assert "Use 12.4.1 instead" in notice
