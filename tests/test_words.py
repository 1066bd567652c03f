"""The publisher's own words replace those of the templates, and slips in them are found."""

from __future__ import annotations

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
        "content/words.yml:1:13: error: a brace is open or empty; write {{ and }} for braces that are to be read"
        " (words-known)"
    ]


def test_a_list_in_place_of_words_is_a_problem(project: Project) -> None:
    project.write("words.yml", "- Und\n")
    (problem,) = project.problems()
    assert problem.startswith("content/words.yml:1:1: error: ")
