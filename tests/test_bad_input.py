"""What authors get wrong or push to the limit ends in a clear problem, or in a correct page; never in a broken one."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from corrigenda.edges.content.load import load_content
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.rules.page_weight import page_weight

from tests.links import broken_links, pages
from tests.project import Project
from tests.running import corrigenda

PLACE = "roadmap/remote-control/NRC-7001.yml"
SOUND = """\
id: NRC-7001
title: Session drops
product: remote-control
assessment: {environment: production, impact: minor, interruption: none, workaround: false}
summary: |
  It drops.
history:
  - {date: 2026-11-02, status: registered}
"""


def found(project: Project, name: str = "NRC-7001") -> list[str]:
    """Return the errors (no warnings) in the file of an error."""
    return [one for one in project.problems() if f"/{name}.yml:" in one and ": error: " in one]


def with_error(project: Project, old: str = "", new: str = "") -> Project:
    """Add an error that is valid but for one text."""
    assert old in SOUND
    project.write(PLACE, SOUND.replace(old, new) if old else SOUND)
    return project


def test_the_error_that_these_tests_change_is_valid(project: Project) -> None:
    assert found(with_error(project)) == []


def test_an_unknown_product(project: Project) -> None:
    problems = found(with_error(project, "product: remote-control", "product: remote-controll"))
    (problem,) = (one for one in problems if "(product-known)" in one)
    assert problem.startswith("content/roadmap/remote-control/NRC-7001.yml:3:10: error: ")
    assert "'remote-controll'" in problem and problem.endswith("(product-known) -> remote-control")


def test_an_unknown_release(project: Project) -> None:
    step = 'status: registered}\n  - {date: 2026-11-03, status: planned, release: "99.9"}'
    (problem,) = found(with_error(project, "status: registered}", step))
    assert problem.startswith("content/roadmap/remote-control/NRC-7001.yml:9:")
    assert "'99.9'" in problem or "99.9" in problem
    assert "(release-known)" in problem


def test_an_unknown_duplicate(project: Project) -> None:
    step = "status: registered}\n  - {date: 2026-11-03, status: duplicate, duplicate_of: NRC-9999}"
    (problem,) = found(with_error(project, "status: registered}", step))
    assert problem.startswith("content/roadmap/remote-control/NRC-7001.yml:9:")
    assert "NRC-9999" in problem and "(related-known)" in problem


@pytest.mark.parametrize("length", [1, 2, 3])
def test_duplicates_in_a_circle(project: Project, length: int) -> None:
    for number in range(length):
        other = f"NRC-{7001 + (number + 1) % length}"
        step = f"status: registered}}\n  - {{date: 2026-11-03, status: duplicate, duplicate_of: {other}}}"
        text = SOUND.replace("NRC-7001", f"NRC-{7001 + number}").replace("status: registered}", step)
        project.write(f"roadmap/remote-control/NRC-{7001 + number}.yml", text)
    problems = [problem for problem in project.problems() if ": error: " in problem]
    assert problems and all("(related-known)" in problem for problem in problems)


def test_two_ids_that_differ_in_case(project: Project) -> None:
    with_error(project)
    project.write("roadmap/remote-control/nrc-7001.yml", SOUND.replace("id: NRC-7001", "id: nrc-7001"))
    problems = [problem for problem in project.problems() if "(id-unique)" in problem]
    assert len(problems) == 1
    assert (
        "the id 'nrc-7001' is taken by content/roadmap/remote-control/NRC-7001.yml; choose another one" in problems[0]
    )


@pytest.mark.parametrize(
    "name", ["CON", "nul", "Com1", "..", ".", "a/b", "NRC 1", "page", "Status", "-NRC", "NRC_1", ""]
)
def test_an_id_that_can_be_no_address(project: Project, name: str) -> None:
    problems = found(with_error(project, "id: NRC-7001", f"id: '{name}'"))
    assert problems and problems[0].startswith("content/roadmap/remote-control/NRC-7001.yml:1:")


def test_a_title_of_500_characters_is_a_problem_or_a_whole_page(project: Project) -> None:
    title = "Session " * 62 + "end."
    assert len(title) == 500
    problems = found(with_error(project, "title: Session drops", f"title: {title}"))
    if problems:
        assert problems[0].startswith("content/roadmap/remote-control/NRC-7001.yml:2:8: error: ")
        assert "(text-length)" in problems[0]
        return
    project.build()
    assert f"<h1>{title}</h1>" in project.page("corrections/nrc-7001/")


def test_an_arabic_title_is_published_as_it_is_written(project: Project) -> None:
    title = "تنقطع الجلسة عند انتقال الشبكة"
    with_error(project, "title: Session drops", f"title: {title}").build()
    assert f"<h1>{title}</h1>" in re.sub(r"<(h1|bdi)[^>]*>", r"<\1>", project.page("corrections/nrc-7001/"))
    assert broken_links(project.site) == []


HOSTILE = """</script><script>alert(1)</script>{{7*7}}{% if %}"'<b>&amp;"""


def test_hostile_text_in_every_field_is_shown_as_text(project: Project) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    text = SOUND.replace("Session drops", quoted).replace("summary: |\n  It drops.", f"summary: {quoted}")
    text = text.replace("history:", f"workaround: {quoted}\nhistory:").replace("workaround: false", "workaround: true")
    step = f'  - {{date: 2026-11-03, status: planned, release: "12.6", note: {quoted}}}\n'
    project.write(PLACE, text + step)
    assert found(project) == []
    project.build()
    page = project.page("corrections/nrc-7001/")
    assert "alert(1)</script>" not in page.replace("alert(1)&lt;/script&gt;", "")
    assert "{{7*7}}" in page and "49" not in re.sub(r"\s", "", page.split("<article")[1].split("</article")[0])
    read = pages(project.site)["corrections/nrc-7001/"]
    assert HOSTILE.replace("&amp;", "") in html.unescape(read.title) or HOSTILE in read.title
    for path in sorted(project.site.rglob("*.html")):
        assert "<script>alert(1)" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_hostile_text_in_the_settings_is_shown_as_text(project: Project, engine: str) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    settings = (project.content / "site.yml").read_text(encoding="utf-8").replace("sample_notice: >-", "sample_notice:")
    settings = settings.replace("name: Netop Customer Service", f"name: {quoted}", 1)
    settings = settings.replace("phone_label: 1st level support", f"phone_label: {quoted}", 1)
    settings = settings.replace("label: Answers}", f"label: {quoted}}}", 1)
    settings = re.sub(r"description: .*", lambda _: f"description: {quoted}", settings, count=1)
    settings = re.sub(r"sample_notice:\n.*", lambda _: f"sample_notice: {quoted}", settings, count=1)
    assert settings.count(quoted) == 5
    project.write("site.yml", settings)
    project.write("messages.yml", "menu: </script><script>alert(1)</script>\n")
    ran = corrigenda(project.folder, "build", "--engine", engine)
    assert ran.code == 0, ran.err
    for path in sorted(project.site.rglob("*.html")):
        assert "<script>alert(1)" not in path.read_text(encoding="utf-8"), path
    footer = project.page("faq/").rpartition("<footer")[2]
    assert html.unescape(re.findall("<h2>(.*?)</h2>", footer)[0]) == HOSTILE


def test_two_thousand_entries_of_history_make_one_whole_page(project: Project) -> None:
    steps = "".join(
        f'  - {{date: 2026-11-03, status: planned, release: "12.{6 + n % 2}", note: Entry {n}.}}\n'
        for n in range(1_999)
    )
    with_error(project, "status: registered}\n", "status: registered}\n" + steps)
    assert found(project) == []
    heavy = [one for one in project.problems() if "(page-weight)" in one]
    assert heavy == [
        "content/roadmap/remote-control/NRC-7001.yml:8:3: warning: the page of this error will have about 715 KB; "
        "20 KB are the most that a phone on a poor line opens at once; shorten its texts, or its notes (2,000 entries) "
        "(page-weight)"
    ]
    project.build()
    page = project.page("corrections/nrc-7001/")
    assert page.count('<li id="step-') == 2_000
    assert page.index('id="step-2000"') < page.index('id="step-1"')
    assert broken_links(project.site) == []


def test_a_page_of_usual_content_has_at_most_20_kilobytes(site: Path) -> None:
    sizes = {path.parent.name: path.stat().st_size for path in site.glob("corrections/n*-*/index.html")}
    assert len(sizes) > 30
    assert max(sizes.values()) <= 20 * 1024, sizes


def test_the_weight_of_a_page_is_estimated_from_its_source(project: Project) -> None:
    notes = "".join(
        f'  - {{date: 2026-11-03, status: planned, release: "12.{6 + n % 2}", note: The tests of entry {n} failed.}}\n'
        for n in range(40)
    )
    with_error(project, "status: registered}\n", "status: registered}\n" + notes)
    project.build(jobs=2)
    catalog = load_content(take_snapshot(project.request()), None).catalog
    assert catalog is not None
    for error in catalog.errors:
        size = (project.site / "corrections" / error.slug / "index.html").stat().st_size
        assert abs(page_weight(error) - size) < size / 15, error.id
