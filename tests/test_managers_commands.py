"""The product manager's commands: what they write, what they refuse, and what they say."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from corrigenda.terminal.group import run

from scripts.serving import served
from tests.project import REPOSITORY, Project, tree
from tests.running import Ran, commit, corrigenda

Cli = Callable[..., Ran]
ERROR = "content/roadmap/remote-control/NRC-1042.yml"


@pytest.fixture
def cli(project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Return a way to run a command in a copy of the real content."""

    def ran(command: str, *arguments: str, feed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(feed))
        code = run([command, *arguments, "--project", str(project.folder), "--jobs", "1"])
        reported = capsys.readouterr()
        return Ran(code, reported.out, reported.err)

    return ran


def test_an_id_with_what_cannot_be_seen_is_found_or_shown(cli: Cli) -> None:
    assert cli("show", " NRC-1042 ") == cli("show", "NRC-1042")
    ran = cli("show", "NRC-1042\u200b")
    message = "Error: there is no error 'NRC-1042<U+200B>'; did you mean 'NRC-1042'?"
    assert (ran.code, ran.err.splitlines()[-1]) == (2, message)


@pytest.mark.parametrize("written", ["nrc1042", "NRC 1042", "nrc_1042", "1042"])
def test_an_id_is_found_as_the_finder_finds_it(cli: Cli, written: str) -> None:
    assert cli("show", written) == cli("show", "NRC-1042")


def test_a_number_that_several_errors_have_is_not_taken_for_one(cli: Cli, project: Project) -> None:
    text = (project.content / "roadmap/vision/NVS-2024.yml").read_text(encoding="utf-8")
    project.write("roadmap/vision/NVS-1042.yml", text.replace("id: NVS-2024", "id: NVS-1042"))
    ran = cli("move", "1042", "--to", "12.7")
    assert ran.code == 2
    assert ran.err.splitlines()[-1].startswith("Error: there is no error '1042'; did you mean 'N")


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            "status-knwon",
            "there is no rule 'status-knwon'; did you mean 'status-known'? 'corrigenda explain' lists all",
        ),
        ("zzz", "there is no rule 'zzz'; 'corrigenda explain' lists all"),
    ],
)
def test_explain_of_an_unknown_rule_says_where_all_are_listed(tmp_path: Path, rule: str, message: str) -> None:
    ran = corrigenda(tmp_path, "explain", rule)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Error: {message}")


def test_a_product_called_by_its_name_is_answered_with_its_id(cli: Cli) -> None:
    ran = cli("report", "--product", "Netop Business Manager")
    message = "Error: there is no product 'Netop Business Manager'; did you mean 'business-manager'?"
    assert (ran.code, ran.err.splitlines()[-1]) == (2, message)


def sources(project: Project) -> dict[str, bytes]:
    """Return every source with its bytes."""
    return tree(project.content)


# what the documentation shows


def test_the_documented_commands_work_on_the_content_that_is_there(cli: Cli) -> None:
    guide = (REPOSITORY / "docs" / "writing-errors.md").read_text(encoding="utf-8").replace("\\\n", "")
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8").replace(".venv/bin/", "").replace("`", "\n")
    lines = [line.strip() for line in f"{guide}\n{readme}".splitlines()]
    shown = [
        shlex.split(line, comments=True)[1:]
        for line in lines
        if line.startswith(("corrigenda new -", "corrigenda move", "corrigenda case", "corrigenda list"))
    ]
    assert len(shown) == 13
    for arguments in shown:
        ran = cli(*arguments, *([] if arguments[0] == "list" else ["--dry-run"]))
        # Whether a release is out depends on the day, so that example alone may be refused, in so many words.
        assert ran.code == 0 or ("released" in arguments and "is not out" in ran.err), (arguments, ran)


# move


def test_move_appends_a_step_and_changes_nothing_else(cli: Cli, project: Project) -> None:
    before = sources(project)
    ran = cli("move", "nrc-1042", "--to", "12.6", "--because", "The lab was faster.")
    step = '{date: 2026-11-25, status: planned, release: "12.6", note: The lab was faster.}'
    assert (ran.code, ran.out) == (0, f"{ERROR}\n  + - {step}\n")
    after = sources(project)
    name = ERROR.removeprefix("content/")
    assert {key: value for key, value in after.items() if key != name} == {
        key: value for key, value in before.items() if key != name
    }
    assert (
        after[name].replace(
            b'  - {date: 2026-11-25, status: planned, release: "12.6", note: The lab was faster.}\n', b""
        )
        == (before[name])
    )
    # What is in it from 12.6 on contradicts the new plan, which is left to its author.
    message = "'>=12.0 <12.7' includes 12.6, which corrects the error; end the range before it"
    assert project.problems() == [f"{ERROR}:6:10: warning: {message} (affects-agrees)"]
    assert ran.err.splitlines()[0] == project.problems()[0]


def test_move_asks_for_no_reason_where_a_plan_only_gets_more_exact(cli: Cli, project: Project) -> None:
    # NRC-1055 is planned for the first half of 2027, and 12.7 for the second quarter.
    assert cli("move", "NRC-1055", "--to", "12.7").code == 0
    assert project.problems() == []
    assert "say why" in cli("move", "NRC-1055", "--to", "2027-H1").err


def test_move_tries_without_writing(cli: Cli, project: Project) -> None:
    before = sources(project)
    ran = cli("move", "NRC-1042", "--to", "2027-H2", "--because", "Later.", "--dry-run")
    assert ran == Ran(
        0,
        f"{ERROR} (not written)\n  + - {{date: 2026-11-25, status: planned, window: 2027-H2, note: Later.}}\n",
        "",
    )
    assert sources(project) == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (
            ("NRC-1042", "--to", "12.6"),
            "the plan moves from 12.7 to 12.6; say why, for customers to read, with --because",
        ),
        (
            ("NRC-1042", "--to", "12.8", "--because", "x"),
            "'12.8' is neither a release of remote-control nor a time such as 2027-Q1; did you mean '12.7'? planned "
            "are 12.5.1, 12.6, 12.7 (products.yml)",
        ),
        (("NRC-1042", "--to", "confirmed"), "'confirmed' is a status, not a plan; give it with --status"),
        (("NRC-1042", "--to", "In progress"), "'in-progress' is a status, not a plan; give it with --status"),
        (
            ("NRC-1042", "--to", "12.3", "--because", "x"),
            "release 12.3 is out since 2026-02-10; if it corrects the error, say so with --status, else name one of "
            "12.5.1, 12.6, 12.7",
        ),
        (
            ("NBM-3005", "--to", "3.3", "--because", "x"),
            "release 3.3 was dropped; name one of 4.0",
        ),
        (
            ("NRC-1042", "--to", "2026-Q1", "--because", "x"),
            "2026-Q1 has passed; name a time to come, or a release",
        ),
        (
            ("NRC-1022", "--to", "12.6", "--because", "x"),
            "'released' cannot be planned; only confirmed can",
        ),
        (
            ("NRC-1022", "--status", "registered"),
            "'registered' cannot follow 'released'; only confirmed can (lifecycle.yml)",
        ),
        (
            ("NRC-1042", "--status", "relaesed"),
            "there is no status 'relaesed'; did you mean 'released'? lifecycle.yml has registered, confirmed, planned, "
            "in-progress, released, withdrawn, duplicate, declined",
        ),
        (
            ("NRC-1042", "--status", "confirmed"),
            "the plan for 12.7 is taken back without a reason; say why, for customers to read, with --because",
        ),
        (
            ("NRC-1042", "--status", "withdrawn", "--because", ""),
            "'withdrawn' needs a reason for customers to read; give it with --because",
        ),
        (
            ("NRC-1042", "--status", "withdrawn"),
            "'withdrawn' needs a reason for customers to read; give it with --because",
        ),
        (
            ("NRC-1042", "--status", "duplicate"),
            "'duplicate' needs the error that it repeats; name it with --duplicate-of",
        ),
        (
            ("NRC-1042",),
            "say where to move it: a release or a time (--to), a status (--status), a duplicate (--duplicate-of)",
        ),
        (
            ("NRC-1042", "--to", "12.7"),
            "it is 'planned' for 12.7 already; add news with --because, or name another plan",
        ),
    ],
)
def test_move_refuses_with_a_way_out(cli: Cli, project: Project, arguments: tuple[str, ...], reason: str) -> None:
    before = sources(project)
    assert cli("move", *arguments) == Ran(2, "", f"error: {arguments[0]} stays as it is: {reason}\n")
    assert sources(project) == before


def test_move_shows_the_problems_that_the_step_would_have(cli: Cli, project: Project) -> None:
    before = sources(project)
    assert cli("move", "NRC-1042", "--status", "released") == Ran(
        1,
        "",
        f"{ERROR}:28:51: error: release 12.7 is not out; add its release to products.yml, or say 'planned' "
        "(released-out)\n"
        '   28 |   - {date: 2026-11-25, status: released, release: "12.7"}\n'
        "                                                          ^\n"
        "1 error in 1 file\n"
        "NRC-1042 stays as it is: it would have the problems above.\n",
    )
    assert sources(project) == before


def test_move_takes_the_promised_release_for_the_one_that_delivers(cli: Cli, project: Project) -> None:
    project.replace(
        "products.yml",
        "          - {date: 2026-11-19, status: planned, window: 2026-12-03}\n",
        "          - {date: 2026-11-19, status: planned, window: 2026-12-03}\n"
        "          - {date: 2026-11-24, status: released}\n",
    )
    assert cli("move", "NRC-1044", "--status", "released") == Ran(
        0,
        'content/roadmap/remote-control/NRC-1044.yml\n  + - {date: 2026-11-24, status: released, release: "12.5.1"}\n',
        "",
    )
    assert project.problems() == []


def test_move_of_an_unknown_error_is_wrong_usage_with_a_suggestion(cli: Cli) -> None:
    ran = cli("move", "NRC-1024x", "--to", "12.7")
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == "Error: there is no error 'NRC-1024x'; did you mean 'NRC-1024'?"


def test_move_leaves_a_file_alone_that_cannot_be_read(cli: Cli, project: Project) -> None:
    project.replace("roadmap/remote-control/NRC-1042.yml", "title: S", "title: [S")
    ran = cli("move", "NRC-1042", "--to", "12.7")
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == ("Error: the file of 'NRC-1042' cannot be read; 'corrigenda check' says why")


@pytest.mark.parametrize(
    ("field", "wrong", "what"),
    [
        ("product: remote-control", "product: remote", "there is no product 'remote'"),
        ("status: registered", "status: registred", "there is no status 'registred'"),
        ("status: planned", "status: planed", "there is no status 'planed'"),
    ],
)
def test_an_error_with_an_unknown_name_does_not_move(
    cli: Cli, project: Project, field: str, wrong: str, what: str
) -> None:
    name = "roadmap/remote-control/NRC-1042.yml"
    text = (project.content / name).read_text(encoding="utf-8")
    project.write(name, text.replace(field, wrong))
    reason = f"error: NRC-1042 stays as it is: {what}; correct it in {ERROR} first\n"
    assert cli("move", "NRC-1042", "--to", "2028-Q3", "--because", "More is in it.") == Ran(2, "", reason)


def test_several_errors_move_together(cli: Cli, project: Project) -> None:
    ran = cli("move", "NRC-1042", "1055", "nrc-1042", "--to", "12.6", "--because", "The lab was faster.")
    step = '  + - {date: 2026-11-25, status: planned, release: "12.6", note: The lab was faster.}\n'
    other = "content/roadmap/remote-control/NRC-1055.yml"
    assert (ran.code, ran.out) == (0, f"{ERROR}\n{step}{other}\n{step}")
    assert not [one for one in project.problems() if ": error: " in one]


def test_if_one_of_several_errors_cannot_move_none_does(cli: Cli, project: Project) -> None:
    before = sources(project)
    ran = cli("move", "NRC-1042", "NRC-1022", "--to", "12.6", "--because", "The lab was faster.")
    reason = "NRC-1022 stays as it is: 'released' cannot be planned; only confirmed can"
    assert ran == Ran(2, "", f"error: {reason}\nNothing was written.\n")
    assert sources(project) == before


def test_if_one_of_several_steps_has_a_problem_none_is_written(cli: Cli, project: Project) -> None:
    before = sources(project)
    ran = cli("move", "NRC-1042", "NVS-2014", "--status", "released")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == "All stay as they are: they would have the problems above."
    assert sources(project) == before


def test_all_errors_planned_for_a_release_move_together(cli: Cli, project: Project) -> None:
    before = sources(project)
    ran = cli("move", "--release", "9.10", "--to", "2027-H2", "--because", "It is late.")
    assert ran.code == 0
    after = sources(project)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == [f"roadmap/vision/NVS-{number}.yml" for number in (2008, 2014, 2017)]
    assert not [one for one in project.problems() if ": error: " in one]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--status", "released"), "say what to move: ids of errors, or all that are planned for a --release"),
        (
            ("NRC-1042", "--release", "12.6"),
            "say what to move: ids of errors, or all that are planned for a --release",
        ),
        (("NRC-1042", "--product", "vision"), "--product goes with --release"),
        (("--release", "9.99"), "there is no release '9.99'; did you mean '9.9'?"),
        (("--release", "9.9"), "no error is planned for vision 9.9"),
        (("--release", "9.10", "--product", "remote-control"), "there is no release '9.10'"),
    ],
)
def test_what_to_move_is_clear_or_asked_for(cli: Cli, arguments: tuple[str, ...], message: str) -> None:
    ran = cli("move", *arguments)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Error: {message}")


def test_a_release_that_several_products_have_is_asked_for(cli: Cli, project: Project) -> None:
    project.replace("products.yml", '- version: "9.10"', '- version: "12.6"')
    ran = cli("move", "--release", "12.6", "--status", "released")
    message = "remote-control and vision have a release 12.6; say which is meant with --product"
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Error: {message}")


# new

REPORTED = (
    "--product",
    "vision",
    "--title",
    "Teacher's screen stays black",
    "--summary",
    "The teacher's screen stays black after a break.",
    "--answer",
    "environment=production",
    "--answer",
    "impact=minor",
    "--answer",
    "interruption=none",
    "--answer",
    "workaround=no",
)
WRITTEN = """\
# yaml-language-server: $schema=../../../schemas/error.schema.json
id: NVS-2025
title: Teacher's screen stays black
product: vision
assessment: {environment: production, impact: minor, interruption: none, workaround: "no"}
summary: |
  The teacher's screen stays black after a break.
history:
  - {date: 2026-11-25, status: registered}
"""


def test_new_takes_the_next_free_id_and_writes_a_valid_file(cli: Cli, project: Project) -> None:
    assert cli("new", *REPORTED) == Ran(0, "content/roadmap/vision/NVS-2025.yml\nNVS-2025 is registered, Medium.\n", "")
    assert (project.content / "roadmap" / "vision" / "NVS-2025.yml").read_text(encoding="utf-8") == WRITTEN
    assert project.problems() == []
    another = cli("new", *("Student's screen" if part.startswith("Teacher's") else part for part in REPORTED))
    assert another.out.startswith("content/roadmap/vision/NVS-2026.yml\n")


def test_a_new_file_has_the_line_ends_of_the_others(cli: Cli, project: Project) -> None:
    path = project.content / "site.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert cli("new", *REPORTED).code == 0
    written = (project.content / "roadmap" / "vision" / "NVS-2025.yml").read_bytes()
    assert written == WRITTEN.replace("\n", "\r\n").encode()


def test_new_does_not_register_the_same_error_twice(cli: Cli) -> None:
    cli("new", *REPORTED)
    again = cli("new", *REPORTED)
    assert (again.code, again.out) == (2, "")
    assert "\nError: NVS-2025 has this title already; if it is another error, say how they differ\n" in again.err
    assert cli("move", "NVS-2025", "--status", "withdrawn", "--because", "It works as described.").code == 0
    assert cli("new", *REPORTED).out.startswith("content/roadmap/vision/NVS-2026.yml\n")


def test_new_asks_for_what_is_not_said(cli: Cli, project: Project) -> None:
    typed = (
        "2\nTeacher's screen stays black\n1\n3\nnone\n1\nThe teacher's screen stays black after a break.\n"
        "\n\nNS-909090, NS-909091\n"
    )
    ran = cli("new", "--ask", feed=typed)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("content/roadmap/vision/NVS-2025.yml\nNVS-2025 is registered, Medium.\n")
    assert (project.content / "roadmap" / "vision" / "NVS-2025.yml").read_text(
        encoding="utf-8"
    ) == f"{WRITTEN}cases: [NS-909090, NS-909091]\n"


def test_new_gives_back_what_was_typed_if_the_check_refuses_it(cli: Cli, project: Project) -> None:
    typed = "2\nTeacher's screen stays black\n1\n3\nnone\n2\nThe screen stays black after a break.\n\n\nNS-909090\n"
    ran = cli("new", "--ask", feed=typed)
    assert ran.code == 1
    assert "the assessment says that there is a workaround, but none is written" in ran.err
    lead, _, again = ran.err.rpartition("\n\n  ")
    assert lead.endswith("What you typed is not lost; correct it here:")
    program, command, *options = shlex.split(again)
    assert (program, command) == ("corrigenda", "new")
    ran = cli("new", *options, "--workaround", "Turn the screen off and on.")
    assert ran == Ran(0, "content/roadmap/vision/NVS-2025.yml\nNVS-2025 is registered, Low.\n", "")
    assert "cases: [NS-909090]\n" in (project.content / "roadmap/vision/NVS-2025.yml").read_text(encoding="utf-8")


def test_new_offers_only_the_answers_that_fit_the_ones_before(cli: Cli) -> None:
    answers = ("environment=lab", "impact=severe", "interruption=none", "workaround=no")
    ran = cli("new", *REPORTED[:6], *(part for answer in answers for part in ("--answer", answer)))
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == (
        "Error: 'severe' is not known to --answer impact=…; one of serious, minor, little"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*REPORTED[2:], "--product", "visoin"), "Error: 'visoin' is not known to --product; did you mean 'vision'?"),
        ((*REPORTED, "--title", ""), "Error: --title is missing"),
        (
            (*REPORTED, "--id", "nrc-1042"),
            "Error: nrc-1042 is taken; leave --id out for the next free one",
        ),
        ((*REPORTED, "--internal", "owner"), "Error: --internal takes NAME=TEXT, not 'owner'"),
        ((*REPORTED, "--answer", "impact=little"), "Error: --answer has 'impact' twice; leave one out"),
        ((*REPORTED, "--answer", "imapct=minor"), "Error: 'imapct' is not known to --answer; did you mean 'impact'?"),
    ],
)
def test_new_says_what_is_missing_or_unknown(cli: Cli, arguments: tuple[str, ...], message: str) -> None:
    ran = cli("new", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == message


def test_new_says_at_once_all_that_is_missing_or_unknown(cli: Cli) -> None:
    ran = cli("new", "--product", "visoin", "--answer", "lab", "--answer", "impact=sevre", "--answer", "workaround=no")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.partition("\n\n")[2] == (
        "Error: 'visoin' is not known to --product; did you mean 'vision'?\n"
        "       --title is missing\n"
        "       --answer takes NAME=TEXT, not 'lab'\n"
        "       --answer environment=… is missing; one of production, lab\n"
        "       'sevre' is not known to --answer impact=…; did you mean 'severe'?\n"
        "       --answer interruption=… is missing; one of continuous, intermittent, none\n"
        "       --summary is missing\n"
    )


def test_new_writes_nothing_that_check_would_refuse(cli: Cli, project: Project) -> None:
    before = sources(project)
    assert cli("new", *REPORTED, "--case", "204113") == Ran(
        1,
        "",
        "content/roadmap/vision/NVS-2025.yml:10:9: error: this is not a case id; one looks like NS-123456"
        " (case-pattern)\n"
        "   10 | cases: …\n"
        "                ^\n"
        "1 error in 1 file\n"
        "NVS-2025 was not registered: its file would have the problems above.\n",
    )
    assert sources(project) == before


def test_new_prints_the_file_when_it_only_tries(cli: Cli, project: Project) -> None:
    before = sources(project)
    assert cli("new", *REPORTED, "--dry-run") == Ran(0, WRITTEN, "")
    assert sources(project) == before


# show


def test_show_says_the_status_of_an_error_and_what_was_promised(cli: Cli) -> None:
    assert cli("show", "NBM-3005") == Ran(
        0,
        "NBM-3005  Monthly report stays empty for teams with an ampersand in their name\n"
        "  file        content/roadmap/business-manager/NBM-3005.yml\n"
        "  product     Business Manager\n"
        "  severity    Low\n"
        "  status      Planned since 2026-10-13\n"
        "  plan        4.0, 2027-03-16\n"
        "  affects     >=3.1 (3.1, 3.2)\n"
        "  workaround  yes\n"
        "  moves       1\n"
        "  history\n"
        "    2026-08-27  registered\n"
        "    2026-09-02  confirmed\n"
        "    2026-09-14  planned 3.3\n"
        "    2026-10-13  planned 4.0: Release 3.3 was dropped. Its reports are part of 4.0.\n"
        "  promises\n"
        "    2026-09-14  promised 3.3 (2027-01)\n"
        "    2026-10-13  release dropped, 3.3\n"
        "    2026-10-13  moved to 4.0 (2027-03-16)\n"
        "  private\n"
        "    cases     NS-212591\n"
        "    owner     ps\n"
        "    tracker   RC-9036\n"
        "\n"
        "No problems.\n",
        "",
    )


def test_show_finds_the_errors_of_a_case_however_it_is_written(cli: Cli, project: Project) -> None:
    assert cli("show", "ns 212591") == cli("show", "NBM-3005")
    # Somebody's case is named like an error; the error is meant.
    project.replace("roadmap/business-manager/NBM-3006.yml", "cases: [NS-212748]", "cases: [NS-212591, NBM-3005]")
    assert cli("show", "NBM-3005").out.count("\n  file ") == 1
    behind = cli("show", "NS-212591")
    assert [line.split()[0] for line in behind.out.splitlines() if line.startswith("NBM-")] == ["NBM-3005", "NBM-3006"]
    assert "no error 'NS-999999'" in cli("show", "NS-999999").err


def test_show_ends_with_the_problems_of_its_file(cli: Cli, project: Project) -> None:
    project.replace("roadmap/remote-control/NRC-1042.yml", "related: [NRC-1051]", "related: [NRC-1O51]")
    ran = cli("show", "NRC-1042")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.split("\n\n")[1] == (
        f"{ERROR}:28:11: error: there is no error 'NRC-1O51' (related-known)\n"
        "   28 | related: [NRC-1O51]\n"
        "                  ^\n"
        "   did you mean 'NRC-1051'?\n"
        "1 error in 1 file\n"
    )


# report


def test_report_says_what_is_overdue_untouched_moved_next_and_kept(cli: Cli) -> None:
    ran = cli("report", "--as-of", "2027-04-01", "--since", "2026-11-01", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    report = json.loads(ran.out)
    assert report["as_of"] == "2027-04-01"
    assert {"error": "NRC-1044", "plan": "12.5.1", "days": 119, "reason": "the time has passed"} in report["overdue"]
    days = [late["days"] for late in report["overdue"]]
    assert days == sorted(days, reverse=True)
    assert all(old["days"] > 90 for old in report["stale"])
    assert report["stale"]
    assert [(move["error"], move["from"], move["to"]) for move in report["moved"]] == [
        ("NVS-2008", "2026-Q4", "9.10"),
        ("NRC-1042", "12.6", "12.7"),
    ]
    assert report["upcoming"][0] == {
        "product": "remote-control",
        "release": "12.5.1",
        "window": "2026-12-03",
        "errors": ["NRC-1044"],
    }
    assert (report["promises"]["on_time"], report["promises"]["due"]) == (6, 23)


def test_report_reads_well_on_a_terminal(cli: Cli) -> None:
    ran = cli("report", "--product", "business-manager", "--since", "2026-10-14")
    assert ran == Ran(
        0,
        "Netop Customer Service, 2026-11-25\n"
        "\n"
        "Waiting (6)\n"
        "  Critical: 0\n"
        "  High: 1 (under 30 days: 1)\n"
        "  Medium: 1 (30 to 89 days: 1)\n"
        "  Low: 4 (under 30 days: 1, 30 to 89 days: 2, 90 to 179 days: 1)\n"
        "\n"
        "New since 2026-10-14 (3)\n"
        "  2026-11-16 NBM-3011 Audit log shows times of another time zone\n"
        "  2026-11-12 NBM-3010 Nightly synchronisation stops when one directory server is down\n"
        "  2026-10-20 NBM-3012 Reports are slow with more than 50,000 sessions\n"
        "\n"
        "Corrected since 2026-10-14 (2)\n"
        "  2026-11-10 NBM-3001 Licence report counts removed computers: 3.2\n"
        "  2026-11-10 NBM-3003 Users from nested groups are not imported: 3.2\n"
        "\n"
        "Overdue: nothing\n"
        "\n"
        "Untouched for long: nothing\n"
        "\n"
        "Moved since 2026-10-14: nothing\n"
        "\n"
        "Coming (1)\n"
        "  2027-03-16  Business Manager 4.0: NBM-3005, NBM-3006, NBM-3008, NBM-3010, NBM-3014\n"
        "\n"
        "On time: 2 of 2 promises that were due (100%)\n"
        "  Q4 2026: 2 of 2\n",
        "",
    )


def test_report_gives_a_table_that_no_spreadsheet_takes_for_formulas(cli: Cli, project: Project) -> None:
    project.replace("roadmap/remote-control/NRC-1042.yml", "title: Session drops", "title: =Session drops")
    ran = cli("report", "--format", "csv")
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows[0] == ["topic", "error", "title", "date", "plan", "days", "note"]
    assert [
        "moved",
        "NRC-1042",
        "'=Session drops when the Host's network adapter goes to sleep",
        "2026-11-05",
        "12.6 -> 12.7",
        "",
        "Tests on older adapters failed, so the fix gets another round.",
    ] in rows
    assert {row[0] for row in rows[1:]} == {"waiting", "new", "corrected", "moved", "upcoming"}


# diff


def test_diff_says_that_nothing_changed(cli: Cli, committed: Project) -> None:
    committed.replace("roadmap/remote-control/NRC-1042.yml", "owner: jh", "owner: mk")
    assert cli("diff") == Ran(0, "The public sees no change from HEAD.\n", "")


def test_diff_says_what_the_public_would_see_change(cli: Cli, committed: Project) -> None:
    cli("move", "NRC-1042", "--to", "12.6", "--because", "The lab was faster.")
    cli("new", *REPORTED)
    committed.replace("severity.yml", "response: 2 hours", "response: 3 hours")
    committed.replace(
        "products.yml",
        "- {date: 2026-10-27, status: planned, window: 2027-Q2}\n",
        "- {date: 2026-10-27, status: planned, window: 2027-Q2}\n"
        "          - {date: 2026-11-25, status: planned, window: 2027-Q3, note: The tests take longer.}\n",
    )
    committed.replace("faq.yml", "Illegal copies are in use, too.", "Illegal copies are about.")
    committed.replace(
        "roadmap/vision/NVS-2008.yml", "title: Student screens freeze", "title: Screens of students freeze"
    )
    ran = cli("diff")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "What the public would see change from HEAD:\n"
        "\n"
        "New errors (1)\n"
        "  NVS-2025  Teacher's screen stays black\n"
        "\n"
        "New steps (1)\n"
        "  NRC-1042  2026-11-25 planned 12.6 (The lab was faster.)\n"
        "    after  2026-11-05 planned 12.7 (Tests on older adapters failed, so the fix gets another round.)\n"
        "\n"
        "Changed texts (1)\n"
        "  NVS-2008  title\n"
        "    - Student screens freeze when more than 40 computers are in a class\n"
        "    + Screens of students freeze when more than 40 computers are in a class\n"
        "\n"
        "Releases (1)\n"
        "  remote-control 12.7  plan\n"
        "    - planned 2027-Q2\n"
        "    + planned 2027-Q3 (The tests take longer.)\n"
        "\n"
        "The severity matrix (1)\n"
        "  critical  response\n"
        "    - 2 hours\n"
        "    + 3 hours\n"
        "\n"
        "Questions (1)\n"
        "  why-register  answer\n"
        "    - Everyone who bought a product is entitled to technical support. Illegal copies are in use, too. Your "
        "licence key shows us quickly that you are entitled.\n"
        "    + Everyone who bought a product is entitled to technical support. Illegal copies are about. Your licence "
        "key shows us quickly that you are entitled.\n"
    )


def test_diff_warns_of_a_rewritten_history_and_of_an_error_that_vanishes(cli: Cli, committed: Project) -> None:
    committed.replace(
        "roadmap/remote-control/NRC-1042.yml", "2026-08-20, status: confirmed", "2026-08-21, status: confirmed"
    )
    (committed.content / "roadmap" / "vision" / "NVS-2008.yml").unlink()
    ran = cli("diff", "--format", "json")
    assert [(change["kind"], change["subject"]) for change in json.loads(ran.out)["changes"]] == [
        ("rewritten-history", "NRC-1042"),
        ("lost-error", "NVS-2008"),
    ]
    assert (ran.code, ran.err) == (1, "error: 2 things that are never to change would change; see above\n")
    ran = cli("diff")
    assert ran.code == 1
    title = "Histories rewritten (customers were promised this: put it back, and add a step instead) (1)"
    assert title in ran.out.splitlines()


@pytest.mark.parametrize(
    ("subject", "old", "new", "before", "after"),
    [
        (
            "remote-control 12.6",
            "          - date: 2026-10-27\n"
            "            status: planned\n"
            "            window: 2027-02-16\n"
            "            note: The new video driver needs three more weeks of tests.\n",
            "",
            "2026-08-03 planned 2027-01-26; 2026-10-27 planned 2027-02-16 (The new video driver needs three more "
            "weeks of tests.)",
            "2026-08-03 planned 2027-01-26",
        ),
        (
            "remote-control 12.7",
            "window: 2027-Q2",
            "window: 2027-Q3",
            "2026-10-27 planned 2027-Q2",
            "2026-10-27 planned 2027-Q3",
        ),
        (
            "remote-control 12.3",
            '      - version: "12.3"\n'
            "        history:\n"
            "          - {date: 2025-11-03, status: planned, window: 2026-02-10}\n"
            "          - {date: 2026-02-10, status: released}\n",
            "",
            "2025-11-03 planned 2026-02-10; 2026-02-10 released 2026-02-10",
            None,
        ),
    ],
)
def test_diff_warns_of_a_rewritten_history_of_a_release(
    cli: Cli, committed: Project, subject: str, old: str, new: str, before: str, after: str | None
) -> None:
    committed.replace("products.yml", old, new)
    ran = cli("diff", "--format", "json")
    change = {"kind": "rewritten-history", "subject": subject, "field": "history", "before": before, "after": after}
    assert json.loads(ran.out)["changes"] == [change]
    assert (ran.code, ran.err) == (1, "error: 1 thing that is never to change would change; see above\n")


def test_diff_shows_what_a_release_is_and_what_its_notes_say(cli: Cli, committed: Project) -> None:
    line = '- version: "12.7"\n'
    committed.replace("products.yml", line, f"{line}        kind: hotfix\n        notes: New.\n")
    assert cli("diff") == Ran(
        0,
        "What the public would see change from HEAD:\n\nReleases (2)\n"
        "  remote-control 12.7  kind\n    - regular\n    + hotfix\n"
        "  remote-control 12.7  notes\n    + New.\n",
        "",
    )


def test_diff_shows_until_when_a_release_or_branch_is_supported_and_that_a_release_changed_its_branch(
    cli: Cli, committed: Project
) -> None:
    path = committed.content / "products.yml"
    before, vision, after = re.split("(?m)^(?=  - id: (?:vision|business-manager))", path.read_text(encoding="utf-8"))
    branches = 'branches: [{id: "9", name: "9"}, {id: "10", name: "10", end_of_support: 2027-01-31}]'
    vision = re.sub("(?m)^( +)(- version: .+)", r'\1\2\n\1  branch: "9"', vision)
    vision = vision.replace("    releases:", f"    {branches}\n    releases:")
    path.write_text(f"{before}{vision}{after}", encoding="utf-8")
    commit(committed.folder)
    committed.replace("products.yml", 'id: "9", name: "9"', 'id: "9", name: "9", end_of_support: 2027-06-30')
    committed.replace("products.yml", "end_of_support: 2027-01-31", "end_of_support: 2026-12-31")
    last = '- version: "9.11"\n        branch: '
    committed.replace("products.yml", f'{last}"9"\n', f'{last}"10"\n        end_of_support: 2027-02-28\n')
    assert cli("diff").out == (
        "What the public would see change from HEAD:\n\nReleases (4)\n"
        "  vision 9.11  branch\n    - 9\n    + 10\n"
        "  vision branch 9  end_of_support\n    + 2027-06-30\n"
        "  vision branch 10  end_of_support\n    - 2027-01-31\n    + 2026-12-31\n"
        "  vision 9.11  end_of_support\n    + 2027-02-28\n"
    )


def test_diff_does_not_take_an_error_with_a_problem_for_lost(cli: Cli, committed: Project) -> None:
    committed.replace("roadmap/vision/NVS-2008.yml", "title: ", "titel: ")
    assert cli("diff") == Ran(
        1,
        "The public sees no change from HEAD.\n",
        "error: NVS-2008 cannot be read, so it is not compared; 'corrigenda check' says why\n",
    )


def test_diff_warns_of_a_move_that_gives_every_entry_another_id(cli: Cli, committed: Project) -> None:
    committed.replace("site.yml", "url: https://support.example.com/", "url: https://help.example.org/")
    assert cli("diff").out == (
        "What the public would see change from HEAD:\n"
        "\n"
        "Ids of feed entries and calendar events (all would be new to every reader: keep the old tag_authority) (1)\n"
        "  site  tag_authority\n"
        "    - support.example.com,2026\n"
        "    + help.example.org,2026\n"
        "\n"
        "Settings (1)\n"
        "  site  url\n"
        "    - https://support.example.com/\n"
        "    + https://help.example.org/\n"
    )
    committed.replace("site.yml", "locale: en\n", "locale: en\ntag_authority: support.example.com,2026\n")
    assert "Ids of feed entries" not in cli("diff").out


@pytest.mark.parametrize("base", ["nowhere", "--output=x"])
def test_diff_with_an_unknown_revision_is_wrong_usage(cli: Cli, committed: Project, base: str) -> None:
    before = sorted(path.name for path in committed.folder.iterdir())
    ran = cli("diff", f"--base={base}")
    assert ran.code == 2
    assert ran.err.splitlines()[-1].startswith(f"Error: cannot compare with '{base}': ")
    assert sorted(path.name for path in committed.folder.iterdir() if path.name != ".cache") == before


@pytest.mark.usefixtures("other_programs")
def test_diff_outside_of_git_is_wrong_usage(cli: Cli) -> None:
    ran = cli("diff")
    assert ran.code == 2
    reason = "is in no repository of git; run this in a clone"
    assert ran.err.splitlines()[-1].startswith("Error: cannot compare with 'HEAD': ")
    assert ran.err.splitlines()[-1].endswith(reason)
    amended = cli("amend", "NRC-1042", "--undo")
    assert amended.code == 2
    assert amended.err.splitlines()[-1].endswith(f"{reason}; or say with --since where the site is published")


# all


@pytest.mark.parametrize(
    "command",
    [
        "new",
        "move",
        "amend",
        "redact",
        "case",
        "product",
        "release",
        "list",
        "show",
        "diff",
        "report",
        "import",
        "serve",
        "build",
        "check",
    ],
)
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: corrigenda {command} ")
    assert "Options:" in text


@pytest.mark.parametrize("command", [("move", "NRC-1042", "--to", "12.6"), ("new",), ("report",), ("show", "NRC-1042")])
def test_a_command_about_errors_says_first_what_is_wrong_around_them(
    cli: Cli, project: Project, command: tuple[str, ...]
) -> None:
    (project.content / "lifecycle.yml").unlink()
    ran = cli(*command)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "content/lifecycle.yml:1:1: error: the file 'lifecycle.yml' is missing; every site needs one (file-missing)\n"
        "1 error in 1 file\n"
    )


# amend


def test_an_unpublished_step_is_corrected_without_a_reason(cli: Cli, committed: Project) -> None:
    name = "roadmap/remote-control/NRC-1055.yml"
    before = sources(committed)
    # Planned for the first half of 2027, in which both releases come.
    assert cli("move", "NRC-1055", "--to", "12.6").code == 0
    assert cli("amend", "NRC-1055", "--to", "12.7") == Ran(
        0,
        f"content/{name}\n"
        '  - - {date: 2026-11-25, status: planned, release: "12.6"}\n'
        '  + - {date: 2026-11-25, status: planned, release: "12.7"}\n',
        "",
    )
    assert cli("diff").code == 0
    assert committed.problems() == []
    assert cli("amend", "NRC-1055", "--undo").code == 0
    assert sources(committed) == before


@pytest.mark.usefixtures("committed")
def test_what_is_not_said_of_an_unpublished_step_stays(cli: Cli) -> None:
    cli("move", "NRC-1042", "--to", "12.6", "--because", "The lab was fsater.", "--on", "2026-11-20")
    ran = cli("amend", "NRC-1042", "--because", "The lab was faster.")
    assert ran.out.splitlines()[-1] == (
        '  + - {date: 2026-11-20, status: planned, release: "12.6", note: The lab was faster.}'
    )
    ran = cli("amend", "NRC-1042", "--duplicate-of", "NRC-1055", "--dry-run")
    step = "{date: 2026-11-20, status: duplicate, duplicate_of: NRC-1055, note: The lab was faster.}"
    assert (ran.code, ran.out.splitlines()[-1]) == (0, f"  + - {step}")


def test_what_is_committed_but_not_published_is_amended_if_the_published_revision_is_named(
    cli: Cli, committed: Project
) -> None:
    before = sources(committed)
    cli("move", "NRC-1055", "--to", "12.6")
    commit(committed.folder)
    assert cli("amend", "NRC-1055", "--undo").code == 2
    assert cli("amend", "NRC-1055", "--undo", "--since", "HEAD~1").code == 0
    assert sources(committed) == before


def test_a_published_site_says_what_may_be_amended(cli: Cli, project: Project, tmp_path: Path) -> None:
    project.build()
    whole, no_git = tmp_path / "public", sources(project)
    shutil.copytree(project.site / "api", whole / "api")
    newest = tmp_path / "newest"
    (newest / "api/v1").mkdir(parents=True)
    shutil.copy(whole / "api/v1/changes.json", newest / "api/v1")
    with served(whole) as address:
        for since in (str(whole), str(newest), address, str(project.folder)):
            assert cli("move", "NRC-1055", "--to", "12.6").code == 0
            if since != str(project.folder):
                assert cli("amend", "NRC-1055", "--undo", "--since", since).code == 0
                assert sources(project) == no_git
            ran = cli("amend", "NRC-1055", "--undo", "--since", since)
            already = (
                f"NRC-1055 stays as it is: its last step is in '{since}' already; add another with corrigenda move"
            )
            assert ran == Ran(2, "", f"error: {already}\n")


def test_a_step_before_all_others_is_not_published_if_the_site_says_all_that_changed(cli: Cli, tmp_path: Path) -> None:
    site = tmp_path / "public"
    changes = site / "api/v1/changes.json"
    changes.parent.mkdir(parents=True)
    one = {"error": "NRC-1042", "step": 1, "date": "2026-11-25"}
    for count, code in ((99, 0), (100, 2)):
        changes.write_text(json.dumps({"changes": [one] * count}), encoding="utf-8")
        assert cli("amend", "NRC-1042", "--undo", "--since", str(site), "--dry-run").code == code


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "it has no api/v1/changes.json"),
        ({"changes.json": "<!doctype html>"}, "its api/v1/changes.json is not JSON"),
        ({"changes.json": "[]"}, "its api/v1/changes.json is not one of this program"),
        ({"errors/nrc-1055.json": '{"history": 3}'}, "its api/v1/changes.json is not one of this program"),
    ],
)
def test_a_folder_that_does_not_say_what_is_published_is_refused(
    cli: Cli, tmp_path: Path, files: dict[str, str], reason: str
) -> None:
    site = tmp_path / "site"
    for name, text in files.items():
        (site / "api/v1" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "api/v1" / name).write_text(text, encoding="utf-8")
    site.mkdir(exist_ok=True)
    with served(site) as address:
        for since in (str(site), address):
            ran = cli("amend", "NRC-1055", "--undo", "--since", since)
            said = f"Error: '{since}' does not say what is published: {reason}"
            assert (ran.code, ran.err.splitlines()[-1]) == (2, said)
    ran = cli("amend", "NRC-1055", "--undo", "--since", address)
    assert ran.code == 2
    assert "does not say what is published: api/v1/errors/nrc-1055.json cannot be had" in ran.err


def test_an_unpublished_step_of_an_unknown_status_is_corrected(cli: Cli, committed: Project) -> None:
    assert cli("move", "NRC-1060", "--to", "12.6").code == 0
    committed.replace("roadmap/remote-control/NRC-1060.yml", "status: planned", "status: planed")
    ran = cli("amend", "NRC-1060", "--because", "It is small.")
    assert ran.code == 2
    assert ran.err.startswith("error: NRC-1060 stays as it is: there is no status 'planed'; did you mean 'planned'?")
    ran = cli("amend", "NRC-1060", "--status", "planned")
    assert (ran.code, ran.out.splitlines()[-1]) == (
        0,
        '  + - {date: 2026-11-25, status: planned, release: "12.6"}',
    )


@pytest.mark.usefixtures("committed")
def test_a_moved_plan_needs_its_reason_still(cli: Cli) -> None:
    cli("move", "NRC-1042", "--to", "12.6", "--because", "The lab was faster.")
    ran = cli("amend", "NRC-1042", "--because", "")
    reason = "the plan moves from 12.7 to 12.6; say why, for customers to read, with --because"
    assert ran == Ran(2, "", f"error: NRC-1042 stays as it is: {reason}\n")


SAY = "say what was meant, as for move, or --undo to take the step back"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("NRC-1042", "--undo"),
            "error: NRC-1042 stays as it is: its last step is in 'HEAD' already; add another with corrigenda move",
        ),
        (("NRC-1042",), f"Error: {SAY}"),
        (
            ("NRC-1042", "--undo", "--to", "12.6"),
            f"Error: {SAY}",
        ),
        (("NRC-1042", "--undo", "--since", "nope"), "Error: cannot compare with 'nope': there is no revision 'nope'"),
    ],
)
def test_what_was_published_is_not_amended(cli: Cli, committed: Project, arguments: tuple[str, ...], line: str) -> None:
    before = sources(committed)
    ran = cli("amend", *arguments)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, line)
    assert sources(committed) == before


def test_a_registration_and_a_commented_step_are_not_amended(cli: Cli, committed: Project) -> None:
    assert cli("new", *REPORTED).code == 0
    fresh = max(committed.content.glob("roadmap/vision/*.yml")).stem
    assert "its only step is its registration" in cli("amend", fresh, "--undo").err
    cli("move", "NRC-1055", "--to", "12.6")
    committed.replace("roadmap/remote-control/NRC-1055.yml", 'release: "12.6"}', 'release: "12.6"} # from the lab')
    assert "a comment in its last step would be lost; edit content/" in cli("amend", "NRC-1055", "--undo").err


def test_the_error_that_is_repeated_is_named_as_every_other(cli: Cli) -> None:
    assert cli("move", "NRC-1042", "--duplicate-of", "1055", "--because", "  The same. ").out.endswith(
        "duplicate_of: NRC-1055, note: The same.}\n"
    )
    ran = cli("amend", "NRC-1042", "--duplicate-of", "NRC-1065")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "Error: there is no error 'NRC-1065'; did you mean 'NRC-1063'?")


def test_a_mistaken_duplicate_has_a_way_back(cli: Cli, project: Project) -> None:
    assert cli("move", "NRC-1042", "--duplicate-of", "NRC-1055", "--because", "The same.").code == 0
    assert cli("move", "NRC-1042", "--status", "confirmed", "--because", "It is another error.").code == 0
    assert not [one for one in project.problems() if ": error: " in one]


# list


def ids(ran: Ran) -> list[str]:
    """Return the ids of a list in JSON, after looking at what it ended with."""
    assert (ran.code, ran.err) == (0, "")
    return [row["id"] for row in json.loads(ran.out)]


def by_hand(project: Project) -> dict[str, dict[str, Any]]:
    """Return what the error files say, read by YAML alone."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(project.content.glob("roadmap/*/*.yml"))]
    return {error["id"]: error for error in map(yaml.safe_load, texts)}


def test_list_finds_what_the_files_say(cli: Cli, project: Project) -> None:
    errors = by_hand(project)
    every = ids(cli("list", "--format", "json"))
    assert sorted(every) == sorted(errors)
    assert sorted(ids(cli("list", "--product", "vision", "--format", "json"))) == sorted(
        name for name, error in errors.items() if error["product"] == "vision"
    )
    assert set(ids(cli("list", "--without-workaround", "--format", "json"))) == {
        name for name, error in errors.items() if "workaround" not in error
    }
    assert set(ids(cli("list", "--owner", "JH", "--format", "json"))) == {
        name for name, error in errors.items() if error.get("internal", {}).get("owner") == "jh"
    }
    assert set(ids(cli("list", "--status", "declined", "--format", "json"))) == {
        name for name, error in errors.items() if error["history"][-1]["status"] == "declined"
    }
    words = [name for name, error in errors.items() if "adapter" in str(error) and "laptop" in str(error).lower()]
    assert ids(cli("list", "ADAPTER", "laptop", "--format", "json")) == words == ["NRC-1042"]
    more = "aliases: [CVE-2026-41023]\nkeywords: [0x8007]\n"
    project.replace("roadmap/vision/NVS-2014.yml", "summary:", f"{more}summary:")
    assert ids(cli("list", "cve-2026-41023", "0X80", "--format", "json")) == ["NVS-2014"]


def test_list_and_report_call_the_same_errors_overdue_and_stale(cli: Cli) -> None:
    day = ("--as-of", "2027-04-01", "--format", "json")
    report = json.loads(cli("report", *day).out)
    for topic in ("overdue", "stale"):
        found = ids(cli("list", f"--{topic}", *day))
        assert found
        assert sorted(found) == sorted({row["error"] for row in report[topic]})


def test_list_shows_a_release_and_a_phase_in_columns(cli: Cli) -> None:
    assert cli("list", "--release", "12.7", "--severity", "medium", "--phase", "planned").out == (
        "NRC-1036  remote-control  medium  planned  12.7  2026-10-27  Recording of a session has no sound\n"
        "NRC-1042  remote-control  medium  planned  12.7  2026-11-05  Session drops when the Host's network adapter "
        "goes to sleep\n"
        "2 errors\n"
    )
    assert cli("list", "nowhere to be found") == Ran(0, "No error is like that.\n", "")


def test_list_gives_a_table_that_no_spreadsheet_takes_for_formulas(cli: Cli, project: Project) -> None:
    project.replace("roadmap/remote-control/NRC-1042.yml", "title: Session drops", "title: =Session drops")
    rows = list(csv.DictReader(io.StringIO(cli("list", "NRC-1042", "--format", "csv").out)))
    assert [(row["id"], row["plan"], row["owner"], row["title"][:9]) for row in rows] == [
        ("NRC-1042", "12.7", "jh", "'=Session")
    ]


def test_list_names_every_product_of_an_error_that_is_in_several(cli: Cli, project: Project) -> None:
    project.replace("roadmap/remote-control/NRC-1042.yml", "summary:", "also_in: [{product: vision}]\nsummary:")
    assert "NRC-1042  remote-control, vision  medium  planned" in cli("list", "--product", "vision").out
    (row,) = json.loads(cli("list", "NRC-1042", "--product", "vision", "--format", "json").out)
    assert (row["product"], row["also_in"]) == ("remote-control", ["vision"])
    (line,) = csv.DictReader(io.StringIO(cli("list", "NRC-1042", "--format", "csv").out))
    assert (line["product"], line["also_in"]) == ("remote-control", "vision")


def test_list_asks_for_a_release_of_the_product_that_is_asked_for(cli: Cli, project: Project) -> None:
    project.replace("products.yml", 'version: "9.11"', 'version: "12.7"')
    project.replace("roadmap/remote-control/NRC-1042.yml", "summary:", "also_in: [{product: vision}]\nsummary:")
    assert "NRC-1042" in ids(cli("list", "--release", "12.7", "--format", "json"))
    assert not ids(cli("list", "--release", "12.7", "--product", "vision", "--format", "json"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--status", "plannd"), "there is no status 'plannd'; did you mean 'planned'?"),
        (("--severity", "hgih"), "there is no severity 'hgih'; did you mean 'high'?"),
        (("--release", "9.99"), "there is no release '9.99'; did you mean '9.9'?"),
        (("--product", "visoin"), "there is no product 'visoin'; did you mean 'vision'?"),
    ],
)
def test_list_of_something_unknown_is_wrong_usage(cli: Cli, arguments: tuple[str, ...], message: str) -> None:
    ran = cli("list", *arguments)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Error: {message}")


def test_list_names_what_it_cannot_list(cli: Cli, project: Project) -> None:
    project.replace("roadmap/remote-control/NRC-1042.yml", "title: S", "title: [S")
    ran = cli("list", "--product", "remote-control")
    assert ran.err == "error: NRC-1042 cannot be read, so it is not listed; 'corrigenda check' says why\n"


# case


def test_cases_are_attached_and_removed_and_nothing_else_changes(cli: Cli, project: Project) -> None:
    before = sources(project)
    assert cli("case", "add", "NRC-1042", "NS-299001", "NS-299002") == Ran(
        0,
        f"{ERROR}\n"
        "  - cases: [NS-204113, NS-204270, NS-204427]\n"
        "  + cases: [NS-204113, NS-204270, NS-204427, NS-299001, NS-299002]\n",
        "",
    )
    assert cli("show", "NS-299002") == cli("show", "NRC-1042")
    # However it is written, as customers may do in the look-up.
    assert cli("case", "remove", "nrc1042", "ns 299001", "NS-299002").code == 0
    assert sources(project) == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("add", "NRC-1042", "ns-204113"), 2, "error: NRC-1042 stays as it is: it has ns-204113 already"),
        (("remove", "NRC-1042", "NS-299001"), 2, "error: NRC-1042 stays as it is: it has no case NS-299001"),
        (("add", "NRC-1042", "x"), 1, "NRC-1042 stays as it is: it would have the problems above."),
    ],
)
def test_a_case_that_cannot_be_attached_or_removed_is_refused(
    cli: Cli, project: Project, arguments: tuple[str, ...], code: int, message: str
) -> None:
    before = sources(project)
    ran = cli("case", *arguments)
    assert (ran.code, ran.err.splitlines()[-1]) == (code, message)
    assert sources(project) == before


def test_an_edit_that_another_file_would_have_a_problem_with_is_not_written(cli: Cli, project: Project) -> None:
    before = sources(project)
    ran = cli("case", "add", "NRC-1027", "NS-206939")
    assert ran.code == 1
    assert ran.err.splitlines()[0] == (
        "content/roadmap/remote-control/NRC-1033.yml:16:9: error: the case is in NRC-1027 already; "
        "a case belongs to one error (case-unique)"
    )
    assert ran.err.splitlines()[-1] == "NRC-1027 stays as it is: it would have the problems above."
    assert sources(project) == before


# Warnings

LATE = ("move", "NRC-1027", "--to", "12.7", "--because", "The lab is late.")
WARNING = (
    "content/roadmap/remote-control/NRC-1027.yml:6:10: warning: '>=12.4 <12.6' leaves out 12.6, which comes before the "
    "correction in 12.7; end the range at 12.7, or correct the plan (affects-agrees)"
)


@pytest.mark.parametrize("options", [(), ("--quiet",), ("--dry-run",)], ids=str)
def test_a_warning_that_an_edit_causes_is_printed_and_no_other(cli: Cli, options: tuple[str, ...]) -> None:
    ran = cli(*LATE, *options)
    assert (ran.code, ran.err.splitlines()[0], ran.err.splitlines()[-1]) == (0, WARNING, "1 warning in 1 file")
    assert bool(ran.out) is (options != ("--quiet",))
    if options != ("--dry-run",):
        # It was there before the case was added, which has nothing to do with it.
        assert cli("case", "add", "NRC-1027", "NS-299003", *options).err == ""


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        (("check",), WARNING),
        (("show", "NRC-1027"), WARNING),
        (("diff",), "error: 1 thing that is never to change would change; see above"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_quiet_leaves_out_everything_but_what_is_wrong(
    cli: Cli, committed: Project, command: tuple[str, ...], wrong: str
) -> None:
    ran = cli(*command, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    cli(*LATE)
    committed.replace("roadmap/vision/NVS-2008.yml", "The tests take until January.", "The tests take long.")
    said = cli(*command)
    quiet = cli(*command, "--quiet")
    assert (quiet.code, quiet.out) == (said.code, "")
    assert wrong in quiet.err.splitlines()


def test_a_suppressed_problem_is_not_reported_by_an_edit(cli: Cli, project: Project) -> None:
    cli(*LATE)
    project.replace(
        "roadmap/remote-control/NRC-1027.yml",
        'affects: ">=12.4 <12.6"',
        'affects: ">=12.4 <12.6"  # allow: affects-agrees because 12.6 has another cause',
    )
    assert project.problems() == []
    assert cli("product", "add", "mobile", "--name", "Mobile", "--summary", "Support from a phone.").err == ""
    assert cli("release", "vision", "9.11", "--to", "2028-01-15", "--because", "It is late.").code == 0
    assert cli("case", "add", "NRC-1027", "NS-299003").err == ""
    assert project.problems() == []
