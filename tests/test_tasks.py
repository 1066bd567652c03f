"""The twenty tasks of docs/tasks.md, each walked in a browser and taking as many steps as the table there says."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.audit.keyboard import Walker
from tests.conftest import browsing
from tests.project import REPOSITORY
from tests.test_watching import keep, stored

ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| `/([^|`]*)` \| (\d+) \|", re.MULTILINE)
TASKS = ROW.findall((REPOSITORY / "docs" / "tasks.md").read_text(encoding="utf-8"))
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
OPTIONS: dict[int, dict[str, Any]] = {18: PHONE, 19: {"java_script_enabled": False}}
"""How the browser of a task differs."""


class Visitor:
    """Somebody who walks a task, and counts the steps."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def press(self, name: str | re.Pattern[str], role: str = "link", within: str = "article") -> None:
        """Click the first link or button with a name."""
        self.click(self.page.locator(within).get_by_role(role, name=name).first)  # type: ignore[arg-type]

    def click(self, target: Locator) -> None:
        """Click something."""
        target.click()
        self.steps += 1

    def ask(self, words: str) -> None:
        """Type words into the box of the home page, and send them with Enter."""
        self.page.locator("#ask-words").fill(words)
        self.page.keyboard.press("Enter")
        self.steps += 1

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.page.locator(f"[name={name}]").select_option(value)
        self.steps += 1

    def sees(self, *texts: str, within: str = "article") -> None:
        """Fail unless texts can be read in a part of the page."""
        for text in texts:
            expect(self.page.locator(within).first).to_contain_text(text, use_inner_text=True)

    def is_on(self, path: str) -> None:
        """Fail unless the page is at an address."""
        expect(self.page).to_have_url(re.compile(f"{re.escape(path)}$"))


def known_case(visitor: Visitor) -> None:
    visitor.ask("NS-204113")
    visitor.sees("is registered as error NRC-1042", "12.7, the second quarter of 2027", within=".ask__answer")


def affected_release(visitor: Visitor) -> None:
    visitor.ask("NRC-1060")
    visitor.press("Dead keys", within=".ask__answer")
    visitor.sees("Remote Control, versions 12.5 and later. Of the releases we list: 12.5.")


def workaround(visitor: Visitor) -> None:
    visitor.ask("AltGr Swiss keyboard")
    visitor.press("Key combinations", within=".ask__answer")
    visitor.sees("Use the on-screen keyboard of the Host", within="[aria-labelledby=workaround]")
    expect(visitor.page.locator("article h2").first).to_have_text("Workaround")


def moved_promise(visitor: Visitor) -> None:
    visitor.ask("nrc 1042")
    visitor.sees("12.7 · the second quarter of 2027, moved 4×", within=".ask__answer")
    visitor.press("Session drops", within=".ask__answer")
    visitor.sees("The promise has moved 4 times.", "moved from 12.6 to 12.7", "Tests on older adapters failed")


def severity_and_deadline(visitor: Visitor) -> None:
    visitor.press("How severe is my case?")
    for answer in ("In production", "Severely", "All or nearly all the time", "No, none that I know of"):
        visitor.click(visitor.page.get_by_role("radio", name=answer))
        visitor.press("Continue", "button")
    expect(visitor.page.locator(".result__level")).to_have_text("Critical")
    visitor.sees("you hear from us by")


def last_month(visitor: Visitor) -> None:
    visitor.press("All recent changes")
    visitor.sees("23 November 2026", "NBM-3010 planned for 4.0", "27 October 2026", "Remote Control 12.6 moved")


def wrong_with_a_release(visitor: Visitor) -> None:
    visitor.press("Remote Control")
    visitor.click(visitor.page.locator(".releases").get_by_role("link", name="12.5", exact=True))
    visitor.is_on("/corrections/release/remote-control-12.5/")
    visitor.sees("An error of severity Critical is known in this release.", "Known errors in this release (13)")


def two_versions(visitor: Visitor) -> None:
    visitor.press("Compare two releases")
    visitor.choose("from", "12.4")
    visitor.sees("Clipboard loses line breaks", within="[data-part=gained]")


def feed_of_an_error(visitor: Visitor) -> None:
    visitor.press("Feed of NRC-1042")
    visitor.is_on("/feeds/error/nrc-1042.atom")
    visitor.sees("NRC-1042 moved from 12.6 to 12.7", within="*")


def follow_here(visitor: Visitor) -> None:
    visitor.press("Follow: NRC-1042", "button")
    assert stored(visitor.page, "following") == {"NRC-1042": 7}


def open_criticals(visitor: Visitor) -> None:
    visitor.sees("1 Critical error is open:", "hot fix 12.5.1, 3 December 2026", within="[aria-labelledby=today]")


def kept_plans(visitor: Visitor) -> None:
    visitor.press("How our promises held")
    visitor.sees("By product and quarter", "Moves and their reasons")


def opening_hours(visitor: Visitor) -> None:
    visitor.press("Severity", within=".site-nav")
    visitor.sees("When the support desk is open", "Monday to Friday")


def opening_a_case(visitor: Visitor) -> None:
    visitor.press("What happens after I report an issue?")
    expect(visitor.page.locator(":target")).to_be_in_viewport()
    visitor.sees("support form", "local partner or reseller")


def answers_on_paper(visitor: Visitor) -> None:
    sheets = pypdf.PdfReader(io.BytesIO(visitor.page.pdf(format="A4"))).pages
    visitor.steps += 1
    assert len(sheets) <= 4
    assert "Which severity does my case have?" in "".join(sheet.extract_text() for sheet in sheets)


def quote_in_a_ticket(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.press(re.compile("Copy for a ticket"), "button")
    expect(visitor.page.locator("article").get_by_text("Copied").first).to_be_visible()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    for part in (
        "NRC-1042",
        "Session drops",
        "Planned",
        "Workaround",
        "https://support.example.com/corrections/nrc-1042/",
    ):
        assert part in copied


def forgotten_releases(visitor: Visitor) -> None:
    visitor.press("Errors you follow")
    visitor.press("Forget: Vision 9.9", "button")
    expect(visitor.page.get_by_role("button", name="Forget: Vision 9.9")).to_have_count(0)
    assert stored(visitor.page, "versions") == []


def on_the_phone(visitor: Visitor) -> None:
    expect(visitor.page.locator("#ask-words")).to_be_in_viewport()
    visitor.ask("NS-204113")
    visitor.press("NRC-1042", within=".ask__answer")
    expect(visitor.page.get_by_text("the second quarter of 2027").first).to_be_in_viewport()


def without_scripts(visitor: Visitor) -> None:
    visitor.press("Upcoming corrections")
    visitor.press("Gateway ends all sessions")
    visitor.sees("12.5.1", "3 December 2026")


def with_the_keyboard(visitor: Visitor) -> None:
    walker = Walker(visitor.page)
    walker.to("#ask-words")
    visitor.page.keyboard.type("NS-204113")
    walker.press("Enter")
    visitor.steps += 1
    expect(visitor.page.locator(".ask__answer a").first).to_be_visible()
    walker.to(".ask__answer a")
    walker.press("Enter")
    visitor.steps += 1
    visitor.is_on("/corrections/nrc-1042/")


WALKS: list[Callable[[Visitor], None]] = [
    known_case,
    affected_release,
    workaround,
    moved_promise,
    severity_and_deadline,
    last_month,
    wrong_with_a_release,
    two_versions,
    feed_of_an_error,
    follow_here,
    open_criticals,
    kept_plans,
    opening_hours,
    opening_a_case,
    answers_on_paper,
    quote_in_a_ticket,
    forgotten_releases,
    on_the_phone,
    without_scripts,
    with_the_keyboard,
]


def test_the_document_has_the_tasks_that_are_walked() -> None:
    assert [int(number) for number, *_ in TASKS] == list(range(1, len(WALKS) + 1))


@pytest.mark.parametrize(("task", "walk"), list(zip(TASKS, WALKS, strict=True)), ids=[walk.__name__ for walk in WALKS])
def test_a_task_takes_as_many_steps_as_the_document_says(
    browser: Browser, address: str, task: tuple[str, str, str, str], walk: Callable[[Visitor], None]
) -> None:
    number, _, start, steps = task
    options = {"viewport": {"width": 1280, "height": 800}, **OPTIONS.get(int(number), {})}
    with browsing(browser, **options) as context:
        page = context.new_page()
        if walk is forgotten_releases:
            keep(page, "versions", ["vision/9.9"])
        page.goto(address + start, wait_until="networkidle")
        visitor = Visitor(page)
        walk(visitor)
        assert visitor.steps == int(steps)
