"""The plain engine publishes the same pages at the same addresses, and needs no MkDocs for it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from lxml import html
from playwright.sync_api import Browser

from scripts.serving import served
from tests.conftest import browsing
from tests.project import REPOSITORY, Project, tree
from tests.running import corrigenda, run

WITHOUT_MKDOCS = """
import sys
for name in ("mkdocs", "material", "pymdownx"):
    sys.modules[name] = None
from corrigenda.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the real content, built by the plain engine; not to be changed."""
    project = Project(tmp_path_factory.mktemp("plain"))
    build(take_snapshot(replace(project.request(jobs=2), engine="plain")))
    return project


def articles(site: Path) -> dict[str, str]:
    """Return the text of the article of every page, by its file."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        (article,) = html.fromstring(path.read_bytes()).xpath("//article")
        found[path.relative_to(site).as_posix()] = " ".join(article.text_content().replace("¶", "").split())
    return found


def test_it_publishes_the_same_articles_at_the_same_addresses(plain: Project, site: Path) -> None:
    assert articles(plain.site) == articles(site)


def test_a_folder_of_pages_that_mkdocs_would_leave_out_is_published_by_both(project: Project) -> None:
    project.write("pages/templates/letter.md", "# A letter\n\nDear customer\n")
    project.write("pages/templates/letter.txt", "Dear customer")
    for engine in ("mkdocs", "plain"):
        build(take_snapshot(replace(project.request(), engine=engine)))
        assert "Dear customer" in project.page("templates/letter")
        assert (project.site / "templates/letter.txt").read_bytes() == b"Dear customer"


def test_its_pages_have_a_title_an_address_a_way_around_and_the_mark_of_sample_data(plain: Project) -> None:
    page = html.fromstring(plain.page("corrections/nrc-1042/"))
    assert page.xpath("string(//title)").endswith(" - Netop Customer Service")
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://support.example.com/corrections/nrc-1042/"]
    assert page.xpath("//header//nav[contains(@class, 'site-nav')]//a/@href") == [
        "../../",
        "../../faq/",
        "../../severity/",
        "../../severity/assess/",
        "../../corrections/",
        "../../changes/",
    ]
    unmarked = [path for path in plain.site.rglob("*.html") if "Sample data." not in path.read_text(encoding="utf-8")]
    assert unmarked == []
    home = html.fromstring(plain.page(""))
    assert home.xpath("//nav[contains(@class, 'site-nav')]//a[@aria-current='page']/text()") == ["Home"]


def test_every_link_inside_it_leads_somewhere(plain: Project) -> None:
    dead = []
    for path in sorted(plain.site.rglob("*.html")):
        if path.name == "404.html":
            continue
        page = html.fromstring(path.read_bytes())
        for address in page.xpath("//a/@href | //link/@href | //script/@src | //img/@src"):
            target = address.partition("#")[0].partition("?")[0]
            if not target or ":" in target:
                continue
            there = (path.parent / target).resolve()
            if not (there / "index.html" if target.endswith(("/", "..")) or target == "." else there).is_file():
                dead.append(f"{path.relative_to(plain.site)}: {address}")
    assert dead == []


def test_it_is_dark_where_the_reader_s_system_is(plain: Project, browser: Browser) -> None:
    grounds = []
    with served(plain.site) as root:
        for scheme in ("light", "dark"):
            with browsing(browser, color_scheme=scheme) as context:
                page = context.new_page()
                page.goto(f"{root}severity/")
                grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(16, 23, 29)"]


@pytest.mark.slow
def test_it_needs_neither_mkdocs_nor_its_configuration(project: Project, plain: Project) -> None:
    (project.folder / "mkdocs.yml").unlink()
    script = project.folder / "without.py"
    script.write_text(WITHOUT_MKDOCS, encoding="utf-8")
    ran = run(project.folder, sys.executable, str(script), "build", "--engine", "plain", PYTHONPATH=str(REPOSITORY))
    assert (ran.code, ran.err) == (0, "")
    assert tree(project.site) == tree(plain.site)


def test_changing_the_engine_makes_every_page_anew(project: Project, plain: Project, site: Path) -> None:
    build(take_snapshot(replace(project.request(), engine="plain")))
    assert tree(project.site) == tree(plain.site)
    project.build()
    after, before = tree(project.site), tree(site)
    # Styles and scripts of the site before stay for one more build.
    assert {name for name in after if name not in before} <= {name for name in tree(plain.site) if "assets/" in name}
    assert {name: after[name] for name in before} == before


def test_a_link_of_a_hand_written_page_that_leads_nowhere_is_a_problem(project: Project) -> None:
    privacy = project.content / "pages" / "privacy.md"
    privacy.write_text(
        privacy.read_text(encoding="utf-8") + "\n[Nowhere](corrections/status/nowhere/index.md)\n", encoding="utf-8"
    )
    ran = corrigenda(project.folder, "build", "--engine", "plain")
    assert (ran.code, ran.out) == (1, "")
    assert "'corrections/status/nowhere/index.md' is not a page or a picture; write its file" in ran.err
    assert not project.site.exists()
