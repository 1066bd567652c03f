"""The page about severity says when the support desk is open, as its calendar has it."""

from __future__ import annotations

from lxml import html

from tests.project import Project


def texts(project: Project, path: str) -> list[str]:
    """Return the texts of what is found on the page, with a space between two elements."""
    found = html.fromstring(project.page("severity")).xpath(f"//article{path}")
    return [" ".join(" ".join(one.itertext()).split()) for one in found]


def test_the_week_and_the_days_that_differ_from_it(project: Project) -> None:
    calendar = """\
time_zone: Europe/London
valid_through: 2026-12-31
week:
  monday: ["09:00-12:00", "13:00-17:30"]
  tuesday: ["09:00-17:00"]
  wednesday: ["09:00-17:00"]
  thursday: ["09:00-17:00"]
  friday: ["09:00-24:00"]
days:
  - {date: 2026-12-25, name: Christmas Day}
  - {date: 2026-04-03, name: Good Friday}
  - {date: 2026-12-24, name: Christmas Eve, open: ["09:00-12:00"]}
"""
    project.write("calendar.yml", calendar)
    project.build()
    assert texts(project, "//h2[@id='hours']/following-sibling::dl[1]/div") == [
        "Monday 09:00–12:00, 13:00–17:30",
        "Tuesday to Thursday 09:00–17:00",
        "Friday 09:00–24:00",
        "Saturday to Sunday closed",
    ]
    assert texts(project, "//h3[@id='special-days']/following-sibling::ul[1]/li") == [
        "24 December 2026 , Christmas Eve: 09:00–12:00",
        "25 December 2026 , Christmas Day: closed",
    ]
    said = texts(project, "//h2[@id='hours']/following-sibling::p[1]")
    assert said == ["Times are those of Europe/London. The hours are known until 31 December 2026."]
