"""Accessibility: axe-core on every kind of page, light and dark, narrow and wide, with scripts and without."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from scripts.audit.findings import Finding, Report
from scripts.screenshots import page_kinds

AXE = Path(__file__).resolve().parents[2] / "tests/node_modules/axe-core/axe.min.js"
WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
EXCEPTIONS: dict[str, str] = {}
"""Rules that are not held to, with the reason. None."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Run axe on a loaded page; gives each violation with the rule's name and the elements it is about."""
    # Text fades in where the theme has transitions; the colours are measured once it stands still.
    page.wait_for_timeout(50)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    found = []
    for violation in result["violations"]:
        if violation["id"] not in EXCEPTIONS:
            nodes = violation["nodes"]
            places = "; ".join(str(node["target"][0]) for node in nodes[:4])
            why = " ".join(nodes[0]["failureSummary"].split())[:260]
            found.append(f"{violation['id']} ({violation['impact']}) at {len(nodes)} places: {places}. {why}")
    return found


def audit(browser: Browser, site: Path, root: str, out: Path) -> Report:
    """Run axe everywhere, and keep a picture of each page at each width."""
    kinds = page_kinds(site)
    findings, states = look(browser, root, kinds, out)
    return findings, [f"{states} states of {len(kinds)} kinds of pages, {len(EXCEPTIONS)} exceptions"]


def look(browser: Browser, root: str, kinds: Mapping[str, str], out: Path) -> tuple[list[Finding], int]:
    """Run axe on pages, given as addresses by kind, in every state; gives what it found in how many states."""
    findings = []
    states = 0
    for scripts in (True, False):
        for scheme in SCHEMES:
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    color_scheme="dark" if scheme == "dark" else "light",
                    java_script_enabled=True,
                    reduced_motion="reduce",
                )
                page = context.new_page()
                for kind, address in kinds.items():
                    _open(page, root + address, scripts, scheme)
                    where = f"{kind} {scheme} {width} {'with' if scripts else 'without'} scripts"
                    findings += [Finding(where, text) for text in violations(page)]
                    states += 1
                    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        findings.append(Finding(where, "the page scrolls sideways"))
                    if scripts:
                        page.screenshot(path=out / f"{kind}-{width}-{scheme}.png", full_page=True)
                context.close()
    return findings, states


def _open(page: Page, address: str, scripts: bool, scheme: str) -> None:
    """Open a page. Without scripts none of its own runs, yet axe, which is one, can still look at it."""
    if scripts:
        page.unroute_all()
        page.goto(address)
        return
    page.route("**/*.js", lambda route: route.abort())
    page.goto(address)
    # What the theme's scripts inside the page do (choosing the scheme) is undone; the page is as a browser without
    # scripts shows it, but for <noscript>, which only a browser with scripts switched off opens.
    page.evaluate(
        """() => {
        document.documentElement.classList.add("no-js");
        for (const one of document.querySelectorAll("noscript")) {
            const opened = document.createElement("div");
            opened.innerHTML = one.textContent;
            one.replaceWith(opened);
        }}"""
    )
    if scheme == "dark":
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
