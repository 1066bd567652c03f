"""Whatever a person gets wrong is reported in one message, with its position and what to do; exit codes say the rest.

0 fine, 1 the content has problems, 2 wrong usage, 3 a fault. Never a traceback.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from corrigenda.terminal.group import run

from tests.project import Project, tree
from tests.running import Ran, corrigenda, environment, mkdocs

NOT_BUILT = "The site was not built; it is as it was.\n"
ERROR = "roadmap/remote-control/NRC-1042.yml"


@pytest.fixture
def old(built: Project, project: Project) -> dict[str, bytes]:
    """Return what is published before the mistake: a copy of the built site."""
    shutil.copytree(built.site, project.site)
    return tree(project.site)


def missing_file(project: Project) -> None:
    (project.content / "severity.yml").unlink()


def broken_yaml(project: Project) -> None:
    project.replace(ERROR, "title: Session drops", "title: [Session drops")


def unknown_field(project: Project) -> None:
    project.replace(ERROR, "workaround: |", "workarround: |")


def unknown_status(project: Project) -> None:
    project.replace(ERROR, "2026-08-20, status: confirmed", "2026-08-20, status: confirmd")


def empty_file(project: Project) -> None:
    project.write("faq.yml", "")


def no_content(project: Project) -> None:
    shutil.rmtree(project.content)


def no_roadmap(project: Project) -> None:
    shutil.rmtree(project.content / "roadmap")


def empty_roadmap(project: Project) -> None:
    for path in (project.content / "roadmap").iterdir():
        shutil.rmtree(path)


EMPTY = (
    "content/roadmap:1:1: error: no error is registered here; write one with 'corrigenda new', or say in site.yml that "
    "there is none: 'rules: {roadmap-empty: off}' (roadmap-empty)\n"
    "1 error in 1 file\n"
)
MISTAKES: dict[Callable[[Project], None], str] = {
    missing_file: (
        "content/severity.yml:1:1: error: the file 'severity.yml' is missing; every site needs one (file-missing)\n"
        "1 error in 1 file\n"
    ),
    broken_yaml: (
        "content/roadmap/remote-control/NRC-1042.yml:3:8: error: this list is not closed, or a comma is missing; "
        "add the ']' or the comma (yaml-syntax)\n"
        "    3 | title: [Session drops when the Host's network adapter goes to sleep\n"
        "               ^\n"
        "1 error in 1 file\n"
    ),
    unknown_field: (
        "content/roadmap/remote-control/NRC-1042.yml:10:1: error: unknown field 'workarround' (unknown-field)\n"
        "   10 | workarround: …\n"
        "        ^\n"
        "   did you mean 'workaround'?\n"
        "1 error in 1 file\n"
    ),
    unknown_status: (
        "content/roadmap/remote-control/NRC-1042.yml:18:32: error: unknown status 'confirmd'; lifecycle.yml has "
        "registered, confirmed, planned, in-progress, released, withdrawn, duplicate, declined (status-known)\n"
        "   18 |   - {date: 2026-08-20, status: confirmd}\n"
        "                                       ^\n"
        "   did you mean 'confirmed'?\n"
        "1 error in 1 file\n"
    ),
    empty_file: (
        "content/faq.yml:1:1: error: the file is empty; write its fields, or delete the file (empty-file)\n"
        "1 error in 1 file\n"
    ),
    no_content: (
        "FOLDER/content:1:1: error: there is no such folder; run this where content/ is (content-missing)\n"
        "1 error in 1 file\n"
    ),
    no_roadmap: EMPTY,
    empty_roadmap: EMPTY,
}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_mistake_is_one_problem_at_its_position_and_the_old_site_stays(
    mistake: Callable[[Project], None], project: Project, old: dict[str, bytes]
) -> None:
    mistake(project)
    assert corrigenda(project.folder, "build") == Ran(1, "", MISTAKES[mistake] + NOT_BUILT)
    assert tree(project.site) == old
    assert corrigenda(project.folder, "check") == Ran(1, MISTAKES[mistake], "")


def test_problems_in_several_files_are_reported_in_one_run(project: Project, old: dict[str, bytes]) -> None:
    for mistake in (unknown_field, missing_file):
        mistake(project)
    project.replace("roadmap/vision/NVS-2008.yml", "product: vision", "product: visoin")
    ran = corrigenda(project.folder, "build")
    assert list(dict.fromkeys(line.split(" ")[0] for line in ran.err.splitlines() if ": error: " in line)) == [
        "content/roadmap/remote-control/NRC-1042.yml:10:1:",
        "content/roadmap/vision/NVS-2008.yml:4:10:",
        "content/severity.yml:1:1:",
    ]
    assert tree(project.site) == old


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("biuld",), "Error: there is no command 'biuld'; did you mean 'build'?"),
        (("mvoe",), "Error: there is no command 'mvoe'; did you mean 'move'?"),
        (("xyzzy",), "Error: there is no command 'xyzzy'; see corrigenda --help"),
        (
            ("check", "--project", "nowhere"),
            "Error: Invalid value for '--project': Directory 'nowhere' does not exist.",
        ),
        (
            ("check", "--content", "nowhere"),
            "Error: Invalid value for '--content': Directory 'nowhere' does not exist.",
        ),
        (("build", "--jobs", "none"), "Error: Invalid value for '--jobs': 'none' is not a valid integer range."),
        (
            ("build", "--as-of", "24.11.2026"),
            "Error: Invalid value for '--as-of': '24.11.2026' is not a date; write year-month-day, such as 2026-08-14",
        ),
        (
            ("build", "--project", "nowhere"),
            "Error: Invalid value for '--project': Directory 'nowhere' does not exist.",
        ),
        (
            ("build", "--site", "content"),
            "Error: FOLDER/content holds what the site is made from; name another folder with --site",
        ),
        (
            ("build", "--site", "/"),
            "Error: / holds what the site is made from; name another folder with --site",
        ),
        (
            ("build", "--site", "content/pages/site"),
            "Error: FOLDER/content/pages/site is inside what the site is made from; name another folder with --site",
        ),
    ],
)
def test_wrong_usage_is_said_with_exit_code_2(project: Project, arguments: tuple[str, ...], message: str) -> None:
    ran = corrigenda(project.folder, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == message


def test_a_folder_with_other_work_in_it_is_not_given_up_for_the_site(project: Project) -> None:
    work = project.folder / "work"
    work.mkdir()
    (work / "notes.txt").write_text("kept", encoding="utf-8")
    ran = corrigenda(project.folder, "build", "--site", "work")
    message = "Error: FOLDER/work has files that are not a site, and a build replaces them; name a new or empty folder"
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (2, "", message)
    assert tree(work) == {"notes.txt": b"kept"}
    assert not (project.folder / ".work.stage").exists()


IN_THE_WAY = {
    "site": "FOLDER/site is not a folder; delete it, or name another with --site",
    ".cache": "FOLDER/.cache is not a folder; delete it, or name another with --cache",
    ".site.stage": "FOLDER/.site.stage is in the way: a build makes a folder of that name beside the site; delete it",
    ".site.aside": "FOLDER/.site.aside is in the way: a build makes a folder of that name beside the site; delete it",
}


@pytest.mark.parametrize("name", IN_THE_WAY)
@pytest.mark.parametrize("kind", ["file", "link to nothing", "link to a folder"])
def test_what_is_in_the_way_of_a_folder_is_named(project: Project, name: str, kind: str) -> None:
    path, work = project.folder / name, project.folder / "work"
    work.mkdir()
    (work / "notes.txt").write_text("kept", encoding="utf-8")
    if kind == "file":
        path.write_text("kept", encoding="utf-8")
    else:
        path.symlink_to("work" if kind == "link to a folder" else "nowhere")
    ran = corrigenda(project.folder, "build", "--engine", "plain")
    reason = IN_THE_WAY[name]
    if name == ".cache" and kind != "file":
        # A link that a repository brings along could lead anywhere.
        reason = "FOLDER/.cache is a link; delete it, or name the folder it leads to with --cache"
    if name == "site" and kind != "file":
        reason = "FOLDER/site is a link, and a build replaces the folder; delete it, or name another with --site"
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (2, "", f"Error: {reason}")
    assert path.is_symlink() or path.read_text(encoding="utf-8") == "kept"
    assert tree(work) == {"notes.txt": b"kept"}


@pytest.mark.parametrize("option", ["--site", "--cache"])
def test_a_folder_below_a_file_is_refused(project: Project, option: str) -> None:
    (project.folder / "file").write_text("kept", encoding="utf-8")
    ran = corrigenda(project.folder, "build", option, "file/inner")
    message = f"Error: FOLDER/file is not a folder; delete it, or name another with {option}"
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (2, "", message)


def test_no_cache_is_put_among_the_sources(project: Project) -> None:
    ran = corrigenda(project.folder, "build", "--cache", "content")
    message = "Error: FOLDER/content is inside what the site is made from; name another folder with --cache"
    assert (ran.code, ran.err.splitlines()[-1]) == (2, message)
    assert not (project.content / "lock").exists()


def test_mkdocs_reports_what_is_in_the_way_too(project: Project) -> None:
    project.site.write_text("kept", encoding="utf-8")
    ran = mkdocs(project.folder, "build", "--strict")
    assert ran.code == 1
    assert IN_THE_WAY["site"] in ran.err
    assert project.site.read_text(encoding="utf-8") == "kept"


def test_a_site_built_elsewhere_before_is_replaced(built: Project, project: Project) -> None:
    shutil.copytree(built.site, project.folder / "public")
    ran = corrigenda(project.folder, "build", "--site", "public", "--engine", "plain")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("FOLDER/public: ")


def test_a_fault_names_its_log_and_shows_no_traceback(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(self: Path, *_: object, **__: object) -> None:  # noqa: ARG001
        raise RuntimeError("a mistake of the program")

    monkeypatch.setattr(Path, "write_text", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run(["schema", "--out", str(project.folder)]) == 3
    message = capsys.readouterr().err
    assert message.startswith("corrigenda: a fault of the program: a mistake of the program (details in ")
    assert message.count("\n") == 1
    log = Path(message.partition("(details in ")[2].rstrip(")\n"))
    monkeypatch.undo()
    assert log.read_text(encoding="utf-8").startswith("Traceback (most recent call last):")


def test_the_phrase_that_templates_older_than_the_program_lack_is_reported(project: Project) -> None:
    messages = project.own_templates() / "messages" / "en.yml"
    text = messages.read_text(encoding="utf-8")
    messages.write_text(text.replace("target.hours.other:", "target.hours.others:"), encoding="utf-8")
    ran = corrigenda(project.folder, "build", "--engine", "plain")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(
        "error: there is no phrase 'target.hours.other'; add it to messages/en.yml; if the templates are older than the"
        " program, take its line from there (template)\n" + NOT_BUILT
    )


@pytest.mark.parametrize(
    ("name", "mistake", "reason"),
    [
        ("pages/error.html", "{{ nope.x.y }}", "'nope' is undefined"),
        ("pages/error.html", "{{ 1 / 0 }}", "division by zero"),
        ("pages/faq.html", "{{ 'a' + 1 }}", 'can only concatenate str (not "int") to str'),
        ("pages/faq.html", "{{ faq|nope }}", "No filter named 'nope'."),
        ("pages/faq.html", "{% if %}", "Expected an expression, got 'end of statement block'"),
        ("pages/faq.html", "{% include 'nope.html' %}", "there is no template 'nope.html'"),
        (
            "pages/faq.html",
            "{{ messages('nope') }}",
            "there is no phrase 'nope'; add it to messages/en.yml; if the templates are older than the program, take"
            " its line from there",
        ),
        ("components/finder/finder.html", "{{ nope.x.y }}", "'nope' is undefined"),
        ("outputs/llms.txt", "{{ nope.x.y }}", "'nope' is undefined"),
        ("overrides/partials/footer.html", "{{ nope.x.y }}", "'nope' is undefined"),
        ("overrides/partials/footer.html", "{{ nope|nope }}", "No filter named 'nope'."),
        ("overrides/partials/footer.html", "{% if %}", "Expected an expression, got 'end of statement block'"),
    ],
)
def test_a_problem_in_a_template_is_reported_at_its_line(
    project: Project, name: str, mistake: str, reason: str
) -> None:
    template = project.own_templates() / name
    text = template.read_text(encoding="utf-8").rstrip("\n")
    template.write_text(f"{text}\n{mistake}\n", encoding="utf-8")
    line = text.count("\n") + 2
    message = f"site_templates/{name}:{line}: error: {reason} (template)\n{NOT_BUILT}"
    assert corrigenda(project.folder, "build") == Ran(1, "", message)


def test_a_problem_in_a_template_that_a_worker_finds_is_reported_alike(project: Project) -> None:
    template = project.own_templates() / "pages" / "error.html"
    template.write_text("{{ 1 / 0 }}", encoding="utf-8")
    text = (project.content / "roadmap" / "remote-control" / "NRC-1022.yml").read_text(encoding="utf-8")
    text = text.replace("cases: [NS-205997, NS-206154]\n", "")
    for number in range(3000, 3600):
        project.write(f"roadmap/remote-control/NRC-{number}.yml", text.replace("NRC-1022", f"NRC-{number}"))
    ran = corrigenda(project.folder, "build", "--engine", "plain", "--jobs", "2")
    message = "site_templates/pages/error.html:1: error: division by zero (template)\n" + NOT_BUILT
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(message)


def test_what_the_machine_refuses_is_no_fault_of_the_program(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_text", refuse)
    assert run(["schema", "--out", str(project.folder)]) == 3
    message = f"error: {project.folder}/site.schema.json could not be used: Permission denied\n"
    assert capsys.readouterr().err == message


@pytest.mark.parametrize(("command", "code"), [("check", 1), ("build", 1), ("report", 0)])
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_program_started_without_streams_ends_as_it_does_with_them(
    project: Project, command: str, code: int, closed: str
) -> None:
    if code:
        project.replace("faq.yml", "id: why-register", "id: why register")
    layout = f'"{sys.executable}" -m corrigenda {command} {closed}'
    done = subprocess.run(["sh", "-c", layout], cwd=project.folder, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (code, b"")
    assert b"Traceback" not in done.stderr
    assert b"fault" not in done.stderr


@pytest.mark.parametrize("command", ["build", "check --format=json", "report"])
def test_output_that_nobody_reads_reports_no_problem(project: Project, command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "corrigenda", *command.split()],
            cwd=project.folder,
            env=environment(),
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_argument_that_is_no_text_is_wrong_usage(project: Project) -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"corrigenda", b"move", b"NRC-1042", b"--to", b"12.6", b"--because", b"\xff"],
        cwd=project.folder,
        env=environment(),
        capture_output=True,
        check=False,
    )
    message = b"error: what was typed is not UTF-8; set the terminal to UTF-8, or rename the file\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", message)


@pytest.mark.parametrize("command", ["schema", "explain"])
def test_a_folder_below_a_file_cannot_be_written_to(project: Project, command: str) -> None:
    (project.folder / "file").write_text("kept", encoding="utf-8")
    ran = corrigenda(project.folder, command, "--out", "file/inner")
    assert (ran.code, ran.out, ran.err) == (3, "", "error: file/inner could not be used: Not a directory\n")


def test_without_arguments_the_commands_are_listed(tmp_path: Path) -> None:
    ran = corrigenda(tmp_path, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "..." not in ran.out.partition("Commands:")[2]
    for name in ("check", "build", "serve", "schema", "explain"):
        assert f"\n  {name} " in ran.out


SIGNS: dict[str, Callable[[Path], bool]] = {
    "it begins": lambda folder: (folder / ".cache" / "lock").exists(),
    "it has read the content": lambda folder: any((folder / ".cache").glob("*/*")),
    "it writes": lambda folder: (folder / ".site.stage").exists(),
    "it has written much": lambda folder: len([*(folder / ".site.stage" / "corrections").glob("nrc-*")]) > 1000,
}
"""What a build has done when Ctrl-C strikes."""


@pytest.mark.slow
@pytest.mark.parametrize("sign", SIGNS)
def test_ctrl_c_stops_a_build_with_one_sentence(project: Project, old: dict[str, bytes], sign: str) -> None:
    text = (project.content / "roadmap" / "remote-control" / "NRC-1022.yml").read_text(encoding="utf-8")
    text = text.replace("cases: [NS-205997, NS-206154]\n", "")
    for number in range(3000, 6000):
        name = f"NRC-{number}"
        project.write(f"roadmap/remote-control/{name}.yml", text.replace("NRC-1022", name))
    process = subprocess.Popen(
        [sys.executable, "-m", "corrigenda", "build", "--jobs", "2"],
        cwd=project.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not SIGNS[sign](project.folder):
        assert process.poll() is None, f"it ended before {sign}"
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()
    assert (process.returncode, err) == (130, "\nstopped; nothing was changed\n")
    assert tree(project.site) == old


def test_a_report_that_cannot_be_written_is_a_fault(project: Project) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "corrigenda", "check"],
            cwd=project.folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    assert done.returncode == 3


def test_a_quiet_build_says_nothing_and_asks_nothing(project: Project) -> None:
    assert corrigenda(project.folder, "build", "--quiet") == Ran(0, "", "")
    assert (project.site / "index.html").is_file()
