"""`corrigenda assess` and `corrigenda deadlines`: the same results as the page, and a way out of every mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from corrigenda.terminal.group import corrigenda

from tests.project import Project
from tests.running import corrigenda as run_corrigenda
from tests.severity.test_decision_table import SHARED, other_matrix

ANSWERS = ["environment=production", "impact=severe", "interruption=intermittent", "workaround=no"]


def run(project: Project, *arguments: str) -> tuple[int, str]:
    """Run a command on a project; return the exit code, and the output or the last line of the error."""
    options = [arguments[0], "--project", str(project.folder), *arguments[1:]]
    result = CliRunner().invoke(corrigenda, options, standalone_mode=True)
    code = result.return_value if result.return_value is not None else result.exit_code
    return code, result.stdout if not code else result.stderr.strip().rsplit("\n", 1)[-1]


def test_complete_answers_come_to_one_level_with_its_reasons_and_targets(bare_project: Project) -> None:
    ran = run_corrigenda(bare_project.folder, "assess", *ANSWERS)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "High\n"
        "\n"
        "why:\n"
        "  A production (live) or lab environment is hit.\n"
        "  The impact is serious. In production it is on the end user's business operations, for example altered"
        " sessions that degrade service quality, or interference with critical business processes. In a lab it is on"
        " development activity, for example integration work is blocked or final system testing is delayed.\n"
        "  Service is disrupted intermittently.\n"
        "  No public workaround exists. A Critical case that has a workaround is High, too.\n"
        "why not Critical:\n"
        "  Service is interrupted continuously or nearly so. (answered: intermittent)\n"
        "\n"
        "what would change it:\n"
        "  impact=minor: Medium\n"
        "  impact=little: Low\n"
        "  interruption=continuous: Critical\n"
        "  interruption=none: Medium\n"
        "  workaround=yes: Medium\n"
        "\n"
        "First response, 1st level  4 hours\n"
        "Resolution, 1st level      10 business days\n"
        "Resolution, 2nd level      30 business days\n"
    )


def test_the_json_of_every_row_of_the_table_has_its_level(bare_project: Project) -> None:
    code, out = run(bare_project, "assess", "--table", "--format", "json")
    rows = [[*row["answers"].values(), row["level"]] for row in json.loads(out)]
    assert (code, rows) == (0, SHARED["cases"])


def test_the_json_of_a_result_names_the_level(bare_project: Project) -> None:
    code, out = run(bare_project, "assess", "--format", "json", *ANSWERS[:3], "workaround=true")
    result = json.loads(out)
    assert (code, result["level"], result["possible"]) == (0, "medium", ["medium"])
    assert result["fragment"] == ("v=1.0&environment=production&impact=severe&interruption=intermittent&workaround=yes")
    assert result["targets"]["response"] == "1 business day"


def test_the_table_is_a_line_a_combination(bare_project: Project) -> None:
    code, out = run(bare_project, "assess", "--table")
    lines = out.splitlines()
    assert (code, len(lines)) == (0, 43)
    assert lines[0] == "environment  impact   interruption  workaround  severity"
    assert lines[1] == "production   severe   continuous    no          Critical"


def test_missing_answers_leave_a_range_with_the_worst_first(bare_project: Project) -> None:
    code, out = run(bare_project, "assess", "environment=production", "impact=severe", "workaround=no")
    assert code == 0
    assert out.startswith("Critical or High or Medium\nstill open: interruption\n")
    code, out = run(bare_project, "assess", "--format", "json")
    assert json.loads(out)["level"] is None
    assert json.loads(out)["possible"] == ["critical", "high", "medium", "low"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["impct=severe"], "there is no question 'impct' (did you mean 'impact'?); there are environment, impact,"
         " interruption, workaround"),
        (["impact=sever"], "'sever' is not an answer to 'impact' (did you mean 'severe'?); write one of severe,"
         " serious, minor, little, unknown"),
        (["environment=lab", "impact=severe"], "'severe' cannot be answered to 'impact' after environment=lab; write"
         " one of serious, minor, little, unknown"),
        (["environment=unknown"], "'unknown' is not an answer to 'environment'; write one of production, lab"),
        (["impact=minor", "impact=little"], "'impact' is answered twice; leave one answer out"),
        (["severe"], "'severe' is not an answer; write question=answer, such as environment=production"),
        (["--table", "impact=minor"], "--table prints every combination; leave the answers out"),
    ],
)  # fmt: skip
def test_a_misspelled_answer_is_wrong_usage(arguments: list[str], message: str, bare_project: Project) -> None:
    assert run(bare_project, "assess", *arguments) == (2, f"Error: {message}")


def test_another_matrix_is_assessed_by_the_same_command(bare_project: Project) -> None:
    other_matrix(bare_project, "german")
    code, out = run(bare_project, "assess", "sicherheit=nein", "umfang=viele", "ersatz=vorhanden")
    assert (code, out.split("\n")[0]) == (0, "S5 Gering")
    assert "why not S4 Mittel:\n  Eine laufende Ersatzanlage senkt die Stufe um zwei." in out


def test_a_broken_matrix_is_reported_with_exit_code_1(bare_project: Project) -> None:
    bare_project.replace("severity.yml", "at_least: serious", "at_least: serius")
    ran = run_corrigenda(bare_project.folder, "assess", *ANSWERS)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "content/severity.yml:120:19: error: 'serius' is not an answer to 'impact' (matrix-valid)\n"
        "  120 |         at_least: serius\n"
        "                          ^\n"
        "   did you mean 'serious'?\n"
        "1 error in 1 file\n"
    )


def test_deadlines_are_given_in_the_desks_time(bare_project: Project) -> None:
    assert run(bare_project, "deadlines", "high", "--reported", "2026-11-27T16:30") == (
        0,
        "High, reported Fri 27 Nov 2026 16:30 GMT, Europe/London\n"
        "First response, 1st level  4 hours           Fri 27 Nov 2026 20:30 GMT\n"
        "Resolution, 1st level      10 business days  Fri 11 Dec 2026 17:00 GMT\n"
        "Resolution, 2nd level      30 business days  Wed 13 Jan 2027 17:00 GMT\n",
    )


def test_deadlines_as_json_carry_their_offset(bare_project: Project) -> None:
    code, out = run(bare_project, "deadlines", "critical", "--reported", "2026-03-26T18:00+01:00", "--format", "json")
    assert code == 0
    assert json.loads(out) == {
        "level": "critical",
        "reported": "2026-03-26T17:00:00+00:00",
        "time_zone": "Europe/London",
        "valid_through": "2027-12-31",
        "targets": {
            "response": "2026-03-26T19:00:00+00:00",
            "resolution-1st-level": "2026-04-07T17:00:00+01:00",
            "resolution-2nd-level": "2026-04-28T17:00:00+01:00",
        },
        "promises": {
            "response": "2 hours",
            "resolution-1st-level": "5 business days",
            "resolution-2nd-level": "20 business days",
        },
    }


def test_past_the_known_hours_a_deadline_is_not_known(bare_project: Project) -> None:
    code, out = run(bare_project, "deadlines", "low", "--reported", "2027-12-30T10:00")
    assert code == 0
    assert out.splitlines()[1:3] == [
        "First response, 1st level  1 business day    Fri 31 Dec 2027 17:00 GMT",
        "Resolution, 1st level      20 business days  not known; the opening hours are known through 2027-12-31",
    ]


def test_now_is_the_day_of_the_build_where_it_is_set(bare_project: Project) -> None:
    code, out = run(bare_project, "deadlines", "high")
    assert (code, out.split("\n")[0]) == (0, "High, reported Wed 25 Nov 2026 12:00 GMT, Europe/London")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["hihg"], "there is no level 'hihg' (did you mean 'high'?); there are critical, high, medium, low"),
        (["high", "--reported", "27.11.2026"], "'27.11.2026' is not a moment; write 2026-11-27T16:30 for the desk's"
         " time (Europe/London), or add an offset: +01:00"),
        (["high", "--reported", "2026-02-30T10:00"], "'2026-02-30T10:00' is not a moment; write 2026-11-27T16:30 for"
         " the desk's time (Europe/London), or add an offset: +01:00 (day is out of range for month)"),
        (["high", "--reported", "9999-12-31T10:00"], "the year 9999 is out of reach; take one from 1970 to 2200"),
    ],
)  # fmt: skip
def test_a_misspelled_moment_is_wrong_usage(arguments: list[str], message: str, bare_project: Project) -> None:
    assert run(bare_project, "deadlines", *arguments) == (2, f"Error: {message}")


def test_a_folder_without_content_is_reported(tmp_path: Path) -> None:
    ran = run_corrigenda(tmp_path, "assess", *ANSWERS)
    assert (ran.code, ran.out) == (1, "")
    assert "there is no such folder; run this where content/ is" in ran.err


FROM = "A target counts from the moment at which you are given the case id."


def test_from_when_targets_count_is_said_by_the_command_if_the_publisher_does(bare_project: Project) -> None:
    before = run_corrigenda(bare_project.folder, "assess", *ANSWERS)
    bare_project.replace("severity.yml", "versions:\n", f"counts_from: {FROM}\nversions:\n")
    after = run_corrigenda(bare_project.folder, "assess", *ANSWERS)
    assert after.out == f"{before.out.rstrip()}\n{FROM}\n"
    ran = run_corrigenda(bare_project.folder, "assess", *ANSWERS, "--format", "json")
    assert json.loads(ran.out)["counts_from"] == FROM
