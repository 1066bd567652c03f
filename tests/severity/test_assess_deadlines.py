"""The result says until when a customer hears from the desk: in the desk's time, in theirs, and for another moment."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import browsing
from tests.severity.test_assess_page import ASSESS, CRITICAL
from tests.severity.walking import tab_to

LOW = "#v=1.0&environment=lab&impact=little&interruption=none&workaround=yes"


def due(page: Page) -> list[str]:
    """Return what the column "At the latest" says, a line for each time zone."""
    return [text.strip() for text in page.locator("td[data-promise]").all_inner_texts()]


def test_reported_now_in_the_desks_time_and_in_the_readers(browser: Browser, address: str) -> None:
    with browsing(browser, timezone_id="America/St_Johns") as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-25T10:00:59Z")
        page.goto(address + ASSESS + CRITICAL)
        assert page.locator("[data-part=soonest]").inner_text() == (
            "Reported now, you hear from us by Wednesday 25 November 2026, 08:30 (America/St_Johns),"
            " which is Wednesday 25 November 2026, 12:00 (Europe/London) at the support desk."
        )
        assert [text.split("\n") for text in due(page)] == [
            [
                "Wednesday 25 November 2026, 12:00 (Europe/London)",
                "Wednesday 25 November 2026, 08:30 (America/St_Johns), your time",
            ],
            [
                "Wednesday 2 December 2026, 17:00 (Europe/London)",
                "Wednesday 2 December 2026, 13:30 (America/St_Johns), your time",
            ],
            [
                "Wednesday 23 December 2026, 17:00 (Europe/London)",
                "Wednesday 23 December 2026, 13:30 (America/St_Johns), your time",
            ],
        ]


def test_a_reader_whose_clock_shows_the_desks_time_sees_it_once(browser: Browser, address: str) -> None:
    with browsing(browser, timezone_id="Europe/Lisbon") as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-25T10:00:59Z")
        page.goto(address + ASSESS + CRITICAL)
        assert due(page) == [
            "Wednesday 25 November 2026, 12:00 (Europe/London)",
            "Wednesday 2 December 2026, 17:00 (Europe/London)",
            "Wednesday 23 December 2026, 17:00 (Europe/London)",
        ]


def test_another_moment_can_be_planned_for_and_taken_back(browser: Browser, address: str) -> None:
    with browsing(browser, timezone_id="Europe/Copenhagen") as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-25T10:00:00Z")
        page.goto(address + ASSESS + LOW)
        page.get_by_label("Plan for another moment, in your time zone (Europe/Copenhagen)").fill("2026-12-24T18:00")
        assert page.locator("[data-part=counted]").inner_text() == (
            "Counted from Thursday 24 December 2026, 18:00 (Europe/Copenhagen)."
        )
        assert page.locator("[data-part=soonest]").inner_text() == (
            "Reported then, you hear from us by Wednesday 30 December 2026, 18:00 (Europe/Copenhagen),"
            " which is Wednesday 30 December 2026, 17:00 (Europe/London) at the support desk."
        )
        assert due(page)[0].split("\n")[0] == "Wednesday 30 December 2026, 17:00 (Europe/London)"
        tab_to(page, "e.dataset.part === 'now'")
        page.keyboard.press("Enter")
        assert page.locator("[data-part=counted]").inner_text() == (
            "Counted from now, Wednesday 25 November 2026, 11:00 (Europe/Copenhagen)."
        )


def test_the_chosen_moment_and_its_deadlines_are_in_the_text_and_the_link(browser: Browser, address: str) -> None:
    with browsing(browser, timezone_id="Europe/Copenhagen") as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-25T10:00:00Z")
        page.goto(address + ASSESS + LOW)
        assert page.locator("#result-link").input_value() == address + ASSESS + LOW
        page.locator("#planned").fill("2026-12-24T18:00")
        link = page.locator("#result-link").input_value()
        assert link == f"{address}{ASSESS}{LOW}&at=20261224T1700"
        expect(page).to_have_url(link)
        text = page.locator("#report-text").input_value()
        assert text.splitlines()[5:9] == [
            "Counted from Thursday 24 December 2026, 18:00 (Europe/Copenhagen).",
            "First response 1st level: within 1 business day, at the latest"
            " Wednesday 30 December 2026, 17:00 (Europe/London)",
            "Resolution 1st level: within 20 business days, at the latest"
            " Wednesday 27 January 2027, 17:00 (Europe/London)",
            "Resolution 2nd level: within 90 business days, at the latest Monday 10 May 2027, 17:00 (Europe/London)",
        ]
        assert text.splitlines()[-1] == link
    with browsing(browser, timezone_id="America/St_Johns") as context:
        page = context.new_page()
        page.goto(link)
        assert page.locator("#planned").input_value() == "2026-12-24T13:30"
        assert due(page)[0].split("\n")[0] == "Wednesday 30 December 2026, 17:00 (Europe/London)"
        page.get_by_role("button", name="Back to now").click()
        assert page.locator("#result-link").input_value() == address + ASSESS + LOW
        expect(page).to_have_url(address + ASSESS + LOW)


@pytest.mark.parametrize("moment", ["20261324T1700", "2026-12-24", "now", "20261224T1700&ask=impact"])
def test_a_moment_that_cannot_be_read_is_refused(moment: str, page: Page, address: str) -> None:
    page.goto(f"{address}{ASSESS}{LOW}&at={moment}")
    assert page.get_by_role("alert").inner_text().startswith("This link cannot be read.")


def test_the_promises_come_before_what_to_do_and_why(page: Page, address: str) -> None:
    page.goto(address + ASSESS + CRITICAL)
    headings = page.locator(".result h3:visible").all_inner_texts()
    assert headings == [
        "What we promise",
        "What happens next",
        "For your report",
        "Why",
        "What would change it",
    ]
    assert "an e-mail with your case id should arrive within 24 hours" in page.locator("[data-part=next]").inner_text()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 740)])
def test_the_first_screen_has_the_level_its_first_promise_and_what_to_do(
    page: Page, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address + ASSESS + CRITICAL)
    for part in ("[data-part=heading]", "[data-part=soonest]", ".result .button"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)


def test_past_the_known_hours_the_answer_is_not_known(browser: Browser, address: str) -> None:
    with browsing(browser, timezone_id="Europe/London") as context:
        page = context.new_page()
        page.goto(address + ASSESS + LOW)
        page.locator("#planned").fill("2028-01-03T10:00")
        unknown = "Not known. Opening hours are published from 18 November 2026 to 31 December 2027."
        assert due(page) == [unknown] * 3
        assert page.locator("[data-part=soonest]").is_hidden()


def test_hours_on_the_clock_are_known_without_a_calendar(browser: Browser, address: str) -> None:
    with browsing(browser, timezone_id="Europe/London") as context:
        page = context.new_page()
        page.goto(address + ASSESS + CRITICAL)
        page.locator("#planned").fill("2028-01-03T10:00")
        assert due(page)[0] == "Monday 3 January 2028, 12:00 (Europe/London)"
        assert due(page)[1].startswith("Not known.")


def test_over_the_change_to_summer_time_the_hour_is_right(browser: Browser, address: str) -> None:
    with browsing(browser, timezone_id="Europe/London") as context:
        page = context.new_page()
        page.goto(address + ASSESS + CRITICAL)
        page.locator("#planned").fill("2027-03-28T00:30")
        assert due(page)[0] == "Sunday 28 March 2027, 03:30 (Europe/London)"
