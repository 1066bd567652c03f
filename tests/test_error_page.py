"""The page of an error says what fits its state: planned, corrected, or closed without a correction."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from lxml import html

from tests.project import Project

TICKET = "//*[@data-label]/@data-text"
"""What copies an error as text."""


def article(site: Path, error: str) -> html.HtmlElement:
    """Return the article of an error's page."""
    page = html.fromstring((site / "corrections" / error / "index.html").read_bytes())
    return page.xpath("//article")[0]


def texts(article: html.HtmlElement, path: str) -> list[str]:
    """Return the texts of what is found, without the spaces between."""
    return [" ".join(found.text_content().split()) for found in article.xpath(path)]


def said(article: html.HtmlElement, path: str) -> list[str]:
    """Return the texts of what is found, with a space between two elements."""
    return [" ".join(" ".join(found.itertext()).split()).replace(" .", ".") for found in article.xpath(path)]


def test_a_plan_that_moved_is_told_from_where_to_where(site: Path) -> None:
    found = article(site, "nrc-1042")
    assert said(found, "//ol[@class='history']/li") == [
        "5 November 2026 Planned moved from 12.6 to 12.7, the second quarter of 2027"
        " Tests on older adapters failed, so the fix gets another round.",
        "27 October 2026 Release 12.6 moved to 16 February 2027 The new video driver needs three more weeks of tests.",
        "11 October 2026 Planned moved from 12.5 to 12.6, 26 January 2027"
        " The driver fix needs a signed build, which takes longer than 12.5 can wait.",
        "8 September 2026 Release 12.5 moved to 20 October 2026 A supplier's driver was certified two weeks late.",
        "2 September 2026 Planned for 12.5, 6 October 2026",
        "20 August 2026 Confirmed",
        "14 August 2026 Registered",
    ]
    assert texts(found, "//p[@class='history__verdict']") == ["The promise has moved 4 times."]
    assert len(found.xpath("//li[@class='history__moved']")) == 4


def test_status_plan_and_severity_are_said_once(site: Path) -> None:
    found = article(site, "nrc-1042")
    assert said(found, "//dl/div") == [
        "Error NRC-1042",
        "Status Planned The correction has a place in the roadmap.",
        "Planned for 12.7 the second quarter of 2027. The day is not set yet.",
        "Severity Medium Release plan for this severity: Future release. What the levels mean",
    ]
    assert len(found.xpath("//*[contains(@class, 'sev ')]")) == 1


def test_the_page_of_a_critical_error_says_what_to_do_first(site: Path) -> None:
    assert said(article(site, "nrc-1044"), "//section[contains(@class, 'notice--urgent')]") == [
        "What to do first Phone 1st level support as well: +44 1632 960123."
        " Every Critical case must also be followed up by a phone call."
    ]
    (first,) = article(site, "nrc-1044").xpath(".//h1/following-sibling::*[1]")
    assert "notice--urgent" in first.get("class")
    # One that is corrected, and one that is milder.
    for error in ("nrc-1031", "nrc-1042"):
        assert article(site, error).xpath("//*[contains(@class, 'notice--urgent')]") == []


def test_the_text_for_a_ticket_says_what_the_page_does(site: Path) -> None:
    (text,) = article(site, "nrc-1042").xpath(TICKET)
    assert text.splitlines() == [
        "NRC-1042: Session drops when the Host's network adapter goes to sleep",
        "Status: Planned",
        "Planned for: 12.7, the second quarter of 2027",
        "Severity: Medium",
        "Who is affected: Remote Control, versions 12.0 up to, but not including, 12.7. Of the releases we list: 12.3,"
        " 12.4, 12.4.1, 12.5",
        "Workaround: Turn off power saving for the network adapter:",
        "",
        "1. Open **Device Manager** on the computer with the Host.",
        "2. Open the network adapter's **Power Management** tab.",
        "3. Clear *Allow the computer to turn off this device to save power*.",
        "https://support.example.com/corrections/nrc-1042/",
    ]
    assert article(site, "nrc-1055").xpath(TICKET)[0].splitlines()[2] == "Planned for: the first half of 2027"
    assert "Workaround" not in article(site, "nrc-1044").xpath(TICKET)[0]


def test_a_closed_error_is_not_said_to_be_planned(site: Path) -> None:
    found = article(site, "nrc-1051")
    assert texts(found, '//dl[contains(@class, "list--facts")]//dt') == ["Error", "Status", "Correction", "Severity"]
    plan = texts(found, '//dl[contains(@class, "list--facts")]/div[3]/*')
    assert plan == ["Correction", "This entry will not lead to a correction."]


def test_a_corrected_error_without_a_workaround_does_not_speak_of_one(site: Path) -> None:
    assert "workaround" not in article(site, "nrc-1031").text_content().lower()
    assert "We know of none yet." in article(site, "nrc-1063").text_content()


def test_a_duplicate_does_not_deny_the_workaround_of_the_error_to_follow(site: Path) -> None:
    assert article(site, "nrc-1042").xpath('//*[@id="workaround"]')
    assert article(site, "nrc-1051").xpath('//*[@id="workaround"]') == []


def notice(site: Path, error: str) -> list[str]:
    """Return the paragraphs of the notice on a closed error's page."""
    return [p.text_content() for p in article(site, error).xpath(".//div[contains(@class, 'notice--warn')]/p")]


def test_a_duplicate_says_where_the_error_to_follow_stands(site: Path) -> None:
    assert notice(site, "nrc-1051") == [
        "Duplicate. The error is registered under another id, which you can follow instead.",
        "Follow this one instead: NRC-1042: Session drops when the Host's network adapter goes to sleep."
        " Its status: Planned (12.7, the second quarter of 2027). It has a workaround.",
        "The same driver code is the cause.",
    ]


def test_a_duplicate_names_the_error_to_follow_once(site: Path) -> None:
    found = article(site, "nrc-1051")
    assert texts(found, "//a[contains(., 'Session drops')]") == [
        "NRC-1042: Session drops when the Host's network adapter goes to sleep"
    ]
    assert texts(found, "//h2[@id='related']") == []


def test_a_duplicate_of_a_duplicate_leads_to_the_error_that_is_followed(project: Project) -> None:
    step = "  - {date: 2026-11-24, status: duplicate, duplicate_of: NRC-1051}\n"
    project.replace("roadmap/remote-control/NRC-1063.yml", "cases:", f"{step}cases:")
    project.build()
    assert notice(project.site, "nrc-1063")[1].startswith("Follow this one instead: NRC-1042: Session drops")
    project.replace("roadmap/remote-control/NRC-1042.yml", "title: Session drops", "title: The session drops")
    project.build()
    assert notice(project.site, "nrc-1063")[1].startswith("Follow this one instead: NRC-1042: The session drops")


def test_a_closed_error_promises_no_release_by_its_severity(site: Path) -> None:
    assert "Release plan for this severity" in article(site, "nrc-1042").text_content()
    for error in ("nrc-1051", "nrc-1058", "nvs-2021"):
        assert "Release plan for this severity" not in article(site, error).text_content()


def test_a_plan_without_a_release_says_its_time_once(site: Path) -> None:
    plan = article(site, "nrc-1055").xpath(".//dl[contains(@class, 'list--facts')]/div[3]/dd")[0]
    assert [text.strip() for text in plan.itertext()] == ["the first half of 2027", "The day is not set yet."]


def test_a_promise_whose_time_has_passed_is_overdue_wherever_it_is_shown(project: Project) -> None:
    project.build(as_of=dt.date(2027, 1, 20))
    found = article(project.site, "nrc-1044")
    plan = "The plan was 3 December 2026, 48 days ago, and the correction is not out. A new date is not set yet."
    assert texts(found, ".//dl[contains(@class, 'list--facts')]/div[3]/dd") == [f"12.5.1 (hot fix) {plan}"]
    assert texts(found, ".//dl//*[contains(@class, 'overdue')]") == [plan]
    release = html.fromstring(project.page("corrections/release/remote-control-12.5.1"))
    assert texts(found, ".//p[@class='history__verdict']") == ["The promise is 48 days overdue."]
    said = "48 days overdue. The release is not out, and a new date is not set yet."
    assert texts(release, "//dl[contains(@class, 'list--rows')]/div[1]/dd/span") == [said]
    row = html.fromstring(project.page("corrections")).xpath("//tr[@data-error='NRC-1044']")[0]
    assert texts(row, "td[last()]") == ["12.5.1 3 December 2026, 48 days overdue"]
    index = json.loads((project.site / "corrections/finder.json").read_bytes())
    at = index["id"].split("\n").index("NRC-1044")
    assert index["whens"][index["w"][at]][0] == "3 December 2026, 48 days overdue"
    shards = [json.loads(path.read_bytes())["errors"] for path in (project.site / "cases").glob("*.json")]
    said_of_case = {errors["NRC-1044"]["status"] for errors in shards if "NRC-1044" in errors}
    assert said_of_case == {"In progress (12.5.1, 3 December 2026, 48 days overdue)"}


def test_what_is_overdue_is_a_group_of_its_own_at_the_top_of_every_list(project: Project) -> None:
    project.build(as_of=dt.date(2027, 1, 20))
    lists = {
        "corrections": "//div[@data-finder-groups]//h2",
        "corrections/product/remote-control": "//h2[following-sibling::*[1][contains(@class, 'table-scroll')]]",
        "corrections/release/remote-control-12.5.1": "//h2[following-sibling::*[1][contains(@class, 'table-scroll')]]",
    }
    for address, headings in lists.items():
        page = html.fromstring(project.page(address))
        first = page.xpath(f"({headings})[1]")[0]
        assert (first.get("id"), first.get("class"), first.text.strip()) == ("overdue", "overdue", "Overdue"), address
        assert page.xpath("(//tr[@data-error])[1]/@data-error") == ["NRC-1044"], address
        assert len(page.xpath("//tr[@data-error='NRC-1044']")) == 1, address
    status = html.fromstring(project.page("corrections/status/in-progress"))
    assert status.xpath("(//tr[@data-error])[1]/@data-error") == ["NRC-1044"]


def test_the_finder_offers_what_is_overdue_only_if_something_is(project: Project) -> None:
    choice = "//select[@name='phase']/option[@value='overdue']"
    project.build()
    assert html.fromstring(project.page("corrections")).xpath(choice) == []
    project.build(as_of=dt.date(2026, 12, 4))
    assert texts(html.fromstring(project.page("corrections")), choice) == ["Overdue (1)"]


def test_the_api_says_since_when_and_badges_for_how_many_days_a_correction_is_overdue(project: Project) -> None:
    project.build(as_of=dt.date(2026, 12, 4))
    said = json.loads((project.site / "api/v1/errors/nrc-1044.json").read_bytes())
    assert (said["planned"]["last"], said["corrected"]) == ("2026-12-03", None)
    badge = (project.site / "badges/nrc-1044.svg").read_text(encoding="utf-8")
    assert "<title>NRC-1044: In progress 12.5.1, 1 day overdue</title>" in badge
    product = (project.site / "badges/product/remote-control.svg").read_text(encoding="utf-8")
    assert "<title>Remote Control: 1 overdue, " in product


def test_what_its_release_came_out_without_is_overdue_since_that_day(project: Project) -> None:
    error = "roadmap/remote-control/NRC-1044.yml"
    release = "          - {date: 2026-12-01, status: released}\n"
    products = (project.content / "products.yml").read_text(encoding="utf-8")
    at = products.index("- version: ", products.index('version: "12.5.1"') + 5)
    at = products.rindex("\n", 0, at) + 1
    project.write("products.yml", products[:at] + release + products[at:])
    assert error in str(project.problems(as_of=dt.date(2026, 12, 3)))
    project.build(as_of=dt.date(2026, 12, 3))
    row = html.fromstring(project.page("corrections")).xpath("//tr[@data-error='NRC-1044']")[0]
    assert texts(row, "td[last()]") == ["12.5.1 1 December 2026, 2 days overdue"]


def test_on_the_day_itself_nothing_is_overdue(project: Project) -> None:
    project.build(as_of=dt.date(2026, 12, 3))
    assert "overdue" not in article(project.site, "nrc-1044").text_content()


def test_an_error_whose_release_is_dropped_promises_no_day(project: Project) -> None:
    last = "          - {date: 2026-10-27, status: planned, window: 2027-Q2}\n"
    drop = "          - {date: 2026-11-24, status: dropped, note: It comes with 12.8.}\n"
    project.replace("products.yml", last, last + drop)
    project.build()
    found = article(project.site, "nrc-1042")
    plan = found.xpath(".//dl[contains(@class, 'list--facts')]/div[3]/dd")[0]
    said = ["No release yet", "It was planned for 12.7, which was dropped. A new release is not set yet."]
    assert [text.strip() for text in plan.itertext()] == said
    error = json.loads((project.site / "api/v1/errors/nrc-1042.json").read_bytes())
    assert (error["status"], error["release"], error["planned"]) == ("planned", None, None)
    badge = html.fromstring((project.site / "badges/nrc-1042.svg").read_bytes())
    assert badge.xpath("//title/text()") == ["NRC-1042: Planned"]
    row = html.fromstring(project.page("corrections")).xpath("//tr[@data-error='NRC-1042']")[0]
    assert texts(row, "td[last()]") == ["not planned yet, moved 4×"]
