"""What corrects an error, and what it affects until then: in one release, in none, or before it was reported."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping

import pytest
from corrigenda.edges.content.load import load_content
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edits.history import append_step
from corrigenda.edits.next_step import Order, OrderError, next_step
from corrigenda.manager.error_card import error_card
from corrigenda.manager.listing import Asked, listed
from corrigenda.manager.overview import management
from corrigenda.model.affected import affected_releases
from corrigenda.model.catalog import Catalog
from corrigenda.model.promises import promises_of
from lxml import html

from tests.project import SAMPLE, TODAY, Project
from tests.test_error_page import article, texts
from tests.test_ledger import lines

PRODUCTS = """\
products:
  - id: remote-control
    name: Remote Control
    releases:
      - version: "1.0"
        history: [{date: 2026-02-10, status: released}]
      - version: "1.1"
        history: [{date: 2026-10-01, status: released}]
      - version: "1.2"
        history: [{date: 2026-10-02, status: planned, window: 2027-Q1}]
"""
ERROR = """\
id: NRC-1
title: The window closes when it is moved
product: remote-control
assessment: {{environment: production, impact: minor, interruption: none, workaround: false}}
affects: "{affects}"
summary: |
  The window closes when you move it quickly.
history:
{steps}
"""
RESOLVED = """\
  - id: resolved
    name: Resolved by us
    phase: done
    meaning: We turned the change off. There is nothing to install.
    needs: note
    next: [confirmed]
"""
REPORTED = "{date: 2026-11-10, status: registered}"


BRANCHES = """\
products:
  - id: remote-control
    name: Remote Control
    branches: [{id: "16", name: 16 (long-term)}, {id: "17", name: "17"}]
    releases:
      - version: "16.6"
        branch: "16"
        history: [{date: 2026-08-13, status: released}]
      - version: "16.7"
        branch: "16"
        history:
          - {date: 2026-08-14, status: planned, window: 2026-12-10}
      - version: "16.8"
        branch: "16"
        history: [{date: 2026-08-14, status: planned, window: 2027-Q1}]
      - version: "17.2"
        branch: "17"
        history: [{date: 2026-08-13, status: released}]
      - version: "17.3"
        branch: "17"
        history:
          - {date: 2026-08-14, status: planned, window: 2026-11-12}
          - {date: 2026-11-12, status: released}
      - version: "17.4"
        branch: "17"
        history: [{date: 2026-11-13, status: planned, window: 2027-02-11}]
"""
RECALL = "          - {date: 2026-11-20, status: recalled, note: It deletes files.}\n"
CONFIRMED = "{date: 2026-09-01, status: registered}", "{date: 2026-09-02, status: confirmed}"
IN_BOTH = '{date: 2026-09-03, status: planned, release: ["17.3", "16.7"]}'
OUT_IN_17 = '{date: 2026-11-12, status: released, release: "17.3"}'


def with_error(project: Project, *steps: str, affects: str = "<=1.0", products: str = PRODUCTS) -> Catalog:
    """Write one error with a history, check it, and return the catalogue."""
    project.write("products.yml", products)
    project.write("roadmap/remote-control/NRC-1.yml", ERROR.format(affects=affects, steps=lines(steps, 2)))
    lifecycle = (SAMPLE / "lifecycle.yml").read_text(encoding="utf-8")
    lifecycle = lifecycle.replace("next: [confirmed, planned,", "next: [confirmed, resolved, planned, released,")
    project.write("lifecycle.yml", lifecycle + RESOLVED)
    faq = (project.content / "faq.yml").read_text(encoding="utf-8")
    project.write("faq.yml", re.sub(r"\[\[(?:NRC|NVS|NBM)-[^\]]*\]\]", "an error", faq))
    assert [one for one in project.problems() if ": error: " in one] == []
    catalog = load_content(take_snapshot(project.request()), None).catalog
    assert catalog is not None
    return catalog


def of_api(project: Project) -> Mapping[str, object]:
    """Return what the API says about the error."""
    found: Mapping[str, object] = json.loads((project.site / "api/v1/errors/nrc-1.json").read_bytes())
    return found


def plan(project: Project) -> list[str]:
    """Return what the error's page says about its correction: the name and the value."""
    return texts(article(project.site, "nrc-1"), ".//dl[contains(@class, 'list--facts')]/div[3]/*")


def test_an_error_reported_after_its_correction_is_out_since_the_day_of_the_release(bare_project: Project) -> None:
    with_error(bare_project, REPORTED, '{date: 2026-11-12, status: released, release: "1.1"}')
    bare_project.build()
    assert plan(bare_project) == ["Corrected in", "1.1 Out since 1 October 2026."]
    said = of_api(bare_project)
    assert (said["corrected"], said["changed"], said["kept"]) == ("2026-10-01", "2026-11-12", None)


def test_a_delivery_found_out_late_is_judged_by_the_day_it_came_out(bare_project: Project) -> None:
    promised = "{date: 2026-09-01, status: planned, window: 2026-10}"
    news = "{date: 2026-11-02, status: in-progress, window: 2026-10, note: We look into it.}"
    done = '{date: 2026-11-12, status: released, release: "1.1"}'
    with_error(bare_project, "{date: 2026-08-01, status: registered}", promised, news, done)
    bare_project.build()
    said = of_api(bare_project)
    assert (said["moves"], said["kept"], said["on_time"]) == (0, True, True)


def test_the_order_to_say_that_it_was_corrected_before_is_carried_out(bare_project: Project) -> None:
    catalog = with_error(bare_project, REPORTED)
    step = next_step(catalog.errors[0], catalog.site_data, Order(status="released", plan=("1.1",)))
    assert step == {"date": TODAY.isoformat(), "status": "released", "release": "1.1"}
    with_error(bare_project, REPORTED, str(step).replace("'", "").replace("1.1", '"1.1"'))


def test_an_error_corrected_without_a_release_names_none(bare_project: Project) -> None:
    with_error(bare_project, REPORTED, "{date: 2026-11-12, status: resolved, note: We turned the change off.}")
    bare_project.build()
    assert plan(bare_project) == ["Corrected on", "12 November 2026 It came without a release."]
    steps = texts(article(bare_project.site, "nrc-1"), ".//ol[@class='history']/li")
    assert steps[0].endswith("We turned the change off.")
    feed = html.fromstring((bare_project.site / "feeds/all.atom").read_bytes())
    titles = [title for title in feed.xpath("//entry/title/text()") if title.startswith("NRC-1")]
    assert titles == ["NRC-1 corrected", "NRC-1 registered"]
    row = html.fromstring(bare_project.page("corrections")).xpath("//tr[@data-error='NRC-1']")[0]
    assert texts(row, "td[last()]") == ["12 November 2026"]


def affected(catalog: Catalog) -> list[str] | None:
    """Return the versions that the error affects."""
    found = affected_releases(catalog.errors[0], catalog.site_data)
    return None if found is None else [release.version for release in found]


def test_only_releases_that_are_out_are_affected(bare_project: Project) -> None:
    assert affected(with_error(bare_project, REPORTED, affects=">=1.0")) == ["1.0", "1.1"]
    bare_project.build()
    said = texts(article(bare_project.site, "nrc-1"), ".//h2[@id='affected']/following-sibling::p[1]")
    assert said == ["Remote Control, versions 1.0 and later. Of the releases we list: 1.0, 1.1."]


def test_what_comes_with_the_correction_or_after_it_is_not_affected(bare_project: Project) -> None:
    done = '{date: 2026-11-12, status: released, release: "1.1"}'
    assert affected(with_error(bare_project, REPORTED, done, affects=">=1.0")) == ["1.0"]


def test_a_planned_correction_leaves_everything_affected_that_is_out(bare_project: Project) -> None:
    planned = '{date: 2026-11-12, status: planned, release: "1.2"}'
    assert affected(with_error(bare_project, REPORTED, planned, affects=">=1.1")) == ["1.1"]


def test_the_finder_lists_no_correction_for_who_has_it_even_if_no_range_is_known(bare_project: Project) -> None:
    for steps, runs in (
        ((REPORTED,), "*"),
        ((REPORTED, '{date: 2026-11-11, status: released, release: "1.1"}'), "*0"),
        ((REPORTED, "{date: 2026-11-11, status: resolved, note: It was ours.}"), ""),
    ):
        with_error(bare_project, *steps)
        bare_project.replace("roadmap/remote-control/NRC-1.yml", 'affects: "<=1.0"\n', "")
        bare_project.build()
        index = json.loads((bare_project.site / "corrections/finder.json").read_bytes())
        assert index["affects"][index["a"][0]] == runs


def test_after_a_correction_without_a_release_nothing_is_affected(bare_project: Project) -> None:
    done = "{date: 2026-11-12, status: resolved, note: We turned the change off.}"
    assert affected(with_error(bare_project, REPORTED, done, affects=">=1.0")) == []


def test_without_a_range_nothing_is_claimed(bare_project: Project) -> None:
    catalog = with_error(bare_project, REPORTED)
    assert affected_releases(catalog.errors[0]._replace(affects=None), catalog.site_data) is None


def test_a_correction_by_the_end_of_the_promised_time_is_no_move(bare_project: Project) -> None:
    promised = "{date: 2026-08-01, status: planned, window: 2026-Q4}"
    done = '{date: 2026-10-01, status: released, release: "1.1"}'
    with_error(bare_project, "{date: 2026-07-01, status: registered}", promised, done)
    bare_project.build()
    assert (of_api(bare_project)["moves"], of_api(bare_project)["kept"]) == (0, True)
    assert "moved from" not in article(bare_project.site, "nrc-1").text_content()


def in_branches(project: Project, *steps: str, recalled: bool = False, affects: str = ">=16.0") -> Catalog:
    """Write an error of a product with branches; `recalled` says whether 17.3 was recalled."""
    out = "          - {date: 2026-11-12, status: released}\n"
    products = BRANCHES.replace(out, out + RECALL) if recalled else BRANCHES
    return with_error(project, *CONFIRMED, *steps, affects=affects, products=products)


def plans(project: Project) -> list[list[str]]:
    """Return what the page says about the corrections: its facts between the status and the severity."""
    facts = article(project.site, "nrc-1").xpath(".//dl[contains(@class, 'list--facts')]/div")
    return [texts(fact, "./*") for fact in facts][2:-1]


def test_each_branch_has_its_own_correction(bare_project: Project) -> None:
    catalog = in_branches(bare_project, IN_BOTH, OUT_IN_17)
    assert affected(catalog) == ["16.6", "17.2"]
    assert catalog.errors[0].status == "planned"
    bare_project.build()
    assert plans(bare_project) == [
        [
            "Planned for",
            "16.7 (branch 16 (long-term)) 10 December 2026."
            " The date is set. It can still move; the reason is then given below.",
        ],
        ["Corrected in", "17.3 (branch 17) Out since 12 November 2026."],
    ]
    said = texts(article(bare_project.site, "nrc-1"), ".//h2[@id='affected']/following-sibling::p[1]")
    assert said[0].endswith("Of the releases we list: branch 16 (long-term): 16.6; branch 17: 17.2.")
    api = of_api(bare_project)
    assert (api["status"], api["release"], api["corrected"], api["moves"]) == ("planned", "16.7", None, 0)
    assert [(one["branch"], one["release"], one["corrected"]) for one in list_of(api, "corrections")] == [
        ("16", "16.7", None),
        ("17", "17.3", "2026-11-12"),
    ]
    promises = [(one["kind"], one["release"], one["branch"]) for one in list_of(api, "promises")]
    assert promises == [("first", "16.7", "16"), ("first", "17.3", "17"), ("delivered", "17.3", "17")]
    csv = (bare_project.site / "api/v1/errors.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert ",16.7 2026-12-10; 17.3 2026-11-12," in csv


def list_of(api: Mapping[str, object], field: str) -> list[dict[str, object]]:
    """Return a field of the API that is a list."""
    found = api[field]
    assert isinstance(found, list)
    return found


def test_a_list_names_the_corrections_beside_one_without_a_release(bare_project: Project) -> None:
    later = "{date: 2026-11-14, status: planned, window: 2027-Q2, note: 16.7 comes too early.}"
    in_branches(bare_project, IN_BOTH, OUT_IN_17, later)
    bare_project.build()
    cell = texts(html.fromstring(bare_project.page("corrections")), "//tr[@data-error='NRC-1']/td[last()]")
    assert cell == ["the second quarter of 2027, moved once17.3 12 November 2026"]
    index = json.loads((bare_project.site / "corrections/finder.json").read_bytes())
    assert index["releases"][index["r"][0]] == ["", "remote-control/17.3"]


def test_an_error_corrected_in_all_its_branches_is_corrected(bare_project: Project) -> None:
    late = "          - {date: 2026-11-24, status: released}\n"
    planned = "          - {date: 2026-08-14, status: planned, window: 2026-12-10}\n"
    products = BRANCHES.replace(planned, planned + late)
    steps = IN_BOTH, OUT_IN_17, '{date: 2026-11-24, status: released, release: "16.7"}'
    catalog = with_error(bare_project, *CONFIRMED, *steps, affects=">=16.0", products=products)
    assert catalog.errors[0].status == "released"
    bare_project.build()
    api = of_api(bare_project)
    assert (api["release"], api["corrected"], api["kept"], api["on_time"]) == ("16.7", "2026-11-24", True, True)


ONLY_17 = '{date: 2026-09-03, status: planned, release: "17.3"}'
IN_A_TIME = "{date: 2026-09-03, status: planned, window: 2027-Q1}"


@pytest.mark.parametrize(
    ("affects", "steps", "status", "said"),
    [
        # A time is promised for all branches, and the other one still waits for it.
        (">=16.0", (IN_A_TIME, OUT_IN_17), "planned", [(None, None), ("17.3", "2026-11-12")]),
        (">=16.0", (ONLY_17, OUT_IN_17), "confirmed", [("17.3", "2026-11-12")]),
        # Only this branch has the error, or only the other one, and the correction is to install a release of this one.
        (">=17.0", (IN_A_TIME, OUT_IN_17), "released", [("17.3", "2026-11-12")]),
        ("<17.0", (ONLY_17, OUT_IN_17), "released", [("17.3", "2026-11-12")]),
    ],
)
def test_a_branch_that_no_step_names_waits_if_it_is_affected(
    bare_project: Project, affects: str, steps: tuple[str, ...], status: str, said: list[tuple[str | None, str | None]]
) -> None:
    catalog = in_branches(bare_project, *steps, affects=affects)
    assert catalog.errors[0].status == status
    bare_project.build()
    api = of_api(bare_project)
    assert api["status"] == status
    assert [(one["release"], one["corrected"]) for one in list_of(api, "corrections")] == said
    if status == "planned":
        assert plans(bare_project)[0][1].startswith("the first quarter of 2027 (branch 16 (long-term)) ")


def test_a_branch_that_is_not_supported_any_more_does_not_wait(bare_project: Project) -> None:
    ended = BRANCHES.replace("name: 16 (long-term)}", "name: 16 (long-term), end_of_support: 2026-11-01}")
    steps = (*CONFIRMED, ONLY_17, OUT_IN_17)
    assert with_error(bare_project, *steps, affects=">=16.0", products=ended).errors[0].status == "released"


def test_an_error_that_one_branch_keeps_is_corrected_in_the_other(bare_project: Project) -> None:
    declined = "{date: 2026-11-13, status: declined, note: Branch 16 keeps it; please update to 17.}"
    catalog = in_branches(bare_project, ONLY_17, OUT_IN_17, declined)
    assert (catalog.errors[0].status, affected(catalog)) == ("released", ["16.6", "17.2"])


def test_who_uses_a_branch_learns_that_another_one_is_corrected(bare_project: Project) -> None:
    in_branches(bare_project, ONLY_17, OUT_IN_17)
    bare_project.build()
    cell = texts(html.fromstring(bare_project.page("corrections")), "//tr[@data-error='NRC-1']/td[last()]")
    assert cell == ["not planned yet17.3 12 November 2026"]
    index = json.loads((bare_project.site / "corrections/finder.json").read_bytes())
    assert index["releases"][index["r"][0]] == ["", "remote-control/17.3"]
    assert index["products"][0][4] == {"16": "16 (long-term)", "17": "17"}
    assert plans(bare_project) == [
        ["Corrected in", "17.3 (branch 17) Out since 12 November 2026."],
        ["Planned for", "No release yet (branch 16 (long-term)) Product Management has not decided yet."],
    ]
    assert "Planned for: No release yet (branch 16 (long-term))" in bare_project.page("corrections/nrc-1")
    said = article(bare_project.site, "nrc-1").xpath(".//@data-affected")[0]
    assert said.splitlines()[1:] == [
        "Affects your {version}\t16.6",
        "Affects your {version}; corrected in 17.3\t17.2",
    ]


def test_where_nothing_was_promised_no_promise_is_said_to_stand(bare_project: Project) -> None:
    found = '{date: 2026-11-20, status: released, release: "17.3"}'
    with_error(bare_project, "{date: 2026-11-19, status: registered}", found, affects=">=16.0", products=BRANCHES)
    bare_project.build()
    assert texts(article(bare_project.site, "nrc-1"), ".//p[@class='history__verdict']") == []


def test_a_move_in_one_branch_is_not_one_in_the_other(bare_project: Project) -> None:
    moved = '{date: 2026-11-14, status: planned, release: "16.8", note: The tests take longer.}'
    in_branches(bare_project, IN_BOTH, OUT_IN_17, moved)
    bare_project.build()
    api = of_api(bare_project)
    assert (api["moves"], api["kept"]) == (1, None)
    feed = html.fromstring((bare_project.site / "feeds/all.atom").read_bytes())
    titles = [title for title in feed.xpath("//entry/title/text()") if title.startswith("NRC-1")]
    assert titles == [
        "NRC-1 moved from 16.7 to 16.8",
        "NRC-1 corrected in 17.3",
        "NRC-1 planned for 16.7, 17.3",
        "NRC-1: Confirmed",
        "NRC-1 registered",
    ]
    of_17 = html.fromstring((bare_project.site / "feeds/release/remote-control-17.3.atom").read_bytes())
    assert [one for one in of_17.xpath("//entry/title/text()") if one.startswith("NRC-1")] == [titles[1], titles[2]]


def test_what_a_release_does_to_one_branch_is_told_among_the_steps_of_another_by_its_day(bare_project: Project) -> None:
    later = "          - {date: 2026-11-20, status: planned, window: 2027-01-14, note: The lab is late.}\n"
    planned = "          - {date: 2026-08-14, status: planned, window: 2026-12-10}\n"
    products = BRANCHES.replace(planned, planned + later)
    with_error(bare_project, *CONFIRMED, IN_BOTH, OUT_IN_17, affects=">=16.0", products=products)
    bare_project.build()
    days = texts(article(bare_project.site, "nrc-1"), ".//ol/li//*[@class='history__date']")
    assert days == ["20 November 2026", "12 November 2026", "3 September 2026", "2 September 2026", "1 September 2026"]
    feed = json.loads((bare_project.site / "feeds/error/nrc-1.json").read_bytes())
    assert [one["title"] for one in feed["items"][:3]] == [
        "Remote Control 16.7 moved from 10 December 2026 to 14 January 2027",
        "NRC-1 corrected in 17.3",
        "NRC-1 planned for 16.7, 17.3",
    ]
    catalog = load_content(take_snapshot(bare_project.request()), None).catalog
    assert catalog is not None
    card = error_card(catalog.errors[0], catalog.private[0], catalog.site_data)
    assert "  status      Planned since 2026-09-03\n" in card


def test_the_page_of_a_release_says_what_it_corrects_whatever_comes_in_other_branches(bare_project: Project) -> None:
    in_branches(bare_project, IN_BOTH, OUT_IN_17)
    bare_project.build()
    for version, heading in (("17.3", "Corrected in this release (1)"), ("16.7", "Planned for this release (1)")):
        page = html.fromstring(bare_project.page(f"corrections/release/remote-control-{version}"))
        assert heading in texts(page, "//article//h2")
        cells = texts(page, "//tr[@data-error='NRC-1']/td[last()]")
        assert [cell for cell in cells if cell.startswith(version)]


def test_the_page_of_a_release_says_first_what_corrects_an_error_in_its_branch(bare_project: Project) -> None:
    in_branches(bare_project, IN_BOTH, OUT_IN_17)
    bare_project.build()
    for version, when in (
        ("17.2", "17.3 12 November 202616.7 10 December 2026"),
        ("16.6", "16.7 10 December 202617.3 12 November 2026"),
    ):
        page = html.fromstring(bare_project.page(f"corrections/release/remote-control-{version}"))
        assert texts(page, "//tr[@data-error='NRC-1']/td[last()]") == [when]


def test_a_recalled_release_corrects_nothing(bare_project: Project) -> None:
    steps = '{date: 2026-09-03, status: planned, release: "17.3"}', OUT_IN_17
    catalog = in_branches(bare_project, *steps, recalled=True, affects=">=17.0")
    assert (affected(catalog), catalog.errors[0].status) == (["17.2"], "confirmed")
    warning = "release 17.3 was recalled on 2026-11-20; add a step that says what follows"
    assert [one for one in bare_project.problems() if warning in one]
    bare_project.build()
    assert plans(bare_project) == [
        ["Planned for", "No release yet It was to be corrected by 17.3, which was recalled."]
    ]
    api = of_api(bare_project)
    assert (api["phase"], api["corrections"], api["kept"], api["changed"]) == ("open", [], None, "2026-11-12")
    assert [one["kind"] for one in list_of(api, "promises")] == ["first", "delivered", "release-recalled"]
    page = html.fromstring(bare_project.page("corrections/release/remote-control-17.3"))
    row = texts(page, "//dl[contains(@class, 'list--rows')]/div[1]/*")
    assert row == ["Came out on", "12 November 2026"]
    assert texts(page, "//article/h1/following-sibling::*[1]/p") == [
        "This release was recalled on 20 November 2026, and corrects nothing.",
        "It deletes files.",
        "Use 17.2 instead, out since 13 August 2026.",
    ]
    assert texts(page, "//article//h2")[0] == "Known errors in this release (1)"
    # It waits for another release, whether or not it is known in this one.
    assert texts(page, "//p[@class='empty']") == []
    assert ids_of("17.3", catalog) == ["NRC-1"]
    feed = html.fromstring((bare_project.site / "feeds/error/nrc-1.atom").read_bytes())
    assert feed.xpath("//entry/title/text()")[0] == "Remote Control 17.3 was recalled"
    calendar = (bare_project.site / "calendar/remote-control.ics").read_text(encoding="utf-8")
    assert "SUMMARY:Remote Control 17.3 (recalled)" in calendar


def ids_of(version: str, catalog: Catalog) -> list[str]:
    """Return the ids of the errors that `corrigenda list` finds for a release."""
    pairs = zip(catalog.errors, catalog.private, strict=True)
    return [row.id for row in listed(pairs, catalog.site_data, Asked(release=version))]


def test_what_a_dropped_release_was_to_correct_is_not_planned_for_it(bare_project: Project) -> None:
    planned = "        history: [{date: 2026-08-14, status: planned, window: 2027-Q1}]\n"
    dropped = planned.replace("}]", "}, {date: 2026-10-01, status: dropped, note: 16 ends.}]")
    out = "          - {date: 2026-11-12, status: released}\n"
    products = BRANCHES.replace(planned, dropped).replace(out, out + RECALL)
    steps = (*CONFIRMED, '{date: 2026-09-03, status: planned, release: ["17.3", "16.8"]}', OUT_IN_17)
    catalog = with_error(bare_project, *steps, affects=">=16.0", products=products)
    assert ids_of("16.8", catalog) == ["NRC-1"]
    bare_project.build()
    dropped_and_recalled = (
        "It was to be corrected by 17.3, which was recalled. "
        "It was planned for 16.8, which was dropped. A new release is not set yet."
    )
    assert plans(bare_project) == [["Planned for", f"No release yet {dropped_and_recalled}"]]
    page = html.fromstring(bare_project.page("corrections/release/remote-control-16.8"))
    assert texts(page, "//article//h2")[0] == "Not planned for another release yet (1)"


def test_after_a_recall_the_next_plan_is_a_move(bare_project: Project) -> None:
    steps = '{date: 2026-09-03, status: planned, release: "17.3"}', OUT_IN_17
    again = '{date: 2026-11-21, status: planned, release: "17.4", note: 17.3 was recalled.}'
    catalog = in_branches(bare_project, *steps, again, recalled=True)
    assert catalog.errors[0].status == "planned"
    bare_project.build()
    assert of_api(bare_project)["moves"] == 1


def test_a_plan_for_a_dropped_release_goes_on_in_another_branch(bare_project: Project) -> None:
    planned = "        history: [{date: 2026-08-14, status: planned, window: 2027-Q1}]\n"
    dropped = planned.replace("}]", "}, {date: 2026-10-01, status: dropped, note: 16 ends.}]")
    steps = (
        '{date: 2026-09-03, status: planned, release: "16.8"}',
        '{date: 2026-10-02, status: planned, release: "17.4", note: 16.8 was dropped.}',
    )
    products = BRANCHES.replace(planned, dropped)
    products = products.replace("2026-11-13, status: planned", "2026-09-13, status: planned")
    catalog = with_error(bare_project, *CONFIRMED, *steps, affects=">=16.0", products=products)
    assert [problem for problem in bare_project.problems() if "dropped" in problem] == []
    bare_project.build()
    api = of_api(bare_project)
    assert [(one["kind"], one["release"]) for one in list_of(api, "promises")] == [
        ("first", "16.8"),
        ("release-dropped", "16.8"),
        ("moved", "17.4"),
    ]
    assert (catalog.errors[0].status, api["moves"], api["release"]) == ("planned", 1, "17.4")
    (kept,) = promises_of(catalog.errors[0], catalog.site_data)
    assert (kept.first, kept.now) == (dt.date(2027, 3, 31).toordinal(), dt.date(2027, 2, 11).toordinal())


def test_an_order_names_the_release_of_each_branch(bare_project: Project) -> None:
    catalog = in_branches(bare_project)
    step = next_step(catalog.errors[0], catalog.site_data, Order(plan=("17.4", "16.7")))
    assert step == {"date": TODAY.isoformat(), "status": "planned", "release": ("17.4", "16.7")}
    written = append_step("history:\n- {date: 2026-09-01, status: registered}\n", step)
    assert written.endswith('- {date: 2026-11-25, status: planned, release: ["17.4", "16.7"]}\n')


def test_an_order_to_deliver_takes_the_promised_release_that_is_out(bare_project: Project) -> None:
    catalog = in_branches(bare_project, IN_BOTH)
    step = next_step(catalog.errors[0], catalog.site_data, Order(status="released"))
    assert step == {"date": "2026-11-12", "status": "released", "release": "17.3"}
    catalog = in_branches(bare_project, IN_BOTH, OUT_IN_17)
    step = next_step(catalog.errors[0], catalog.site_data, Order(status="in-progress"))
    assert (step["status"], step["release"]) == ("in-progress", "16.7")


def test_an_order_that_does_not_say_which_branch_is_refused(bare_project: Project) -> None:
    catalog = in_branches(bare_project, IN_BOTH.replace("17.3", "17.4"))
    with pytest.raises(OrderError, match=r"it is planned for 16\.7, 17\.4; say with --to which of them is meant"):
        next_step(catalog.errors[0], catalog.site_data, Order(status="released"))


def test_the_report_has_a_move_of_each_branch_with_what_was_promised_there(bare_project: Project) -> None:
    moved = '{date: 2026-11-14, status: planned, release: "16.8", note: The tests take longer.}'
    back = "{date: 2026-11-20, status: confirmed, note: It is harder than we thought.}"
    catalog = in_branches(bare_project, IN_BOTH.replace("17.3", "17.4"), moved, back)
    report = management(catalog.errors, catalog.site_data, TODAY.replace(month=1))
    assert [(move.before, move.after) for move in report.moved] == [("16.8", None), ("17.4", None), ("16.7", "16.8")]
