"""Paper: the answers need four pages at most, and no heading is at the foot of a page without what it is about."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from scripts.screenshots import FIRST_OF, PAGES, page_kinds
from scripts.serving import served
from tests.conftest import browsing
from tests.project import CONTENT, Project

HEADINGS = """() => [...document.querySelectorAll("article :is(h1, h2, h3)")].filter((one) => one.checkVisibility())
    .flatMap((one) => {
        const next = one.nextElementSibling;
        const alone = next?.matches("p") && !next.nextElementSibling?.matches("p") ? [next] : [];
        return [one.innerText, ...alone.map((sentence) => one.innerText + sentence.innerText)];
    })"""
"""The headings of a page, and each once more with the sentence that introduces what follows it."""


def squeezed(text: str) -> str:
    """Return a text without spaces and line ends, which depend on where its lines end on paper."""
    return "".join(text.split())


def paper(page: Page) -> list[str]:
    """Return the text of each page of A4 that a page of the site is printed on."""
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [squeezed(sheet.extract_text()) for sheet in printed.pages]


def left_alone(page: Page) -> list[str]:
    """Return the headings that are the last words on a page of A4."""
    sheets = paper(page)
    page.emulate_media(media="print")
    headings = [squeezed(heading) for heading in page.evaluate(HEADINGS)]
    assert any(headings[0] in sheet for sheet in sheets), "the text of the paper is not what the page says"
    return [heading for heading in headings if any(sheet.endswith(heading) for sheet in sheets)]


def test_the_answers_need_four_pages_at_most(page: Page, address: str) -> None:
    page.goto(f"{address}faq/", wait_until="networkidle")
    assert 1 < len(paper(page)) <= 4


def test_the_published_answers_need_four_pages_at_most(browser: Browser, project: Project) -> None:
    published = Project(project.folder / "published", content=CONTENT)
    published.build()
    with served(published.site) as address, browsing(browser) as context:
        page = context.new_page()
        page.goto(f"{address}faq/", wait_until="networkidle")
        assert 1 < len(paper(page)) <= 4


@pytest.mark.parametrize("kind", [*PAGES, *FIRST_OF, "error"])
def test_no_heading_is_alone_at_the_foot_of_a_page(page: Page, site: Path, address: str, kind: str) -> None:
    page.goto(address + page_kinds(site)[kind], wait_until="networkidle")
    assert left_alone(page) == []


def test_the_head_of_the_home_page_does_not_cover_the_sample_notice(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(address)
    notice, head = (page.locator(name).bounding_box() for name in (".md-banner", ".hero"))
    assert notice and head
    assert notice["y"] + notice["height"] <= head["y"]


def test_a_heading_that_is_alone_is_found(page: Page) -> None:
    page.set_content("<article><h1>Alone</h1><p style='break-before: page'>What it is about.</p></article>")
    assert left_alone(page) == ["Alone"]
