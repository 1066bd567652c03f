"""The real content is built end to end, and the HTML it comes to is read."""

from __future__ import annotations

from tests.project import Project, tree


def test_the_content_has_no_problems(built: Project) -> None:
    assert built.problems() == []


def test_a_second_build_gives_the_same_bytes_and_makes_nothing(project: Project) -> None:
    project.build()
    first = tree(project.site)
    again = project.build()
    assert tree(project.site) == first
    assert again.made == 0
