"""The publisher's own words replace those of the templates, and slips in them are found."""

from __future__ import annotations

from generator.edges.build import settle
from generator.edges.stock import take_stock
from generator.markup.references import find_references
from generator.render.renderer import Renderer
from tests.project import Project


def test_a_phrase_of_the_content_replaces_that_of_the_templates(project: Project) -> None:
    project.write("words.yml", "page.corrections: Kommende Korrekturen\n")
    project.build()
    assert "<h1>Kommende Korrekturen</h1>" in project.page("corrections/")


def test_an_unknown_phrase_is_a_problem_with_a_suggestion(project: Project) -> None:
    project.write("words.yml", "page.correction: Kommende Korrekturen\n")
    assert project.problems() == [
        "content/words.yml:1:1: error: the site has no phrase 'page.correction'; see site_templates/words/ for those"
        " it has (words-known) -> page.corrections"
    ]


def test_a_phrase_keeps_its_places(project: Project) -> None:
    project.write("words.yml", 'group.more: "Und {zahl} weitere"\ncolumn.error: Fehler\n')
    assert project.problems() == [
        "content/words.yml:1:13: error: this phrase has the places {count}, not {zahl} (words-known)"
    ]


def test_an_open_brace_is_a_problem(project: Project) -> None:
    project.write("words.yml", 'group.more: "Und {count weitere"\n')
    assert project.problems() == [
        "content/words.yml:1:13: error: a phrase has braces only around its places, such as {count}; delete the others"
        " (words-known)"
    ]


def test_a_list_in_place_of_words_is_a_problem(project: Project) -> None:
    project.write("words.yml", "- Und\n")
    (problem,) = project.problems()
    assert problem.startswith("content/words.yml:1:1: error: ")


def test_a_link_in_a_phrase_leads_where_its_reference_says(project: Project) -> None:
    project.write("words.yml", 'corrections.case: "Fall? [[page:case|Hier & jetzt]]."\n')
    project.build()
    assert 'Fall? <a href="../corrections/case/">Hier &amp; jetzt</a>.' in project.page("corrections/")


def test_an_unknown_reference_in_a_phrase_is_a_problem(project: Project) -> None:
    project.write("words.yml", 'corrections.case: "Fall? [[page:cases|Hier]]."\n')
    assert project.problems() == [
        "content/words.yml:1:26: error: '[[page:cases]]' refers to nothing (reference-known) -> page:case"
    ]


def test_every_reference_in_the_words_of_the_templates_is_known(built: Project) -> None:
    settled = settle(take_stock(built.request()))
    references = Renderer(settled.publication, settled.templates).references
    found = [reference for phrase in settled.templates.phrases.values() for reference in find_references(phrase)]
    assert found
    assert [reference for reference in found if references.resolve(reference) is None] == []


def test_braces_in_what_a_reference_of_a_phrase_says_are_read_as_they_are(project: Project) -> None:
    project.replace("site.yml", '"+44 1632 960123"', "'+44 {1632} 960123'")
    project.build()
    assert ">+44 {1632} 960123</a>" in project.page("corrections/case/")
