"""Walks the self-assessment as people without a mouse do: Tab, arrows, Space and Enter."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FOCUSED = "document.activeElement"


def tab_to(page: Page, condition: str) -> None:
    """Press Tab until a condition on the focused element `e` holds; fails after 80 times."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const e = {FOCUSED}; return {condition}; }})()"):
            return
    raise AssertionError(f"the keyboard does not reach: {condition}")


def choose(page: Page, answer: str) -> None:
    """Choose an answer of the question that is shown, and go on."""
    values = page.locator(".question input[type=radio]").evaluate_all("all => all.map(one => one.value)")
    tab_to(page, "e.name === 'answer'")
    page.keyboard.press("Space")
    at = values.index(page.evaluate(f"{FOCUSED}.value"))
    for _ in range((values.index(answer) - at) % len(values)):
        page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{FOCUSED}.value") == answer
    tab_to(page, "e.tagName === 'BUTTON'")
    page.keyboard.press("Enter")


def heading(page: Page) -> str:
    """Return the heading that has the focus; fails if no heading has it."""
    expect(page.locator("[data-part=heading]")).to_be_focused()
    return str(page.evaluate(f"{FOCUSED}.textContent.trim()"))


def follow(page: Page, text: str) -> None:
    """Follow the link that begins with a text."""
    tab_to(page, f"e.tagName === 'A' && e.textContent.startsWith({text!r})")
    page.keyboard.press("Enter")


def level(page: Page) -> str:
    """Return the level or levels that the result names."""
    return page.locator("[data-part=heading]").inner_text().strip()
