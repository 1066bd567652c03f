"""No page runs what is written into it: scripts and styles are files, so a strict policy can forbid the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from lxml import html

from tests.project import Project

INLINE = (
    "//script[not(@src) and not(contains(@type, 'json'))] | //style | //*[@style] | //@*[starts-with(name(), 'on')]"
)
PAGE = """# Tables

| left | right |
| :--- | ----: |
| one  | two   |
"""


def inline(site: Path) -> list[str]:
    """Return what a policy of `script-src 'self'; style-src 'self'` would keep a browser from using."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 30
    return [
        f"{path.relative_to(site).as_posix()}: {found}"
        for path in pages
        for found in html.document_fromstring(path.read_bytes()).xpath(INLINE)
    ]


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_no_page_has_a_script_or_style_in_itself(project: Project, engine: str) -> None:
    project.write("pages/tables.md", PAGE)
    project.replace(
        "faq.yml", "      Yes, every", "      | one | two |\n      | --- | --: |\n      | 1 | 2 |\n\n      Yes, every"
    )
    build(take_snapshot(replace(project.request(jobs=2), engine=engine)))
    assert inline(project.site) == []
    for page in ("tables", "faq"):
        assert html.document_fromstring(project.page(page)).xpath("//td[@align='right']/text()") != [], page
