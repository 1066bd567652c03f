"""The self-assessment in a real browser, with the keyboard alone: questions, Back, Change, errors and the result."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.serving import served
from tests.conftest import browsing
from tests.project import Project
from tests.severity.test_decision_table import SHARED
from tests.severity.walking import choose, follow, heading, level, tab_to

ASSESS = "severity/assess/"
CRITICAL = "#v=1.0&environment=production&impact=severe&interruption=continuous&workaround=no"


def test_nothing_is_chosen_before_and_the_first_page_keeps_the_focus_and_the_title(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    assert page.locator(".question input").count() == 2
    assert page.locator(".question input:checked").count() == 0
    assert page.evaluate("document.activeElement === document.body")
    assert page.title().startswith("How severe is my case?")


def test_four_answers_come_to_critical_and_every_step_has_its_heading_and_title(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    choose(page, "production")
    assert heading(page) == "How much does it hurt?"
    assert page.title().startswith("How much does it hurt? – How severe is my case?")
    choose(page, "severe")
    assert heading(page) == "How often is service interrupted?"
    choose(page, "continuous")
    assert heading(page) == "Is there a public workaround?"
    choose(page, "no")
    assert heading(page) == "Critical"
    assert page.title().startswith("Critical – ")
    expect(page).to_have_url(address + ASSESS + CRITICAL)
    next_steps = page.locator("[data-part=next]")
    assert next_steps.locator("a[href='tel:+441632960123']").inner_text() == "+44 1632 960123"
    assert "Support decides" in page.locator(".result").inner_text()


def test_a_lab_is_asked_with_its_own_answers_and_hints(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    choose(page, "lab")
    heading(page)
    labels = page.locator(".choice label").all_inner_texts()
    assert labels == ["Seriously", "A little", "Hardly or not at all", "I don’t know"]
    hint = page.locator("#" + str(page.locator(".choice input").first.get_attribute("aria-describedby")))
    assert hint.inner_text().startswith("Development suffers.")


def test_what_is_not_known_leaves_a_range_with_the_worst_first(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    for answer in ("production", "severe", "unknown"):
        choose(page, answer)
        heading(page)
    choose(page, "no")
    assert heading(page) == "Critical, High, or Medium"
    changes = page.locator("[data-part=changes] li").all_inner_texts()
    asked = "as the answer to “How often is service interrupted?” it would be"
    assert f"With “All or nearly all the time” {asked} Critical." in changes
    assert page.locator(".promises caption").all_inner_texts() == ["Critical", "High", "Medium"]
    assert "Phone 1st level support" in page.locator("[data-part=next]").inner_text()


def test_going_on_without_an_answer_moves_the_focus_to_the_error(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    tab_to(page, "e.name === 'answer'")
    tab_to(page, "e.tagName === 'BUTTON'")
    page.keyboard.press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert summary.inner_text().split("\n")[0] == "There is a problem"
    assert page.title().startswith("Error: ")
    follow(page, "Choose an answer")
    assert page.evaluate("document.activeElement.value") == "production"
    assert page.evaluate("location.hash") == ""


def test_the_browsers_back_keeps_every_answer(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    for answer in ("production", "serious", "none"):
        choose(page, answer)
        heading(page)
    for answer in ("none", "serious", "production"):
        page.go_back()
        heading(page)
        expect(page.locator(".question input:checked")).to_have_value(answer)
    tab_to(page, "e.tagName === 'BUTTON'")
    page.keyboard.press("Enter")
    assert heading(page) == "Is there a public workaround?"


def test_the_back_link_keeps_every_answer(page: Page, address: str) -> None:
    page.goto(address + ASSESS + CRITICAL)
    for answer in ("no", "continuous", "severe", "production"):
        follow(page, "Back")
        heading(page)
        expect(page.locator(".question input:checked")).to_have_value(answer)
    expect(page.locator("[data-part=back]")).to_have_count(0)


def test_a_changed_answer_keeps_the_later_ones_that_are_still_valid(page: Page, address: str) -> None:
    page.goto(address + ASSESS + CRITICAL)
    follow(page, "Change: Where does it happen?")
    assert heading(page) == "Where does it happen?"
    choose(page, "lab")
    assert heading(page) == "How much does it hurt?"
    assert page.locator(".question input:checked").count() == 0
    choose(page, "serious")
    assert heading(page) == "High"
    lab = "#v=1.0&environment=lab&impact=serious&interruption=continuous&workaround=no"
    expect(page).to_have_url(address + ASSESS + lab)


def test_starting_again_forgets_the_answers(page: Page, address: str) -> None:
    page.goto(address + ASSESS + CRITICAL)
    follow(page, "Start again")
    assert heading(page) == "Where does it happen?"
    assert page.locator(".question input:checked").count() == 0


def test_the_result_says_why_it_is_not_worse(page: Page, address: str) -> None:
    page.goto(address + ASSESS + CRITICAL.replace("continuous", "intermittent"))
    assert level(page) == "High"
    above = page.locator("[data-part=above]")
    assert above.inner_text().split("\n")[0] == "Why not Critical"
    reasons = ["Service is interrupted continuously or nearly so. You answered: Now and then."]
    assert above.locator("li").all_inner_texts() == reasons
    changes = page.locator("[data-part=changes] li").all_inner_texts()
    assert "With “Yes, there is one” as the answer to “Is there a public workaround?” it would be Medium." in changes


def test_a_workaround_is_why_it_is_not_worse(page: Page, address: str) -> None:
    page.goto(address + ASSESS + CRITICAL.replace("workaround=no", "workaround=yes"))
    assert level(page) == "High"
    reasons = page.locator("[data-part=above] li").all_inner_texts()
    assert reasons == ["An available workaround lowers the severity by one level. Low stays Low."]


def test_the_text_for_the_form_has_answers_level_version_and_date(browser: Browser, address: str) -> None:
    with browsing(browser, timezone_id="Europe/Copenhagen") as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-25T10:00:30Z")
        page.goto(address + ASSESS + CRITICAL)
        tab_to(page, "e.dataset.part === 'copy-text'")
        page.keyboard.press("Enter")
        expect(page.locator("[data-part=copy-text-done]")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == (
            "Severity to expect: Critical\n"
            "Where does it happen? In production\n"
            "How much does it hurt? Severely\n"
            "How often is service interrupted? All or nearly all the time\n"
            "Is there a public workaround? No, none that I know of\n"
            "Counted from now, Wednesday 25 November 2026, 11:00 (Europe/Copenhagen).\n"
            "First response 1st level: within 2 hours, at the latest Wednesday 25 November 2026, 12:00 "
            "(Europe/London)\n"
            "Resolution 1st level: within 5 business days, at the latest Wednesday 2 December 2026, 17:00 "
            "(Europe/London)\n"
            "Resolution 2nd level: within 20 business days, at the latest Wednesday 23 December 2026, 17:00 "
            "(Europe/London)\n"
            "Matrix version 1.0, assessed on 25 November 2026\n"
            f"{address}{ASSESS}{CRITICAL}"
        )
        assert page.locator("[data-part=link]").input_value() == f"{address}{ASSESS}{CRITICAL}"


def test_all_42_combinations_are_named_as_worked_out_by_hand(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    fragments = [
        "v=1.0&" + "&".join(f"{name}={answer}" for name, answer in zip(SHARED["questions"], case[:-1], strict=True))
        for case in SHARED["cases"]
    ]
    names = page.evaluate(
        """async (fragments) => {
          const names = [];
          for (const fragment of fragments) {
            const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
            location.hash = fragment;
            await changed;
            names.push(document.querySelector("[data-part=heading]").textContent.trim().toLowerCase());
          }
          return names;
        }""",
        fragments,
    )
    assert names == [case[-1] for case in SHARED["cases"]]


@pytest.mark.slow
@pytest.mark.parametrize("case", SHARED["cases"], ids="-".join)
def test_every_path_can_be_walked_with_the_keyboard(case: list[str], page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    for answer in case[:-1]:
        choose(page, answer)
        heading(page)
    assert level(page).lower() == case[-1]


@pytest.mark.parametrize("said", ["A target counts from the moment at which you are <given> the case id.", None])
def test_from_when_targets_count_is_said_only_if_the_publisher_does(
    browser: Browser, project: Project, said: str | None
) -> None:
    if said:
        project.replace("severity.yml", "versions:\n", f"counts_from: {said}\nversions:\n")
    project.build()
    with served(project.site) as root, browsing(browser) as context:
        page = context.new_page()
        for place, part in (("severity/", "article"), ("faq/", "article"), (ASSESS + CRITICAL, ".result")):
            page.goto(root + place)
            words = page.locator(part).inner_text()
            assert said in words if said else "target counts" not in words, place
    assert json.loads((project.site / "api/v1/severity.json").read_bytes())["counts_from"] == said
