"""How long the finder takes in Chromium: its index on the wire, its first use, and each keystroke."""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.serving import BROWSER_ARGUMENTS, chromium, served

TYPED = ("s", "se", "ses", "sess", "sessi", "session", "session d", "session drops", "12", "nrc-1", "zzz", "the")
_KEYSTROKE = """async text => {
    const field = document.querySelector('#finder-q');
    field.value = text;
    const start = performance.now();
    field.dispatchEvent(new InputEvent('input', {bubbles: true}));
    document.body.getBoundingClientRect();
    return performance.now() - start;
}"""


def measure_finder(site: Path) -> dict[str, float]:
    """Return the index's size in bytes and the times in milliseconds; a keystroke counts until the page is laid out."""
    size = len(gzip.compress((site / "corrections" / "finder.json").read_bytes(), 6))
    with served(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(BROWSER_ARGUMENTS))
        page = browser.new_page()
        page.goto(f"{root}corrections/")
        start = page.evaluate("performance.now()")
        page.fill("#finder-q", "a")
        page.wait_for_selector('[data-module="finder"] [data-part="results"] table')
        first = page.evaluate("performance.now()") - start
        times = [page.evaluate(_KEYSTROKE, text) for text in TYPED * 3]
        browser.close()
    return {"gzip": size, "first": first, "median": statistics.median(times), "most": max(times)}
