"""What a careless or hostile author puts into the content: nothing leaks, nothing hangs, and each slip is told."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.model.cases import canonical_pattern
from corrigenda.model.site import CaseIds
from corrigenda.terminal.group import run

from tests.project import Project, tree
from tests.running import corrigenda


def test_a_link_below_pages_publishes_nothing_from_elsewhere(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret"
    secret.write_text("secret")
    (project.content / "pages/page.md").symlink_to(secret)
    (project.content / "pages/assets/picture.png").symlink_to(secret)
    (project.content / "pages/assets/gone.png").symlink_to("nowhere")
    (project.content / "pages/folder").symlink_to(secret.parent)
    os.mkfifo(project.content / "pages/pipe.png")
    assert project.problems() == [
        "content/pages/assets/gone.png:1:1: error: cannot be read (No such file or directory);"
        " check where the link leads, or permissions (unreadable-file)",
        "content/pages/assets/picture.png:1:1: error: is a link that leaves the content folder; copy the file"
        " (link-outside)",
        "content/pages/folder:1:1: error: is a link that leaves the content folder; copy the file (link-outside)",
        "content/pages/page.md:1:1: error: is a link that leaves the content folder; copy the file (link-outside)",
        "content/pages/pipe.png:1:1: error: is a pipe or a device; a source must be a file (not-a-file)",
    ]


def test_pages_that_are_no_text_and_names_that_cannot_be_shown_are_told(project: Project) -> None:
    project.write("pages/latin.md", b"# \xe6\n")
    for name in (b"pages/\xff.md", b"roadmap/vision/\xff.yml", b"roadmap/vision/a\nb.yml", b"pages/\x1b[31m.png"):
        Path(os.fsdecode(os.fsencode(project.content) + b"/" + name)).write_bytes(b"id: X\n")
    assert project.problems() == [
        "content/pages/latin.md:1:1: error: the text is not UTF-8; save the file as UTF-8 (encoding)",
        "content/pages/\ufffd.md:1:1: error: the file's name is not UTF-8; rename the file (encoding)",
        "content/pages/\ufffd[31m.png:1:1: error: an invisible character (U+001B) is in the file's name;"
        " rename the file (control-character)",
        "content/roadmap/vision/a\ufffdb.yml:1:1: error: an invisible character (U+000A) is in the file's name;"
        " rename the file (control-character)",
        "content/roadmap/vision/\ufffd.yml:1:1: error: the file's name is not UTF-8; rename the file (encoding)",
    ]


REPEATED = (
    "repeats a part that can fit in more than one way, which can take hours on a longer text; let its choices begin "
    "with different letters, and repeat nothing inside it"
)
TOO_MANY = (
    "can fit in too many ways, which can take hours on a longer text; leave some repetitions out, or put a letter"
    " between them that they do not take"
)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "form: https://support.example.com/report/",
            "form: javascript:alert(1)",
            "'javascript:alert(1)' is not an address of a form; write a full one with https, http or mailto",
        ),
        (
            "form: https://support.example.com/report/",
            "form: 'https://['",
            "'https://[' is not an address of a form; write a full one with https, http or mailto",
        ),
        (
            'phone: "+44 1632 960123"',
            "phone: call us",
            "'call us' is not a phone number; write one such as +44 1632 960123",
        ),
        (
            "url: https://support.example.com/",
            "url: 'https://[::1/'",
            "'https://[::1/' is not a web address; write one such as https://support.example.com/",
        ),
        (
            "url: https://support.example.com/",
            "url: 'https://user:secret@support.example.com/'",
            "'https://user:secret@support.example.com/' is not a web address;"
            " write one such as https://support.example.com/",
        ),
        *(
            (
                "locale: en\n",
                f"locale: en\ntag_authority: '{authority}'\n",
                f"'{authority}' is not what 'tag_authority' takes: a host in lower case, a comma,"
                " and a year or a day on which it was yours, such as support.example.com,2026",
            )
            for authority in ("support.example.com", "Support.example.com,2026", "me@example.com,2026", "x.com,2026-13")
        ),
        (
            'private_patterns: ["RC-[0-9]{4}"]',
            'private_patterns: ["(?i)rc-[0-9]{4}"]',
            "'(?i)rc-[0-9]{4}' is not a regular expression:"
            " global flags not at the start of the expression at position 3",
        ),
        (
            'private_patterns: ["RC-[0-9]{4}"]',
            'private_patterns: ["([a-z ]+)+!$"]',
            f"'([a-z ]+)+!$' {REPEATED}",
        ),
        (
            'private_patterns: ["RC-[0-9]{4}"]',
            'private_patterns: ["((a+)b?){1,}"]',
            f"'((a+)b?){{1,}}' {REPEATED}",
        ),
        (
            'private_patterns: ["RC-[0-9]{4}"]',
            'private_patterns: ["(a|aa)+$"]',
            f"'(a|aa)+$' {REPEATED}",
        ),
        (
            'pattern: "NS-[0-9]{6}"',
            "pattern: 'NS(.*[0-9].*){2}'",
            f"'NS(.*[0-9].*){{2}}' {TOO_MANY}",
        ),
    ],
)
def test_settings_that_would_harm_every_page_are_refused(project: Project, old: str, new: str, message: str) -> None:
    project.replace("site.yml", old, new)
    assert [f": error: {message} (bad-value)" in one for one in project.problems()] == [True], project.problems()


@pytest.mark.parametrize("pattern", ["(RC|XY)-[0-9]+", r"(\+)+", "([+*])+", "(a+){2}", "[(]+[)]+"])
def test_a_pattern_that_ends_soon_is_taken(project: Project, pattern: str) -> None:
    project.replace("site.yml", 'private_patterns: ["RC-[0-9]{4}"]', f"private_patterns: ['{pattern}']")
    assert not [one for one in project.problems() if "site.yml" in one]


@pytest.mark.parametrize("pattern", ["(?i:NS)-[0-9]{6}", "NS-[0-9]++", r"\ANS-[0-9]{6}"])
def test_a_case_pattern_that_browsers_read_otherwise_refuses_nobody(pattern: str) -> None:
    assert canonical_pattern(CaseIds(True, pattern, "NS-204113", "salt")) == ""


def test_opening_hours_of_the_far_future_are_refused_instead_of_resolved_for_minutes(project: Project) -> None:
    project.replace("calendar.yml", "valid_through: 2027-12-31", "valid_through: 2199-12-31")
    assert project.problems() == [
        "content/calendar.yml:5:16: error: nobody knows holidays 173 years ahead;"
        " write a day at most 20 years from now (calendar-valid)"
    ]


@pytest.mark.parametrize("time", ["9999-12-31", "9999", "0000", "1969-12", "2201-Q1"])
def test_a_plan_for_a_year_out_of_reach_is_a_problem_at_its_place(project: Project, time: str) -> None:
    project.replace("products.yml", "window: 2027-03-16", f"window: {time}")
    assert [re.sub(r"^\S+ ", "", one) for one in project.problems()][:1] == [
        f"error: the year {int(time[:4])} is out of reach; take one from 1970 to 2200 (bad-value)"
    ]


@pytest.mark.parametrize("moment", ["²", "9" * 20, "253402300800", "7258118400", "-1", "nonsense", " 1"])
def test_a_moment_that_no_calendar_reaches_is_wrong_usage(project: Project, moment: str) -> None:
    ran = corrigenda(project.folder, "deadlines", "high", SOURCE_DATE_EPOCH=moment)
    reason = "write seconds since 1970, below the year 2200, or unset it"
    assert (ran.code, ran.err) == (2, f"error: SOURCE_DATE_EPOCH is '{moment}'; {reason}\n")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_no_calendar_reaches_is_wrong_usage(project: Project, day: str) -> None:
    ran = corrigenda(project.folder, "build", "--as-of", day)
    assert ran.code == 2
    assert ran.err.endswith("is out of reach; take one from 1970 to 2200\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "a: [\n",
            "site_templates/messages/en.yml:2: error: did not find expected node content; fix this line (template)",
        ),
        (
            "",
            "site_templates/messages/en.yml: error: this is not a list of phrases; write 'name: phrase' lines"
            " (template)",
        ),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_broken_file_of_phrases_is_told_at_its_line(project: Project, command: str, words: str, message: str) -> None:
    project.own_templates()
    (project.folder / "site_templates/messages/en.yml").write_text(words)
    ran = corrigenda(project.folder, command)
    assert (ran.code, ran.err.splitlines()[0]) == (1, message)


def test_a_template_that_is_not_there_is_named(project: Project) -> None:
    project.own_templates()
    (project.folder / "site_templates/pages/home.html").unlink()
    ran = corrigenda(project.folder, "build")
    assert (ran.code, "pages/home.html" in ran.err, "None" in ran.err) == (1, True, False), ran.err


def test_a_config_without_the_plugin_is_reported(project: Project) -> None:
    (project.folder / "mkdocs.yml").write_text("site_name: A site without the plugin\n")
    ran = corrigenda(project.folder, "build")
    problem = "FOLDER/mkdocs.yml lacks the plugin 'corrigenda'; add it below 'plugins:'"
    assert (ran.code, problem in ran.err) == (1, True), ran.err


def test_a_slip_in_mkdocs_yml_is_told_with_its_line(project: Project) -> None:
    (project.folder / "mkdocs.yml").write_text("site_name: [\n")
    ran = corrigenda(project.folder, "build")
    assert (ran.code, "line 2, column 1" in ran.err) == (1, True), ran.err


def test_private_text_is_found_in_hand_written_pages_too(project: Project) -> None:
    project.write("pages/page.md", "# Page\n\nSee RC-8819 and NS-204113,\nor http://wiki.corp/x.\n")
    assert project.problems() == [
        "content/pages/page.md:3:5: error: this looks like a tracker key; public text must not hold it (private-text)",
        "content/pages/page.md:3:17: error: this looks like a case id; public text must not hold it (private-text)",
        "content/pages/page.md:4:4: error: this looks like an internal address; public text must not hold it"
        " (private-text)",
    ]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        *(("faq.md", "faq/"), ("faq/index.md", "faq/"), ("index.md", ""), ("severity/assess.md", "severity/assess/")),
        *(("corrections", "corrections"), ("search/search_index.json", "search/search_index.json")),
    ],
)
@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_a_hand_written_page_at_an_address_of_the_sites_own_is_refused(
    project: Project, page: str, address: str, engine: str
) -> None:
    project.write(f"pages/{page}", "# Page\n")
    project.replace("site.yml", "rules: {}", "rules: {stray-file: off}")
    ran = corrigenda(project.folder, "build", "--engine", engine)
    assert (ran.code, ran.err.splitlines()[0]) == (
        1,
        f"content/pages/{page}:1:1: error: the site has its own files at /{address}, so nobody would read this one;"
        " rename the file (address-unique)",
    )


def test_a_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run(["check"]) == 2
    assert capsys.readouterr().err == "error: the folder you are in was deleted; change to one that is there\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("line", "reported"),
    [
        ("{{ error.id[:nothing] }}", "slice indices must be integers"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ row.status.nope.more }}", "has no attribute 'nope'"),
    ],
)
def test_what_fails_in_the_line_of_a_template_is_told_with_its_place(
    project: Project, line: str, reported: str, jobs: str
) -> None:
    template = project.own_templates() / "pages" / "error.html"
    valid = template.read_text(encoding="utf-8")
    template.write_text(f"{valid}{line}\n", encoding="utf-8")
    ran = corrigenda(project.folder, "build", "--jobs", jobs)
    assert ran.code == 1, ran.err
    number = valid.count("\n") + 1
    assert f"site_templates/pages/error.html:{number}: error: " in ran.err
    assert reported in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system has no such names")
@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_a_project_builds_in_a_folder_whose_name_is_not_utf_8(tmp_path: Path, built: Project, engine: str) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/Kunden \xe4"))
    folder.mkdir()
    project = Project(folder)
    for made in (True, False):
        done = build(take_snapshot(replace(project.request(), engine=engine)))[1]
        assert bool(done.made) is made
    if engine == "mkdocs":
        assert tree(project.site) == tree(built.site)
