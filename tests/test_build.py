"""The real content is built end to end, and the HTML that comes out is read."""

from __future__ import annotations

from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.engines.discovery import page_modules
from corrigenda.model.addresses import PAGES
from corrigenda.render.renderer import Renderer

from tests.project import Project, tree


def test_the_content_has_no_problems(built: Project) -> None:
    assert built.problems() == []


def test_a_second_build_gives_the_same_bytes_and_makes_nothing(project: Project) -> None:
    project.build()
    first = tree(project.site)
    again = project.build()
    assert tree(project.site) == first
    assert again.made == 0


def test_every_page_that_is_alone_in_its_kind_can_be_named_in_prose_and_navigation(built: Project) -> None:
    prepared = prepare(take_snapshot(built.request()))
    render = Renderer(prepared.publication, prepared.templates)
    alone = {}
    for module in page_modules():
        plans = list(module.specs(render))
        own = [plan.address for plan in plans if plan.listed and plan.kind == module.LAYOUT.kind]
        if own == [module.LAYOUT.address]:
            alone[module.LAYOUT.kind] = module.LAYOUT.address
    # The list of all errors goes on over several pages as soon as there are more of them.
    del alone["listing"]
    assert dict(PAGES) == alone


def test_a_link_in_a_block_is_relative_to_the_page_that_shows_the_block(project: Project) -> None:
    project.replace("severity.yml", "You have been told that", "See [[page:faq]]. You have been told that")
    prepared = prepare(take_snapshot(project.request()))
    render = Renderer(prepared.publication, prepared.templates)
    render.prose_html("What was rendered before, for a feed, makes no difference.")
    assert 'href="../faq/"' in render.prose.html("[[terms]]", "../")
