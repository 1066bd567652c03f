"""The publisher's own messages replace those of the templates, and problems in them are found."""

from __future__ import annotations

import sys

import pytest
import yaml
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.markup.references import BLOCKS, KINDS, find_references
from corrigenda.render.renderer import Renderer

from tests.project import REPOSITORY, Project
from tests.running import Ran, corrigenda, run


def test_a_phrase_of_the_content_replaces_that_of_the_templates(project: Project) -> None:
    project.write("messages.yml", "page.corrections: Kommende Korrekturen\n")
    project.build()
    assert "<h1>Kommende Korrekturen</h1>" in project.page("corrections/")


def test_an_unknown_phrase_is_a_problem_with_a_suggestion(project: Project) -> None:
    project.write("messages.yml", "page.correction: Kommende Korrekturen\n")
    assert project.problems() == [
        "content/messages.yml:1:1: error: the site has no phrase 'page.correction'; 'corrigenda messages --all' prints"
        " those it has (messages-known) -> page.corrections"
    ]


def test_a_phrase_keeps_its_places(project: Project) -> None:
    project.write("messages.yml", 'group.more: "Und {zahl} weitere"\ncolumn.error: Fehler\n')
    assert project.problems() == [
        "content/messages.yml:1:13: error: this phrase has the places {count}, not {zahl} (messages-known)"
    ]


def test_an_open_brace_is_a_problem(project: Project) -> None:
    project.write("messages.yml", 'group.more: "Und {count weitere"\n')
    assert project.problems() == [
        "content/messages.yml:1:13: error: a phrase has braces only around its places, such as {count}; delete the"
        " others (messages-known)"
    ]


def test_a_list_in_place_of_messages_is_a_problem(project: Project) -> None:
    project.write("messages.yml", "- Und\n")
    (problem,) = project.problems()
    assert problem.startswith("content/messages.yml:1:1: error: ")


def test_a_link_in_a_phrase_leads_where_its_reference_says(project: Project) -> None:
    project.write("messages.yml", 'corrections.case: "Fall? [[page:case|Hier & jetzt]]."\n')
    project.build()
    assert 'Fall? <a href="../corrections/case/">Hier &amp; jetzt</a>.' in project.page("corrections/")


def test_an_unknown_reference_in_a_phrase_is_a_problem(project: Project) -> None:
    project.write("messages.yml", 'corrections.case: "Fall? [[page:cases|Hier]]."\n')
    assert project.problems() == [
        "content/messages.yml:1:26: error: '[[page:cases]]' refers to nothing (reference-known) -> page:case"
    ]


def test_every_reference_in_the_messages_of_the_templates_is_known(built: Project) -> None:
    prepared = prepare(take_snapshot(built.request()))
    references = Renderer(prepared.publication, prepared.templates).references
    found = [reference for phrase in prepared.templates.phrases.values() for reference in find_references(phrase)]
    assert found
    assert [reference for reference in found if references.resolve(reference) is None] == []


def test_the_guide_shows_every_kind_of_reference_and_all_it_shows_are_known(built: Project) -> None:
    prepared = prepare(take_snapshot(built.request()))
    references = Renderer(prepared.publication, prepared.templates).references
    guide = (REPOSITORY / "docs" / "writing-errors.md").read_text(encoding="utf-8").replace("…", "NRC-1042")
    shown = [one for one in find_references(guide) if one.target not in BLOCKS]
    assert [one for one in shown if references.resolve(one) is None] == []
    assert {one.kind for one in shown} >= set(KINDS) - {"faq", "error"}
    assert {one.target for one in find_references(guide) if one not in shown} == set(BLOCKS)
    product = next(one for one in shown if one.kind == "product")
    assert references.resolve(product) == ("Remote Control", "corrections/product/remote-control/")


def test_braces_in_what_a_reference_of_a_phrase_says_are_read_as_they_are(project: Project) -> None:
    project.replace("site.yml", '"+44 1632 960123"', "'+44 {1632} 960123'")
    project.build()
    assert ">+44 {1632} 960123</a>" in project.page("corrections/case/")


def test_the_phrases_that_are_still_in_english_are_printed_as_lines_for_messages_yml(project: Project) -> None:
    project.replace("site.yml", "locale: en\n", "locale: de\n")
    project.write("messages.yml", "page.faq: Fragen und Antworten\n")
    ran = corrigenda(project.folder, "messages")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "page.home: Home"
    assert "group.more: And {count} more" in lines
    assert not [line for line in lines if line.startswith(("page.faq:", "describe.status:"))]
    project.write("messages.yml", "page.faq: Fragen und Antworten\n" + ran.out)
    assert project.problems() == []
    assert corrigenda(project.folder, "messages").out == ""


@pytest.mark.parametrize("before", [None, "", "page.faq: Fragen und Antworten\n"])
def test_they_can_be_added_to_messages_yml_where_they_are_printed(project: Project, before: str | None) -> None:
    project.replace("site.yml", "locale: en\n", "locale: de\n")
    messages = project.content / "messages.yml"
    messages.unlink()
    if before is not None:
        project.write("messages.yml", before)
    for _ in range(2):
        command = f"{sys.executable} -m corrigenda messages >> content/messages.yml"
        assert run(project.folder, "sh", "-c", command) == Ran(0, "", "")
    lines = messages.read_text(encoding="utf-8").splitlines()
    assert ("page.faq: Questions and answers" in lines) == (not before)
    assert len(lines) > 100
    assert project.problems() == []


def test_every_phrase_is_printed_as_the_site_has_it(project: Project) -> None:
    project.write("messages.yml", "page.faq: Answers\n")
    assert corrigenda(project.folder, "messages") == Ran(0, "", "")
    ran = corrigenda(project.folder, "messages", "--all")
    printed = yaml.safe_load(ran.out)
    known = yaml.safe_load((REPOSITORY / "site_templates/messages/en.yml").read_text(encoding="utf-8"))
    assert (ran.code, printed) == (0, {**known, "page.faq": "Answers"})


def test_a_site_without_a_readable_site_yml_has_no_phrases_to_print(project: Project) -> None:
    project.write("site.yml", "name: [\n")
    ran = corrigenda(project.folder, "messages")
    assert (ran.code, ran.out) == (1, "")
    assert "content/site.yml:" in ran.err + ran.out
