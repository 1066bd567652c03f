"""No page runs what is written into it: scripts and styles are files, so a strict policy can forbid the rest."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from lxml import html
from playwright.sync_api import Page, expect

from scripts.screenshots import page_kinds
from tests.nginx import served_by_nginx
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


REPORTED = (
    "addEventListener('securitypolicyviolation', (event) => reported([event.violatedDirective, event.blockedURI]))"
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the sample content built as a large site is, whose search Pagefind answers."""
    project = Project(tmp_path_factory.mktemp("large"))
    project.replace("site.yml", "rules: {}", "rules: {}\nsearch: {errors_in_page_index: 1}")
    project.build(jobs=2)
    return project


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the sample content, built by the plain engine."""
    project = Project(tmp_path_factory.mktemp("plain"))
    build(take_snapshot(replace(project.request(jobs=2), engine="plain")))
    return project


@pytest.mark.parametrize("kind", ["built", "large", "plain"])
def test_no_page_breaks_the_policy_that_the_build_writes(
    kind: str, page: Page, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    project: Project = request.getfixturevalue(kind)
    violations: list[object] = []
    page.expose_function("reported", lambda what: violations.append(what))
    page.add_init_script(REPORTED)
    page.on("console", lambda said: violations.append(said.text) if "Content Security Policy" in said.text else None)
    with served_by_nginx(project.site, tmp_path) as address:
        for place in {"": "", **page_kinds(project.site)}.values():
            page.goto(address + place, wait_until="networkidle")
        page.goto(f"{address}corrections/case/#NS-204113")
        expect(page.locator(".lookup__answer")).to_contain_text("is registered as error NRC-1042")
        page.goto(f"{address}corrections/?find=adapter")
        expect(page.locator("article [role=status]").first).to_contain_text("error")
        if kind != "plain":
            page.goto(f"{address}faq/")
            page.keyboard.press("s")
            page.keyboard.type("sleep")
            expect(page.locator(".md-search-result__item").first).to_be_visible()
            page.keyboard.press("Escape")
            page.locator("label[for=__palette_1]").click()
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        policy = page.evaluate("fetch('').then((answer) => answer.headers.get('content-security-policy'))")
        assert ("'wasm-unsafe-eval'" in policy) == (kind == "large")
        # The policy counts: what is injected does not run.
        assert violations == []
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = true\">')")
        expect(page.locator("img[src=x]")).to_have_js_property("complete", True)
        assert page.evaluate("window.ran") is None
    assert violations


def test_inline_scripts_of_the_theme_are_named_by_their_digest(project: Project) -> None:
    config = project.folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  features:\n", "  features:\n    - announce.dismiss\n"), encoding="utf-8")
    project.build()
    (script,) = html.document_fromstring(project.page("")).xpath("//script[not(@src) and not(@type)]/text()")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    for name in ("_headers", ".headers/nginx.conf", ".headers/Caddyfile"):
        assert f"script-src 'self' 'sha256-{digest}';" in (project.site / name).read_text(encoding="utf-8")
