"""Every page works in a real browser without a script's error and without a request to another host."""

from __future__ import annotations

from playwright.sync_api import Page


def test_home_opens_its_three_doors(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator(".door").count() == 3
