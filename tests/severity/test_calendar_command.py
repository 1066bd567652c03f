"""`corrigenda calendar` writes a year's holidays between the author's own lines, all of them or none."""

from __future__ import annotations

import os
import stat

from tests.project import Project
from tests.running import Ran, corrigenda

HAND_WRITTEN = b"""\
time_zone: Europe/Copenhagen   # the desk in Birker\xc3\xb8d
valid_through: 2027-12-31
week: {monday: ["09:00-17:00"]}
days:
  # Prepared with the desk in March.
  - {date: 2027-01-01, name: Nyt\xc3\xa5r}   # closed
  # Half a day only.
  - date: 2027-12-24
    name: Juleaften
    open: ["09:00-12:00"]
  # Here the list ends.
"""


def fill(project: Project, *options: str) -> Ran:
    """Fill in 2027 for Denmark."""
    return corrigenda(project.folder, "calendar", "--fill", "2027", "--country", "DK", *options)


def test_holidays_go_between_the_lines_and_comments_stay(bare_project: Project) -> None:
    path = bare_project.write("calendar.yml", HAND_WRITTEN)
    bare_project.replace("site.yml", "locale: en", "locale: da")
    ran = fill(bare_project)
    assert ran == Ran(
        0,
        "  2027-03-25  Skærtorsdag\n"
        "  2027-03-26  Langfredag\n"
        "  2027-03-28  Påskedag\n"
        "  2027-03-29  Anden påskedag\n"
        "  2027-05-06  Kristi himmelfartsdag\n"
        "  2027-05-16  Pinsedag\n"
        "  2027-05-17  Anden pinsedag\n"
        "  2027-12-25  Juledag\n"
        "  2027-12-26  Anden juledag\n"
        "calendar.yml: 9 of 10 holidays of 2027 added; look them over\n",
        "",
    )
    assert path.read_text(encoding="utf-8") == (
        "time_zone: Europe/Copenhagen   # the desk in Birkerød\n"
        "valid_through: 2027-12-31\n"
        'week: {monday: ["09:00-17:00"]}\n'
        "days:\n"
        "  # Prepared with the desk in March.\n"
        "  - {date: 2027-01-01, name: Nytår}   # closed\n"
        "  - {date: 2027-03-25, name: Skærtorsdag}\n"
        "  - {date: 2027-03-26, name: Langfredag}\n"
        "  - {date: 2027-03-28, name: Påskedag}\n"
        "  - {date: 2027-03-29, name: Anden påskedag}\n"
        "  - {date: 2027-05-06, name: Kristi himmelfartsdag}\n"
        "  - {date: 2027-05-16, name: Pinsedag}\n"
        "  - {date: 2027-05-17, name: Anden pinsedag}\n"
        "  # Half a day only.\n"
        "  - date: 2027-12-24\n"
        "    name: Juleaften\n"
        '    open: ["09:00-12:00"]\n'
        "  - {date: 2027-12-25, name: Juledag}\n"
        "  - {date: 2027-12-26, name: Anden juledag}\n"
        "  # Here the list ends.\n"
    )
    assert [problem for problem in bare_project.problems() if "calendar.yml" in problem] == []


def test_a_second_run_changes_nothing(bare_project: Project) -> None:
    path = bare_project.write("calendar.yml", HAND_WRITTEN)
    fill(bare_project)
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert fill(bare_project) == Ran(0, "calendar.yml: all 10 holidays of 2027 are there already\n", "")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_line_ends_marks_and_permissions_stay(bare_project: Project) -> None:
    path = bare_project.write("calendar.yml", b"\xef\xbb\xbf" + HAND_WRITTEN.replace(b"\n", b"\r\n").rstrip())
    path.chmod(0o640)
    assert fill(bare_project).code == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbftime_zone")
    assert data.count(b"\n") == data.count(b"\r\n") == 20
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [found.name for found in path.parent.iterdir() if found.name.startswith(".")] == []


def test_line_ends_of_an_old_macintosh_stay(bare_project: Project) -> None:
    path = bare_project.write("calendar.yml", HAND_WRITTEN)
    fill(bare_project)
    filled = path.read_bytes()
    bare_project.write("calendar.yml", HAND_WRITTEN.replace(b"\n", b"\r"))
    assert fill(bare_project).code == 0
    assert path.read_bytes() == filled.replace(b"\n", b"\r")


def test_a_year_of_which_nobody_knows_the_holidays_is_refused(bare_project: Project) -> None:
    ran = corrigenda(bare_project.folder, "calendar", "--fill", "2200", "--country", "DK")
    message = "Error: no holidays of 2200 are known; add them by hand, or take an earlier year"
    assert (ran.code, ran.err.splitlines()[-1]) == (2, message)


def test_a_calendar_without_days_gets_a_list(bare_project: Project) -> None:
    for days in (b"", b"days: []   # none yet\n"):
        path = bare_project.write("calendar.yml", HAND_WRITTEN.split(b"days:")[0] + days)
        assert fill(bare_project).code == 0
        assert path.read_text(encoding="utf-8").count("  - {date: 2027-") == 10


def test_a_list_on_one_line_is_left_as_it_is_with_a_way_out(bare_project: Project) -> None:
    text = HAND_WRITTEN.split(b"days:")[0] + b"days: [{date: 2027-01-01, name: New Year}]\n"
    path = bare_project.write("calendar.yml", text)
    assert fill(bare_project) == Ran(
        1,
        "",
        "error: 'days' is written in an unusual way; write each on a line of its own: - {date: …, name: …}\n"
        "calendar.yml is as it was.\n",
    )
    assert path.read_bytes() == text


def test_an_unknown_country_or_part_is_wrong_usage(bare_project: Project) -> None:
    ran = corrigenda(bare_project.folder, "calendar", "--fill", "2027", "--country", "GBX")
    assert (ran.code, ran.err.strip().split("\n")[-1]) == (
        2,
        "Error: there is no country 'GBX' (did you mean 'GB'?); write its code, such as DK or GB",
    )
    ran = fill(bare_project, "--part", "X")
    assert (ran.code, ran.err.strip().split("\n")[-1]) == (
        2,
        "Error: DK has no part 'X'; those with holidays of their own: none",
    )


def test_a_year_past_the_known_hours_is_pointed_out(bare_project: Project) -> None:
    ran = corrigenda(bare_project.folder, "calendar", "--fill", "2028", "--country", "GB", "--part", "ENG")
    assert ran.out.splitlines()[-1] == ("note: 'valid_through' is 2027-12-31; move it once the hours of 2028 are right")


def test_a_folder_that_cannot_be_written_leaves_the_file_as_it_was(bare_project: Project) -> None:
    path = bare_project.content / "calendar.yml"
    before = path.read_bytes()
    path.parent.chmod(0o555)
    try:
        ran = fill(bare_project)
    finally:
        path.parent.chmod(0o755)
    if os.geteuid() != 0:  # the superuser writes wherever it likes
        assert (ran.code, ran.err.endswith("Permission denied; it is as it was\n")) == (3, True)
        assert path.read_bytes() == before


def test_days_twice_hours_that_overlap_and_an_end_that_is_near_are_problems(bare_project: Project) -> None:
    bare_project.write(
        "calendar.yml",
        "time_zone: Europe/London\n"
        "valid_through: 2026-12-31\n"
        'week: {monday: ["09:00-17:00", "16:00-18:00"]}\n'
        "days:\n"
        "  - {date: 2026-12-25, name: Christmas}\n"
        '  - {date: 2026-12-25, name: Christmas, open: ["09:00-12:00", "11:59-13:00"]}\n',
    )
    assert [problem for problem in bare_project.problems() if "calendar.yml" in problem] == [
        "content/calendar.yml:2:16: warning: the opening hours are known for 36 more days only; fill in the next year"
        " (corrigenda calendar --fill …) and move 'valid_through' (calendar-ends)",
        "content/calendar.yml:3:16: error: these hours overlap; merge them (calendar-valid)",
        "content/calendar.yml:6:12: error: 2026-12-25 is listed twice; put its hours into one entry (calendar-valid)",
        "content/calendar.yml:6:47: error: these hours overlap; merge them (calendar-valid)",
    ]
