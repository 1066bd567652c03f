"""A page filled into its layout has the very bytes that the engine would have made of it."""

from __future__ import annotations

import html
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from corrigenda.edges.build import mkdocs_plugin
from corrigenda.edges.build.build import prepare
from corrigenda.edges.build.mkdocs_plugin import CorrigendaPlugin
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.engines.discovery import page_modules
from corrigenda.render.file_specs import LayoutSpec, Page, PageSpec
from corrigenda.render.layout import Layout, LayoutError, marker
from corrigenda.render.renderer import Renderer
from mkdocs.commands.build import build as engine_build
from mkdocs.config import load_config

from tests.project import Project

SAMPLES = 6
"""So many errors' pages are compared; of every other kind of page, one."""


def sample(render: Renderer) -> list[PageSpec]:
    """Return the page plans to compare."""
    plans: dict[str, list[PageSpec]] = {module.LAYOUT.kind: [] for module in page_modules()}
    for plan in (plan for module in page_modules() for plan in module.specs(render)):
        if not plan.address.endswith(".html"):
            plans[plan.kind].append(plan)
    return [plan for kind, found in plans.items() for plan in found[: SAMPLES if kind == "error" else 1]]


def through_the_engine(
    project: Project, made: dict[str, tuple[PageSpec, Page]], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Let MkDocs build the pages one by one, each with its own title, description and article; return the folder."""

    def front_matter(layout: LayoutSpec) -> str:
        page = made[layout.address][1]
        # The engine puts both into the page as they are, so they are given to it as HTML.
        meta = {
            "title": html.escape(page.title),
            "description": html.escape(page.description),
            "corrigenda": layout.kind,
        }
        more = {"corrigenda": layout.kind, "hide": ["toc", "navigation", "feedback"], "search": {"exclude": True}}
        return f"---\n{yaml.safe_dump({**meta, **more})}---\n"

    def article(_: CorrigendaPlugin, text: str, *, page: Any, **__: Any) -> str:
        return made[page.url][1].article_html if page.url in made else text

    by_kind = [SimpleNamespace(LAYOUT=LayoutSpec(plan.kind, address)) for address, (plan, _) in made.items()]
    monkeypatch.setattr(mkdocs_plugin, "page_modules", lambda: by_kind)
    monkeypatch.setattr(mkdocs_plugin, "layout_front_matter", front_matter)
    monkeypatch.setattr(CorrigendaPlugin, "on_page_content", article)
    monkeypatch.setattr(CorrigendaPlugin, "on_page_context", lambda _, context, **__: context)
    folder = project.folder / "engine"
    config = load_config(
        str(project.folder / "mkdocs.yml"), site_dir=str(folder), docs_dir=str(project.content / "pages")
    )
    plugin = config.plugins["corrigenda"]
    assert isinstance(plugin, CorrigendaPlugin)
    plugin.given = prepare(take_snapshot(project.request()))
    engine_build(config)
    return folder


def test_filled_layouts_are_what_the_engine_makes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    # So few errors on a page that products go on over several.
    monkeypatch.setattr("corrigenda.views.spread.MOST", 8)
    project.build()
    prepared = prepare(take_snapshot(project.request()))
    render = Renderer(prepared.publication, prepared.templates)
    made = {plan.address: (plan, plan.make()) for plan in sample(render)}
    folder = through_the_engine(project, made, monkeypatch)
    parts = Layout("parts", "\0".join(map(marker, ("title", "head", "article"))))
    kinds = {module.LAYOUT.kind for module in page_modules()}
    assert {plan.kind for plan, _ in made.values()} == kinds - {"404"}
    for address, (plan, page) in made.items():
        head = render.page_bytes(plan, page, parts).decode().split("\0")[1]
        engine = (folder / address / "index.html").read_text(encoding="utf-8")
        assert engine.count(marker("head")) == 1
        assert engine.replace(marker("head"), head) == project.page(address), address


def test_a_theme_without_a_place_for_the_article_is_refused() -> None:
    with pytest.raises(LayoutError) as found:
        Layout("error", f"<title>{marker('title')}</title>")
    assert str(found.value) == "the theme's page 'error' has no place for: article"


def test_text_that_is_filled_in_is_escaped_and_never_filled_again() -> None:
    layout = Layout("error", f"<title>{marker('title')}</title>{marker('article')}")
    values = {"title": f"<b> & {marker('article')}", "article": f"<p>{marker('title')}</p>"}
    assert layout.fill(values) == f"<title>&lt;b&gt; &amp; {marker('article')}</title><p>{marker('title')}</p>"


def test_many_errors_cost_the_engine_no_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    def noted(_: CorrigendaPlugin, output: str, *, page: Any, **__: Any) -> str:
        built.append(page.url)
        return output

    monkeypatch.setattr(CorrigendaPlugin, "on_post_page", noted)
    project.build()
    assert not [address for address in built if "nrc-1" in address]
    assert len(built) <= len(page_modules()) + 5
