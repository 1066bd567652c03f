"""Every kind of page works in a real browser without a script's error and without a request to another host.

The fixture `context` fails a test whose page does either.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.screenshots import FIRST_OF, PAGES, page_kinds


@pytest.mark.parametrize("kind", [*PAGES, *FIRST_OF, "error"])
def test_a_page_of_each_kind_loads_and_shows_its_heading(page: Page, address: str, site: Path, kind: str) -> None:
    page.goto(address + page_kinds(site)[kind], wait_until="networkidle")
    assert page.locator("article h1").is_visible()
