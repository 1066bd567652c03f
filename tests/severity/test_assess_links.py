"""Links to results are read as a whole or refused with a message; hostile ones do no harm."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.serving import served
from tests.conftest import browsing
from tests.project import Project
from tests.severity.test_assess_page import ASSESS, CRITICAL
from tests.severity.test_decision_table import other_matrix
from tests.severity.walking import choose, follow, heading, level

HOSTILE = {
    "unknown": "#v=1.0&mood=bad",
    "reordered": "#v=1.0&impact=severe&environment=production",
    "duplicated": "#v=1.0&environment=lab&environment=lab",
    "prototype": "#v=1.0&__proto__=x&constructor=y",
    "impossible": "#v=1.0&environment=lab&impact=severe",
    "no-version": "#environment=lab",
    "markup": "#v=1.0&environment=<img src=x onerror=document.title='harm'>",
    "broken-escape": "#v=1.0&environment=%E0%A4%A",
    "quote": "#v=1.0&environment=\"]'",
    "long": CRITICAL + "&a=b" * 25_600,
}


@pytest.mark.parametrize("fragment", HOSTILE.values(), ids=HOSTILE)
def test_a_fragment_that_is_not_ours_is_refused_aloud(fragment: str, page: Page, address: str) -> None:
    page.goto(address + ASSESS + fragment)
    assert page.get_by_role("alert").inner_text().startswith("This link cannot be read.")
    assert level(page) == "Where does it happen?"
    assert "harm" not in page.title()
    choose(page, "lab")
    assert heading(page) == "How much does it hurt?"
    assert page.get_by_role("alert").count() == 0


def test_a_bad_link_followed_on_the_page_gives_the_message_the_focus(page: Page, address: str) -> None:
    page.goto(address + ASSESS)
    page.evaluate("location.hash = 'v=1.0&mood=bad'")
    expect(page.get_by_role("alert")).to_be_focused()


def test_a_link_to_a_place_on_the_page_leaves_the_answers_alone(page: Page, address: str) -> None:
    page.goto(address + ASSESS + CRITICAL)
    page.evaluate("location.hash = 'planned'")
    assert level(page) == "Critical"
    assert page.get_by_role("alert").count() == 0


def test_another_publishers_matrix_works_and_an_older_link_says_what_changed(
    browser: Browser, bare_project: Project
) -> None:
    other_matrix(bare_project, "german")
    bare_project.replace("site.yml", "locale: en", "locale: de")
    bare_project.build()
    with served(bare_project.site) as root, browsing(browser) as context:
        page = context.new_page()
        page.goto(root + ASSESS)
        choose(page, "nein")
        assert heading(page) == "Wie viele Anlagen stehen?"
        choose(page, "viele")
        heading(page)
        choose(page, "vorhanden")
        assert heading(page) == "S5 Gering"
        follow(page, "Change: Gibt es eine Ersatzanlage?")
        heading(page)
        choose(page, "unknown")
        assert heading(page) == "S3 Schwer oder S5 Gering"
        page.goto("about:blank")
        page.goto(root + ASSESS + "#v=2025-a&sicherheit=nein&umfang=alle&ersatz=fehlt")
        notice = page.locator(".assessment .notice").first
        assert level(page) == "S2 Stillstand"
        assert notice.locator("li").all_inner_texts() == [
            "2026-b, 1 October 2026: Ein Sicherheitsvorfall zählt jetzt immer als S1."
        ]
        page.goto("about:blank")
        page.goto(root + ASSESS + "#v=2025-a&sicherheit=vielleicht")
        assert page.get_by_role("alert").inner_text().startswith("This link cannot be read.")
        assert "Sicherheitsvorfall" in page.locator(".assessment").inner_text()
    table = bare_project.page("severity/table/")
    assert table.count("severity/assess/#v=2026-b") + table.count("../assess/#v=2026-b") == 21


def test_the_smallest_matrix_works(browser: Browser, bare_project: Project) -> None:
    other_matrix(bare_project, "danish")
    bare_project.build()
    with served(bare_project.site) as root, browsing(browser) as context:
        page = context.new_page()
        page.goto(root + ASSESS)
        choose(page, "true")
        assert heading(page) == "Vigtigt"
        assert page.locator("[data-part=above] li").all_inner_texts() == [
            "Der er stop for alt. You answered: Det generer."
        ]
