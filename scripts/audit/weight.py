"""What a page loads: nothing from another host, and its own style and scripts within their budgets."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Route

from scripts.audit.findings import Finding, Report
from scripts.screenshots import page_kinds

OWN = "assets/corrigenda"
STYLE_BUDGET = 20_000
SCRIPT_BUDGET = 20_000
"""Bytes, compressed with gzip: of the site's own style sheet, and of all its own scripts together."""
PAGE_BUDGET = 20_480
"""Bytes of an error's page, as it is."""


def audit(browser: Browser, site: Path, root: str, out: Path) -> Report:  # noqa: ARG001
    """Weigh the files, and load every kind of page with every other host out of reach."""
    findings, said = [], []
    for kind, suffix, budget in (("style", "css", STYLE_BUDGET), ("scripts", "js", SCRIPT_BUDGET)):
        size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in (site / OWN).glob(f"*.{suffix}"))
        said.append(f"own {kind}: {size:,} bytes of at most {budget:,}, compressed")
        if size > budget:
            findings.append(Finding(f"*.{suffix}", f"{size:,} bytes compressed, more than {budget:,}"))
    pages = [
        path for path in site.glob("corrections/*/index.html") if (site / "corrections" / path.parent.name).is_dir()
    ]
    fixed = {"case", "compare", "watching"}
    sizes = {path.parent.name: path.stat().st_size for path in pages if path.parent.name not in fixed}
    heaviest = max(sizes, key=lambda name: sizes[name], default="")
    if heaviest:
        said.append(f"heaviest page of an error: {heaviest}, {sizes[heaviest]:,} bytes of at most {PAGE_BUDGET:,}")
        if sizes[heaviest] > PAGE_BUDGET:
            findings.append(Finding(heaviest, f"{sizes[heaviest]:,} bytes, more than {PAGE_BUDGET:,}"))
    findings += _foreign(browser, site, root)
    return findings, said


def _foreign(browser: Browser, site: Path, root: str) -> list[Finding]:
    host = urlsplit(root).netloc
    asked: list[str] = []
    failed: list[str] = []

    def only_here(route: Route) -> None:
        if urlsplit(route.request.url).netloc == host:
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context = browser.new_context()
    context.route("**/*", only_here)
    context.on("weberror", lambda error: failed.append(str(error.error)))
    page = context.new_page()
    findings = []
    for kind, address in page_kinds(site).items():
        page.goto(root + address, wait_until="networkidle")
        findings += [Finding(kind, f"asks another host: {url}") for url in asked]
        findings += [Finding(kind, f"a script failed: {error}") for error in failed]
        asked.clear()
        failed.clear()
    context.close()
    return findings
