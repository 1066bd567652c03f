"""The home page leads to the three things that customers come for."""

from __future__ import annotations

from lxml import html

from tests.project import Project


def test_home_leads_to_answers_self_assessment_and_corrections(built: Project) -> None:
    links = html.fromstring(built.page("")).xpath("//article//nav//a/@href")
    assert links == ["faq/", "severity/assess/", "corrections/"]
