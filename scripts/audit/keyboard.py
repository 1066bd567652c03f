"""Each journey with the keyboard alone: find an answer, assess a case, follow a case; wide, and at 320 pixels.

Tab moves, Enter opens, space and arrows choose. Wherever the focus goes, it must be seen there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from scripts.audit.findings import Finding, Report

MOST = 80
"""Presses of Tab after which something counts as out of reach."""
WIDTHS = (1280, 320)
_FOCUS = """() => {
    const one = document.activeElement;
    const label = document.querySelector(`label[for="${one.id}"]`);
    const styles = [one, label].filter(Boolean).map((each) => getComputedStyle(each));
    return {
        name: (one.getAttribute("aria-label") || one.innerText || one.name || "").trim().replace(/\\s+/g, " "),
        tag: one.tagName, id: one.id, type: one.type || "", href: one.getAttribute("href") || "",
        seen: styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    };
}"""


class OutOfReach(Exception):  # noqa: N818
    """The keyboard did not get there, or its focus was not to be seen."""


class Walker:
    """Walks a page with the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> None:
        """Press Tab until the focus is on an element; it must be seen on each element on the way."""
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            focus = self.page.evaluate(_FOCUS)
            if focus["tag"] != "BODY" and not focus["seen"]:
                raise OutOfReach(f"the focus is not seen on {focus['tag'].lower()} '{focus['name'] or focus['id']}'")
            if self.page.evaluate("one => document.activeElement.matches(one)", selector):
                return
        raise OutOfReach(f"Tab does not reach {selector}")

    def press(self, key: str) -> None:
        """Press a key and let the page settle."""
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(150)

    def expect(self, condition: str, what: str) -> None:
        """Wait for a condition in the page."""
        try:
            self.page.wait_for_function(condition, timeout=4000)
        except BrowserError:
            raise OutOfReach(f"after the last key: {what}") from None


def skip(walk: Walker, _: str) -> None:
    """Skip the header: the first Tab offers it."""
    walk.page.keyboard.press("Tab")
    walk.expect("() => document.activeElement.matches('.md-skip')", "the first Tab offers no way past the header")
    walk.press("Enter")
    walk.to(".md-content a, .md-content input")


def find_an_answer(walk: Walker, _: str) -> None:
    """Home, the first card, a question of the contents."""
    walk.to("a.card[href='faq/']")
    walk.press("Enter")
    walk.expect("() => location.pathname.endsWith('/faq/')", "the card does not open")
    walk.to(".toc a")
    walk.press("Enter")
    walk.expect("() => location.hash.length > 1 && document.querySelector(':target')", "the question is not shown")


def navigate(walk: Walker, _: str) -> None:
    """The navigation: a row on wide screens, behind a disclosure on narrow ones."""
    link = "a[href='corrections/']"
    if walk.page.viewport_size and walk.page.viewport_size["width"] < 1200:
        walk.to(".site-menu summary")
        walk.press("Enter")
        walk.to(f".site-menu {link}")
    else:
        walk.to(f".site-nav {link}")
    walk.press("Enter")
    walk.expect("() => location.pathname.endsWith('/corrections/')", "the navigation does not lead anywhere")


def search(walk: Walker, _: str) -> None:
    """The search: words, and a result, which the theme lets the arrows choose."""
    walk.to("[data-md-component='search-query']")
    walk.page.keyboard.type("resolution")
    walk.expect("() => document.querySelectorAll('.md-search-result__item a').length > 0", "nothing is found")
    walk.press("ArrowDown")
    walk.expect("() => document.activeElement.closest('.md-search-result__item')", "the arrow does not reach a result")
    walk.press("Enter")
    walk.expect("() => location.pathname.length > 1", "the result does not open")


def follow_a_case(walk: Walker, example: str) -> None:
    """Home, the look-up, the error behind a case."""
    walk.to("#ask-words")
    walk.page.keyboard.type(example)
    walk.press("Enter")
    walk.expect("() => document.querySelector('.ask__answer a[href]')", "the look-up does not answer")
    walk.to(".ask__answer a")
    walk.press("Enter")
    walk.expect("() => /\\/corrections\\/[^/]+\\/$/.test(location.pathname)", "the error does not open")


def find_an_error(walk: Walker, root: str) -> None:
    """The finder: words, and the error."""
    walk.page.goto(f"{root}corrections/")
    walk.to(".finder [name=find]")
    walk.page.keyboard.type("clipboard")
    walk.expect("() => document.querySelector('[data-part=count]').textContent", "no count is said")
    walk.to("[data-part=results] tbody a")
    walk.press("Enter")
    walk.expect("() => document.querySelector('.summary-list--facts')", "the error does not open")


def assess(walk: Walker, root: str) -> None:
    """The assessment: an answer to each question, and the result."""
    walk.page.goto(f"{root}severity/assess/")
    for _ in range(8):
        if not walk.page.locator(".question input[type=radio]").count():
            break
        walk.to(".question input[type=radio]")
        walk.press("Space")
        walk.press("Enter")
    walk.expect("() => document.querySelector('.result__level .sev')", "no severity is shown")


JOURNEYS: dict[str, Callable[[Walker, str], None]] = {
    "skip to the content": skip,
    "find an answer": find_an_answer,
    "navigate": navigate,
    "search": search,
    "follow a case": follow_a_case,
    "find an error": find_an_error,
    "assess a case": assess,
}


def audit(browser: Browser, site: Path, root: str, out: Path) -> Report:  # noqa: ARG001
    """Walk every journey at each width."""
    findings = []
    for width in WIDTHS:
        for name, journey in JOURNEYS.items():
            context = browser.new_context(viewport={"width": width, "height": 700})
            page = context.new_page()
            page.goto(root)
            page.wait_for_timeout(200)
            example = "NS-204113"
            try:
                journey(Walker(page), example if journey is follow_a_case else root)
            except OutOfReach as slip:
                findings.append(Finding(f"{name} at {width}", str(slip)))
            context.close()
    return findings, [f"{len(JOURNEYS)} journeys at {len(WIDTHS)} widths"]
