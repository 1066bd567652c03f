"""The home page answers in place, says what holds today, and leads to the three things that customers come for."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.project import Project

PRODUCTS = """\
products:
  - id: tool
    name: {name}
    releases: [{{version: "1.0", history: [{{date: 2026-01-05, status: {state}}}]}}]
"""


def home(project: Project) -> html.HtmlElement:
    """Return the home page's article."""
    return html.fromstring(project.page("")).xpath("//article")[0]


def line_of_today(project: Project) -> str:
    """Return the line that says what holds today."""
    found: str = home(project).xpath(".//section[@class='today']/p")[0].text_content()
    return " ".join(found.split())


def test_home_leads_to_answers_self_assessment_and_corrections(built: Project) -> None:
    links = html.fromstring(built.page("")).xpath("//article//nav//a/@href")
    assert links == ["faq/", "severity/assess/", "corrections/"]


def test_the_line_of_today_says_each_open_critical_error_with_its_plan(built: Project) -> None:
    title = "NRC-1044: Gateway ends all sessions when its certificate is renewed"
    assert line_of_today(built) == f"1 Critical error is open: {title}, hot fix 12.5.1, 3 December 2026"


def test_the_line_of_today_says_what_is_overdue(project: Project) -> None:
    project.build(as_of=dt.date(2027, 1, 20))
    said = line_of_today(project)
    assert "12.5.1, 3 December 2026, 48 days overdue" in said
    count = len(html.fromstring(project.page("corrections")).xpath("//section[@aria-labelledby='overdue']//tbody/tr"))
    assert said.endswith(f"{count} corrections are overdue.") and count > 1


def test_without_errors_and_plans_home_says_so(bare_project: Project) -> None:
    bare_project.write("products.yml", PRODUCTS.format(name="The Tool", state="released"))
    faq = (bare_project.content / "faq.yml").read_text(encoding="utf-8")
    bare_project.write("faq.yml", re.sub(r"\[\[(?:NRC|NVS|NBM)-[^\]]*\]\]", "an error", faq))
    bare_project.build()
    assert line_of_today(bare_project) == "No Critical error is open today."
    assert home(bare_project).xpath("string(.//section[@aria-labelledby='next']/p)").startswith("No release is planned")


def test_forty_critical_errors_are_three_and_a_number(project: Project) -> None:
    path = project.content / "roadmap/remote-control/NRC-1044.yml"
    text = re.sub(r"(?m)^(?:cases|aliases):.*\n", "", path.read_text(encoding="utf-8"))
    for number in range(39):
        project.write(
            f"roadmap/remote-control/NRC-{9100 + number}.yml", text.replace("NRC-1044", f"NRC-{9100 + number}")
        )
    project.build()
    said = line_of_today(project)
    assert said.startswith("40 Critical errors are open:") and said.endswith("And 37 more")
    assert len(home(project).xpath(".//span[@class='today__error']")) == 3


def test_the_picture_and_the_list_name_the_same_releases(built: Project) -> None:
    picture = home(built).xpath(".//figure[@class='roadmap']")[0]
    drawn = picture.xpath(".//*[local-name()='svg']//a/@href")
    assert drawn == picture.xpath("./ul//a/@href")
    assert [a.text_content() for a in picture.xpath("./ul/li[1]//a")] == ["Remote Control", "12.5.1", "12.6", "12.7"]
    assert "corrections/product/remote-control/" in drawn
    for x in picture.xpath(".//*[local-name()='svg']//*/@x"):
        assert 0 <= int(x) <= 1080


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ns 204113", "is registered as error NRC-1042: Session drops"),
        ("NS-000001", "is not registered as an error"),
        ("nrc 1042", "NRC-1042 Session drops"),
        ("nrc 1060", "NRC-1060 Dead keys are typed twice on French keyboards not planned yet"),
        ("nrc 1058", "NRC-1058 Blank screen mode cannot be turned on no correction"),
        ("Remote Control 12.5", "What affects Remote Control 12.5"),
        ("v12.3", "What affects v12.3"),
        ("second screen", "NVS-2014 Attention mode does not lock the second screen"),
        ("zzzz qqqq", "No errors match."),
        (" ", "Type a case id, an error id or a few words first."),
    ],
)
def test_the_box_answers_in_place(page: Page, address: str, typed: str, answer: str) -> None:
    page.goto(address)
    page.locator("#ask-words").fill(typed)
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator(".ask__answer")).to_contain_text(answer)
    expect(page).to_have_url(address)


@pytest.mark.browser
def test_a_release_leads_to_what_affects_it(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#ask-words").fill("remote control 12.5")
    page.locator("#ask-words").press("Enter")
    page.get_by_role("link", name="What affects remote control 12.5").click()
    expect(page).to_have_url(f"{address}corrections/?product=remote-control&version=12.5")
    expect(page.locator("[data-part=results] tr", has_text="NRC-1044")).to_be_visible()


@pytest.mark.browser
def test_the_box_leads_on_to_all_that_it_found(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#ask-words").fill("session")
    page.locator("#ask-words").press("Enter")
    page.get_by_role("link", name=re.compile("See (it|all)")).click()
    expect(page).to_have_url(f"{address}corrections/?find=session")


@pytest.mark.browser
def test_what_is_typed_at_home_is_not_sent(page: Page, address: str, site: Path) -> None:
    assert html.fromstring((site / "index.html").read_bytes()).xpath("//form[@class='ask__form' and @hidden]")
    page.goto(address, wait_until="networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url.removeprefix(address) + (request.post_data or "")))
    page.locator("#ask-words").fill("NS-204113")
    page.locator("#ask-words").press("Enter")
    expect(page.locator(".ask__answer")).to_contain_text("NRC-1042")
    assert sorted(re.sub("[0-9a-f][.]", "?.", url) for url in sent) == ["cases/?.json", "corrections/finder.json"]
