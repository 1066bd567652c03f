"""The self-assessment without scripts, under a strict policy, without a network, and how large it is."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from tests.conftest import browsing
from tests.severity.test_assess_page import ASSESS, CRITICAL
from tests.severity.walking import choose, heading, level

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
)


def test_without_scripts_there_is_the_rule_to_read_and_nothing_that_only_looks_usable(
    browser: Browser, address: str
) -> None:
    with browsing(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + ASSESS)
        article = page.locator("article")
        assert article.locator("input:visible, button:visible, select:visible, textarea:visible").count() == 0
        assert article.locator("a:visible:not([href])").count() == 0
        assert article.locator(".matrix tbody tr:visible").count() == 4
        assert "Service is interrupted continuously or nearly so." in article.inner_text()
        article.get_by_role("link", name="All combinations").click()
        rows = page.locator(".combos tbody tr")
        assert rows.count() == 42
        assert rows.first.get_by_role("link").get_attribute("href") == f"../../severity/assess/{CRITICAL}"
        assert [cell.strip() for cell in rows.first.inner_text().split("\t")] == [
            "In production",
            "Severely",
            "All or nearly all the time",
            "No, none that I know of",
            "Critical",
        ]


def test_a_row_of_the_table_opens_its_result(page: Page, address: str) -> None:
    page.goto(address + "severity/table/")
    page.locator(".combos tbody tr").nth(3).get_by_role("link").click()
    page.wait_for_url("**/severity/assess/**")
    assert level(page) == "Medium"


def test_it_runs_under_a_strict_content_security_policy(browser: Browser, address: str) -> None:
    def with_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": POLICY})

    with browsing(browser) as context:
        page = context.new_page()
        page.route("**/severity/assess/", with_policy)
        page.add_init_script(
            "window.violations = []; addEventListener('securitypolicyviolation', (event) => "
            "violations.push([event.violatedDirective, event.blockedURI, event.sourceFile]))"
        )
        page.goto(address + ASSESS)
        for answer in ("production", "severe", "continuous"):
            choose(page, answer)
            heading(page)
        choose(page, "no")
        assert heading(page) == "Critical"
        assert page.evaluate("violations") == []
        inline = page.locator("[data-module=assessment] script").evaluate_all("all => all.map(one => one.type)")
        assert inline == ["application/json"]


def test_it_asks_for_nothing_after_it_is_loaded(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    icon = page.evaluate("document.querySelector('link[rel=icon]').href")
    for answer in ("production", "unknown", "continuous", "no"):
        choose(page, answer)
        heading(page)
    page.wait_for_load_state("networkidle")
    # The browser itself asks for the site's icon again at each entry of its history, since tests keep no cache.
    assert [url for url in asked if url != icon] == []


def test_its_scripts_are_below_8_kilobytes(site: Path) -> None:
    page = (site / "severity/assess/index.html").read_text(encoding="utf-8")
    files = [site / name for name in re.findall(r'<script src="../../(assets/corrigenda/[^"]+)"', page)]
    assert [path.name.partition(".")[0] for path in files] == ["assessment", "search", "footer"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < 8192
