"""Importing: what a table becomes, what is refused and where, and what a second import does."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from corrigenda.edits.draft import Draft, draft_text
from corrigenda.importing.fields import OPTIONAL, REQUIRED
from corrigenda.schema.error import ErrorSource
from corrigenda.schema.read_source import read_source
from corrigenda.terminal.group import run
from corrigenda.yaml_text.text import invisible
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.project import REPOSITORY, Project, tree
from tests.running import Ran, corrigenda

Cli = Callable[..., Ran]


@pytest.fixture
def cli(project: Project, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return a way to run a command in a copy of the sample content."""

    def ran(command: str, *arguments: str) -> Ran:
        code = run([command, *arguments, "--project", str(project.folder), "--jobs", "1"])
        reported = capsys.readouterr()
        return Ran(code, reported.out, reported.err)

    return ran


def sources(project: Project) -> dict[str, bytes]:
    """Return every source with its bytes."""
    return tree(project.content)


def lines(ran: Ran) -> list[str]:
    """Return the lines that name a place in a file."""
    return [line for line in ran.err.splitlines() if ": error: " in line or ": warning: " in line]


COLUMNS = (
    "product",
    "title",
    "summary",
    "assessment.environment",
    "assessment.impact",
    "assessment.interruption",
    "assessment.workaround",
)
ROW = {
    "product": "vision",
    "title": "Screens stay black",
    "summary": "The screens of students stay black when they log in.",
    "assessment.environment": "production",
    "assessment.impact": "minor",
    "assessment.interruption": "none",
    "assessment.workaround": "no",
}


def written(project: Project, *rows: Mapping[str, str], name: str = "errors.csv", delimiter: str = ",") -> str:
    """Write a table of rows, each `ROW` with some cells of its own, and return its path."""
    columns = [*COLUMNS, *dict.fromkeys(name for row in rows for name in row if name not in COLUMNS)]
    text = io.StringIO()
    table = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\n")
    table.writeheader()
    table.writerows({**ROW, **row} for row in rows)
    path = project.folder / name
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return str(path)


def history(project: Project, name: str) -> list[str]:
    """Return the steps in the file of an error of Vision, as written."""
    text = (project.content / f"roadmap/vision/{name}.yml").read_text(encoding="utf-8")
    return [line.strip(" -{}") for line in text.splitlines() if line.startswith("  - {date")]


TABLE = "\n".join(
    [
        "product,title,summary,assessment.environment,assessment.impact,assessment.interruption,assessment.workaround,"
        "cases,internal.owner,registered",
        'vision,"Screens stay black, mostly","The screens of students stay black when they log in.',
        "",
        'It helps to log in twice.",production,minor,none,no,NS-909090 NS-909091,jh,',
        "",
        "remote-control,Cursor jumps to the first screen,The cursor jumps whenever a second screen is there.,"
        "lab,serious,intermittent,no,,,2026-11-01",
        "",
    ]
)


def test_import_writes_a_file_for_each_row(cli: Cli, project: Project) -> None:
    table = project.folder / "errors.csv"
    table.write_text(TABLE, encoding="utf-8")
    listed = "NVS-2025  Screens stay black, mostly\nNRC-1064  Cursor jumps to the first screen\n"
    before = sources(project)
    shown = "What the public would see change from what is written now:\n\nNew errors (2)\n"
    new = "  NRC-1064  Cursor jumps to the first screen\n  NVS-2025  Screens stay black, mostly\n"
    ran = cli("import", str(table), "--dry-run")
    assert ran == Ran(0, f"{shown}{new}{listed}2 errors would be registered.\n", "")
    assert sources(project) == before
    assert cli("import", str(table)) == Ran(0, f"{listed}2 errors are registered.\n", "")
    assert sorted(set(sources(project)) - set(before)) == [
        "roadmap/remote-control/NRC-1064.yml",
        "roadmap/vision/NVS-2025.yml",
    ]
    assert (project.content / "roadmap" / "vision" / "NVS-2025.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../../schemas/error.schema.json\n"
        "id: NVS-2025\n"
        'title: "Screens stay black, mostly"\n'
        "product: vision\n"
        'assessment: {environment: production, impact: minor, interruption: none, workaround: "no"}\n'
        "summary: |\n"
        "  The screens of students stay black when they log in.\n"
        "\n"
        "  It helps to log in twice.\n"
        "history:\n"
        "  - {date: 2026-11-25, status: registered}\n"
        "cases: [NS-909090, NS-909091]\n"
        "internal: {owner: jh, source: row-53c092c745, "
        'imported: "title 3da0e8, summary c14acb, assessment 702d93, state b87494"}\n'
    )
    assert project.problems() == []


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_import_reads_what_a_spreadsheet_saves(cli: Cli, project: Project, delimiter: str) -> None:
    table = project.folder / "errors.csv"
    rows = list(csv.reader(io.StringIO(TABLE)))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(row for row in rows if row)
    table.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    ran = cli("import", str(table))
    assert (ran.code, ran.err) == (0, "")
    assert project.problems() == []


def test_import_refuses_a_table_whose_letters_would_be_lost(cli: Cli, project: Project) -> None:
    table = project.folder / "errors.csv"
    table.write_bytes(TABLE.replace("title", "títle").encode("latin-1"))
    before = sources(project)
    ran = cli("import", str(table))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[0] == (
        "errors.csv:1:10: error: the file is not UTF-8; name its encoding, such as --encoding cp1252 (Western "
        "Windows), or save it as UTF-8 (import-table)"
    )
    assert ran.err.endswith("Nothing was written.\n")
    assert sources(project) == before


def test_import_reports_each_problem_at_its_line_and_writes_nothing(cli: Cli, project: Project) -> None:
    table = project.folder / "errors.csv"
    broken = TABLE.replace("remote-control,", "remotecontrol,").replace("production,minor", "production,minr")
    table.write_text(f"{broken}vision,Too short\n", encoding="utf-8")
    before = sources(project)
    ran = cli("import", str(table))
    assert (ran.code, ran.out) == (1, "")
    assert [line for line in ran.err.splitlines() if "errors.csv:" in line or "Nothing" in line] == [
        "errors.csv:4:39: error: 'minr' is not an answer to 'impact' here; write one of severe, serious, minor, little "
        "(assessment-complete)",
        "errors.csv:6:1: error: unknown product 'remotecontrol'; add it to products.yml, or correct the name "
        "(product-known)",
        "errors.csv:7:1: error: 'summary', 'assessment.environment', 'assessment.impact', 'assessment.interruption', "
        "'assessment.workaround' are empty; quote cells that hold separators or line ends (import-table)",
        "Nothing was written.",
    ]
    assert sources(project) == before


def test_import_reports_all_that_is_wrong_with_a_row(cli: Cli, project: Project) -> None:
    columns = "product,title,summary,assessment.environment,assessment.impact,assessment.interruption,"
    table = project.folder / "errors.csv"
    table.write_text(
        f"{columns}assessment.workaround,registered,status,release,id\n"
        "Remote Control,,It ends without a message.,production,minr,none,false,31.12.2025,planed,99.1,NRC-1042\n"
        "vision,The screen stays dark,As joe@customer.net says.,production,minor,none,false,2027-01-01,planned,99.1,\n",
        encoding="utf-8",
    )
    before = sources(project)
    ran = cli("import", str(table))
    assert (ran.code, ran.out) == (1, "")
    assert [line for line in ran.err.splitlines() if "errors.csv:" in line or "did you" in line] == [
        "errors.csv:2:1: error: 'Remote Control' is not what 'product' takes: letters, digits and hyphens, at most 64 "
        "(bad-value)",
        "   did you mean 'remote-control'?",
        "errors.csv:2:16: error: 'title' is empty; write something, or leave the field out if it is optional "
        "(bad-value)",
        "errors.csv:2:55: error: 'minr' is not an answer to 'impact' here; write one of severe, serious, minor, little "
        "(assessment-complete)",
        "   did you mean 'minor'?",
        "errors.csv:2:71: error: '31.12.2025' is not a date; write year-month-day, such as 2026-08-14; or say how days "
        "are written, such as --date-format %d.%m.%Y (import-table)",
        "errors.csv:2:82: error: unknown status 'planed'; lifecycle.yml has registered, confirmed, planned, "
        "in-progress, released, withdrawn, duplicate, declined (status-known)",
        "   did you mean 'planned'?",
        "errors.csv:2:94: error: the id 'NRC-1042' is taken; leave it out to get the next free one (import-table)",
        "errors.csv:3:30: error: this looks like an e-mail address; public text must not hold it (private-text)",
        "errors.csv:3:84: error: 2027-01-01 lies in the future; today is 2026-11-25 (history-order)",
        "errors.csv:3:103: error: Vision has no release '99.1'; add it to products.yml, or correct the version "
        "(release-known)",
        "   did you mean '9.11'?",
    ]
    assert sources(project) == before


IT_IS_TO_HAVE = (
    "it is to have product,title,summary,assessment.environment,assessment.impact,assessment.interruption,"
    "assessment.workaround, and if need be id,source,workaround,affects,also_in,platforms,aliases,security,keywords,"
    "registered,status,release,window,duplicate_of,note,cases"
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "errors.csv:1:1: error: the file is empty; export it again (import-table)"),
        ("\ufeff\n \t\n", "errors.csv:1:1: error: the file is empty; export it again (import-table)"),
        (
            "1,2\n",
            "errors.csv:1:1: error: the first row names the columns: 'product', 'title', 'summary', "
            "'assessment.environment', 'assessment.impact', 'assessment.interruption', 'assessment.workaround' are "
            f"missing; {IT_IS_TO_HAVE} (import-table)",
        ),
        (
            TABLE.replace("product,", "produkt,", 1).replace("summary,", "summary,summary,", 1),
            "errors.csv:1:1: error: the first row names the columns: 'product' is missing; 'produkt' is unknown, did "
            f"you mean 'product'?; 'summary' is listed twice; {IT_IS_TO_HAVE} (import-table)",
        ),
        (
            TABLE.split("\n", 1)[0] + "\n",
            "errors.csv:1:1: error: the table has no rows; write one error a row below the "
            "columns' names (import-table)",
        ),
        (
            TABLE.replace("cases", "casse"),
            "errors.csv:1:1: error: the first row names the columns: 'casse' is unknown, did you mean 'cases'?; "
            f"{IT_IS_TO_HAVE} (import-table)",
        ),
        (
            TABLE + 'vision,"open',
            "errors.csv:7:1: error: this is not CSV: unexpected end of data; save the table as CSV again "
            "(import-table)",
        ),
    ],
)
def test_import_of_something_else_is_reported_plainly(cli: Cli, project: Project, text: str, message: str) -> None:
    table = project.folder / "errors.csv"
    table.write_text(text, encoding="utf-8")
    ran = cli("import", str(table))
    assert (ran.code, ran.out) == (1, "")
    assert [line for line in ran.err.splitlines() if "errors.csv:" in line] == [message]


# The steps that lead to a status

PLANNED = {"registered": "2026-06-01", "status": "planned"}


@pytest.mark.parametrize(
    ("row", "steps"),
    [
        ({"status": "confirmed"}, ["date: 2026-11-25, status: confirmed"]),
        (
            {**PLANNED, "release": "9.10"},
            ["date: 2026-06-01, status: registered", 'date: 2026-11-25, status: planned, release: "9.10"'],
        ),
        (
            {**PLANNED, "window": "2027-Q1", "date.planned": "2026-07-01"},
            ["date: 2026-06-01, status: registered", "date: 2026-07-01, status: planned, window: 2027-Q1"],
        ),
        (
            {"registered": "2026-06-01", "status": "released", "release": "9.9"},
            [
                "date: 2026-06-01, status: registered",
                'date: 2026-08-11, status: planned, release: "9.9"',
                'date: 2026-08-11, status: released, release: "9.9"',
            ],
        ),
        (
            {
                "registered": "2026-06-01",
                "status": "released",
                "release": "9.9",
                "date.confirmed": "2026-06-03",
                "date.in-progress": "2026-07-01",
            },
            [
                "date: 2026-06-01, status: registered",
                "date: 2026-06-03, status: confirmed",
                'date: 2026-07-01, status: in-progress, release: "9.9"',
                'date: 2026-08-11, status: released, release: "9.9"',
            ],
        ),
        (
            {"registered": "2026-06-01", "status": "declined", "note": "It would slow every login down."},
            [
                "date: 2026-06-01, status: registered",
                "date: 2026-11-25, status: declined, note: It would slow every login down.",
            ],
        ),
        (
            {"status": "duplicate", "duplicate_of": "NVS-2008"},
            [
                "date: 2026-11-25, status: registered",
                "date: 2026-11-25, status: duplicate, duplicate_of: NVS-2008",
            ],
        ),
        # It was registered after the release that corrects it had come out.
        (
            {"registered": "2026-11-10", "status": "released", "release": "9.9"},
            [
                "date: 2026-11-10, status: registered",
                'date: 2026-11-10, status: planned, release: "9.9"',
                'date: 2026-11-10, status: released, release: "9.9"',
            ],
        ),
        # A plan without a status is a plan.
        (
            {"release": "9.10"},
            ["date: 2026-11-25, status: registered", 'date: 2026-11-25, status: planned, release: "9.10"'],
        ),
    ],
)
def test_a_row_with_a_status_gets_the_steps_that_lead_to_it(
    cli: Cli, project: Project, row: dict[str, str], steps: list[str]
) -> None:
    assert cli("import", written(project, row)) == Ran(0, "NVS-2025  Screens stay black\n1 error is registered.\n", "")
    assert history(project, "NVS-2025") == [f"{step}" for step in steps]
    assert project.problems() == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"status": "registered", "release": "9.10"},
            "2:116: error: a step to 'registered' has no plan; delete 'release', or use a status such as 'planned' "
            "(status-needs)",
        ),
        (
            {"status": "planned"},
            "2:105: error: a step to 'planned' needs a plan; add 'release: \"…\"' or 'window: …' "
            "(such as 2027-Q1) (status-needs)",
        ),
        (
            {"status": "released", "release": "9.11"},
            "2:114: error: release 9.11 is not out; add its release to products.yml, or say 'planned' (released-out)",
        ),
        (
            {"status": "declined"},
            "2:105: error: a step to 'declined' needs a reason for customers to read; add 'note: …' (status-needs)",
        ),
        (
            {"registered": "2026-06-31"},
            "2:105: error: there is no day '2026-06-31' in the calendar; or say how days are "
            "written, such as --date-format %d.%m.%Y (import-table)",
        ),
        (
            {"workaround": '=HYPERLINK("x")'},
            "2:105: error: the cell holds a formula; replace it by its value (import-table)",
        ),
        (
            {"summary": "The screen stays\u2028black."},
            "2:27: error: an invisible control character (U+2028) is in the text; delete it (control-character)",
        ),
        (
            {"summary": "The screen stays\x0bblack."},
            "2:27: error: an invisible control character (U+000B) is in the text; delete it (control-character)",
        ),
        (
            {"title": "The screen\x85stays black"},
            "2:8: error: an invisible control character (U+0085) is in the text; delete it (control-character)",
        ),
        (
            {"title": "The screen\x0bstays black"},
            "2:8: error: an invisible control character (U+000B) is in the text; delete it (control-character)",
        ),
        (
            {"registered": "2026-\x1b06-01"},
            "2:105: error: an invisible control character (U+001B) is in the text; delete it (control-character)",
        ),
        ({"title": "=CONCAT(A1)"}, "2:8: error: the cell holds a formula; replace it by its value (import-table)"),
        (
            {"workaround": "#DIV/0!"},
            "2:105: error: the cell holds an error of its spreadsheet; replace it by its value (import-table)",
        ),
    ],
)
def test_a_problem_is_at_its_cell(cli: Cli, project: Project, row: dict[str, str], message: str) -> None:
    before = sources(project)
    ran = cli("import", written(project, row))
    assert (ran.code, ran.out, lines(ran)) == (1, "", [f"errors.csv:{message}"])
    assert sources(project) == before


def test_five_hundred_equal_problems_are_one_with_its_rows(cli: Cli, project: Project) -> None:
    rows = [{"assessment.impact": "minr", "title": f"Screen {number} stays black"} for number in range(500)]
    ran = cli("import", written(project, *rows))
    assert len(lines(ran)) == 3
    assert "   and 497 more rows: 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, …\n500 errors in 1 file\n" in ran.err
    assert len(ran.err.splitlines()) == 15


# What a spreadsheet saves


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\n{semicolons}",
        "{semicolons}",
        "{capitals}",
        "{empty}",
    ],
)
def test_what_a_spreadsheet_saves_is_read(cli: Cli, project: Project, text: str) -> None:
    table = Path(written(project, {"assessment.workaround": "FALSE", "note": "It is new."}))
    plain = table.read_text(encoding="utf-8")
    forms = {
        "semicolons": plain.replace(",", ";"),
        "capitals": plain.replace("product", "Product").replace("assessment.impact", "Assessment.Impact"),
        "empty": plain.replace("\n", ",,,\n").replace("note,,,\n", "note,,,\n") + ",,,,,,,,,,\n",
    }
    table.write_text(text.format(**forms), encoding="utf-8")
    assert cli("import", str(table)) == Ran(0, "NVS-2025  Screens stay black\n1 error is registered.\n", "")
    assert 'workaround: "false"' in (project.content / "roadmap/vision/NVS-2025.yml").read_text(encoding="utf-8")
    assert project.problems() == []


def test_what_excel_leaves_out_at_the_end_of_a_row_is_empty(cli: Cli, project: Project) -> None:
    table = Path(written(project, {"note": "", "cases": ""}))
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",,\n", "\n"), encoding="utf-8")
    assert cli("import", str(table)).code == 0


@pytest.mark.parametrize(
    ("options", "encoding", "text"),
    [
        (["--encoding", "cp1252"], "cp1252", "Café bleibt schwarz – immer"),
        (["--encoding", "shift_jis"], "shift_jis", "画面が黒いまま"),
        ([], "utf-16", "画面が黒いまま"),
        ([], "utf-16-le", "Café bleibt schwarz – immer"),
        ([], "utf-32-be", "Café bleibt schwarz – immer"),
    ],
)
def test_the_encoding_is_said_or_certain(
    cli: Cli, project: Project, options: list[str], encoding: str, text: str
) -> None:
    table = Path(written(project, {"title": text}))
    table.write_bytes(table.read_text(encoding="utf-8").encode(encoding))
    assert cli("import", str(table), *options).out.startswith(f"NVS-2025  {text}\n")


@pytest.mark.parametrize(
    ("options", "change", "problem"),
    [
        (["--encoding", "cp1252"], lambda text: text.encode(), "1:1: error: the file is UTF-8 and not cp1252; leave"),
        ([], lambda text: text.encode("utf-16")[:-1], "2:113: error: the file is not UTF-16; it may have been"),
        (
            [],
            lambda text: b"Our errors\n" + text.encode(),
            "2:1: error: the row has 7 cells, but the first row only names 1 column; begin with the names of all",
        ),
    ],
)
def test_a_table_that_was_read_wrongly_would_be_told(
    cli: Cli, project: Project, options: list[str], change: Callable[[str], bytes], problem: str
) -> None:
    table = Path(written(project, {"title": "Café bleibt schwarz – immer"}))
    table.write_bytes(change(table.read_text(encoding="utf-8")))
    before = sources(project)
    ran = cli("import", str(table), *options)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{table.name}:{problem}")
    assert sources(project) == before


def test_empty_lines_above_the_names_of_the_columns_do_not_count(cli: Cli, project: Project) -> None:
    table = Path(written(project, {}))
    table.write_text("\n,,\n" + table.read_text(encoding="utf-8"), encoding="utf-8")
    assert cli("import", str(table)).code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--encoding", "klingon"], "'klingon' is not an encoding; write one such as utf-8, cp1252 or utf-16"),
        (["--encoding", "base64"], "'base64' is not an encoding; write one such as utf-8, cp1252 or utf-16"),
        (["--encoding", "idna"], "'idna' is not an encoding; write one such as utf-8, cp1252 or utf-16"),
        (["--date-format", "DD.MM"], "'DD.MM' does not say a day; write one such as %d.%m.%Y or %m/%d/%y"),
        (["--date-format", "%d %d"], "'%d %d' does not say a day; write one such as %d.%m.%Y or %m/%d/%y"),
        (["--separator", "::"], "--separator takes one character, or 'tab'"),
    ],
)
def test_an_option_that_makes_no_sense_is_wrong_usage(
    cli: Cli, project: Project, options: list[str], message: str
) -> None:
    ran = cli("import", written(project, {}), *options)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Error: {message}")


def test_days_are_read_as_they_are_written(cli: Cli, project: Project) -> None:
    table = written(project, {"registered": "01.06.2026"}, delimiter="!")
    assert cli("import", table, "--date-format", "%d.%m.%Y", "--separator", "!").code == 0
    assert history(project, "NVS-2025") == ["date: 2026-06-01, status: registered"]


# What is private, and what is hostile


def test_private_cells_are_never_printed(cli: Cli, project: Project) -> None:
    private = {
        "cases": "NS-909090 CANARY-1",
        "internal.owner": "CANARY\n2",
        "internal.note": "=CANARY-3",
        "source": "CANARY-4",
        "assessment.impact": "minr",
    }
    ran = cli("import", written(project, private, private, {"summary": ""}))
    assert ran.code == 1
    assert "CANARY" not in ran.err
    assert "minr,none,no,█" in ran.err


@given(
    texts=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1)
        | st.sampled_from(
            ['a]"b', "{x}: [", "# allow: private-text because x", "- a", "? b", "!!c", "&d *e", "%f", "---"]
        ),
        min_size=4,
        max_size=4,
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_in_a_cell_the_file_says_it(texts: list[str]) -> None:
    summary, workaround, owner, name = (text.strip() or "x" for text in texts)
    # The rule `invisible-in-name` takes no such names.
    name = "x" if invisible(name) else name
    draft = Draft(
        id="NVS-1",
        title=owner,
        product="vision",
        answers=(("environment", "lab"),),
        summary=summary,
        workaround=workaround,
        history=({"date": "2026-11-25", "status": "registered", "note": workaround},),
        internal=((name, owner),),
    )
    file = read_source(draft_text(draft).encode(), "x.yml", ErrorSource)
    assert file.problems == ()
    assert file.source is not None
    found = file.source
    assert (found.title, found.summary.strip(), found.history[0].note) == (owner, summary, workaround)
    assert found.internal == {name: owner}


def test_a_cell_cannot_suppress_a_rule(cli: Cli, project: Project) -> None:
    text = "The screens stay black, says joe@customer.net.\n# allow: private-text because it is so"
    ran = cli("import", written(project, {"title": "A screen # allow: text-length because", "summary": text}))
    assert lines(ran) == [
        "errors.csv:2:46: error: this looks like an e-mail address; public text must not hold it (private-text)"
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_an_output_that_is_not_utf_8_does_not_end_a_command(project: Project, encoding: str) -> None:
    table = written(project, {"title": "打印 → stops"})
    first = corrigenda(project.folder, "import", table, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (first.code, first.err) == (0, "")
    assert first.out.endswith("1 error is registered.\n")
    again = corrigenda(project.folder, "import", table, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (again.code, again.out) == (0, "1 error has nothing new.\n")
    shown = corrigenda(project.folder, "show", "NVS-2025", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert shown.code == 0
    project.replace("roadmap/vision/NVS-2025.yml", "impact: minor", "impact: minr")
    checked = corrigenda(project.folder, "check", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert checked.code == 1
    assert "fault" not in checked.err


# A second import


def imported(project: Project, name: str = "NVS-2025") -> str:
    """Return the text of an imported error."""
    return (project.content / f"roadmap/vision/{name}.yml").read_text(encoding="utf-8")


NUMBERED = [{"source": f"X-{number}", "title": f"Screen {number} stays black"} for number in range(1, 5)]


def test_a_second_import_of_the_same_table_writes_nothing(cli: Cli, project: Project) -> None:
    rows = [{"title": "A screen stays black"}, {"title": "A screen stays black"}, {"title": "B", "release": "9.10"}]
    table = written(project, *rows)
    assert cli("import", table).code == 0
    before = sources(project)
    assert cli("import", table) == Ran(0, "3 errors have nothing new.\n", "")
    assert sources(project) == before


def test_a_cell_may_have_several_values_where_an_error_may(cli: Cli, project: Project) -> None:
    project.replace(
        "products.yml",
        "  - id: vision\n",
        "  - id: vision\n    platforms: [{id: win, name: Windows}, {id: mac, name: macOS}]\n",
    )
    row = {
        "platforms": "win, mac",
        "aliases": "CVE-2026-1234,VD-7",
        "keywords": "black: screen,, 0x80",
        "security": "TRUE",
        "cases": "NS-909090 NS-909091, NS-909092",
    }
    assert cli("import", written(project, row)).code == 0
    lines = imported(project).splitlines()
    assert "platforms: [win, mac]" in lines
    assert "aliases: [CVE-2026-1234, VD-7]" in lines
    assert "security: true" in lines
    assert 'keywords: ["black: screen", "0x80"]' in lines
    assert "cases: [NS-909090, NS-909091, NS-909092]" in lines
    assert project.problems() == []
    assert cli("import", written(project, {**row, "keywords": ""})).out == "1 error has nothing new.\n"


def test_a_row_is_about_security_or_not(cli: Cli, project: Project) -> None:
    table = written(project, {"security": "maybe"})
    ran = cli("import", table)
    assert ran.code == 1
    assert "'maybe' is neither true nor false" in ran.out + ran.err
    assert cli("import", written(project, {"security": "false"})).code == 0
    assert "security" not in imported(project)


def test_a_row_may_be_about_several_products(cli: Cli, project: Project) -> None:
    row = {
        "affects": ">=9.8",
        "also_in": "business-manager >=3.1, <4.0, remote-control=12.4 || >=12.5",
        "release": "9.10, business-manager/4.0",
    }
    assert cli("import", written(project, row)).code == 0
    lines = imported(project)
    assert 'also_in:\n  - {product: business-manager, affects: ">=3.1, <4.0"}\n' in lines
    assert '  - {product: remote-control, affects: "12.4 || >=12.5"}\n' in lines
    assert 'status: planned, release: ["9.10", business-manager/4.0]}' in lines
    assert project.problems() == []
    assert cli("import", written(project, row)).out == "1 error has nothing new.\n"


def test_the_correction_of_another_product_is_dated_by_its_release(cli: Cli, project: Project) -> None:
    row = {"registered": "2026-09-01", "also_in": "business-manager", "release": "business-manager/3.2"}
    assert cli("import", written(project, {**row, "status": "released"})).code == 0
    assert "- {date: 2026-11-10, status: released, release: business-manager/3.2}" in imported(project)
    assert project.problems() == []


@pytest.mark.parametrize(
    ("also_in", "problem"),
    [
        ("bussiness-manager", "did you mean 'business-manager'?"),
        ("business-manager=>=x", "'x' is not numbers between dots"),
        ("vision", "the error is in 'vision' already"),
        ("business-manager, business-manager", "the error is in 'business-manager' already"),
        (">=3.1", "'product' is empty"),
    ],
)
def test_what_is_wrong_with_other_products_is_reported_at_their_cell(
    cli: Cli, project: Project, also_in: str, problem: str
) -> None:
    ran = cli("import", written(project, {"also_in": also_in}))
    assert ran.code == 1 and ran.err.startswith("errors.csv:2:")
    assert problem in ran.err


def test_a_platform_that_the_product_does_not_have_is_reported_at_its_cell(cli: Cli, project: Project) -> None:
    project.replace("products.yml", "  - id: vision\n", "  - id: vision\n    platforms: [{id: win, name: Windows}]\n")
    ran = cli("import", written(project, {"platforms": "win,wni"}))
    assert ran.code == 1
    assert "errors.csv:2:" in ran.err
    assert "did you mean 'win'?" in ran.err


def test_an_error_that_a_person_registered_is_known_by_its_title(cli: Cli, project: Project) -> None:
    title = "Screen 1 stays black"
    assert cli("import", written(project, {"title": title})).code == 0
    text = imported(project)
    project.write("roadmap/vision/NVS-2025.yml", text[: text.index("internal:")])
    before = sources(project)
    ran = cli("import", written(project, {"title": title, "summary": "Other words.", "release": "9.10"}))
    left = "NVS-2025  left as it is here, though the source differs: summary, status\n"
    assert ran == Ran(0, f"{left}1 error has nothing new.\n", "")
    assert sources(project) == before


def test_a_text_that_the_source_has_no_more_is_told_and_stays(cli: Cli, project: Project) -> None:
    row = {"source": "LIST-1", "title": "Screen 1 stays black"}
    assert cli("import", written(project, {**row, "affects": ">=9.8"})).code == 0
    ran = cli("import", written(project, {**row, "affects": ""}))
    assert ran.out.startswith("NVS-2025  left as it is here, though the source differs: affects\n")
    assert 'affects: ">=9.8"' in imported(project)


def test_a_row_whose_source_changed_is_registered_with_a_word(cli: Cli, project: Project) -> None:
    row = {"source": "LIST-1", "title": "Screen 1 stays black"}
    assert cli("import", written(project, row)).code == 0
    ran = cli("import", written(project, {**row, "source": "OTHER-1"}), "--dry-run")
    alike = "NVS-2026  has the title of NVS-2025, which has another 'source'; delete one if both are one error"
    assert alike in ran.out.splitlines()


def test_a_later_import_appends_steps_and_follows_texts_that_nobody_changed(cli: Cli, project: Project) -> None:
    table = written(project, *NUMBERED)
    assert cli("import", table).code == 0
    project.replace("roadmap/vision/NVS-2026.yml", "title: Screen 2 stays black", "title: The screen is dark")
    before = imported(project).splitlines()
    later = [
        {
            **NUMBERED[0],
            "status": "planned",
            "release": "9.10",
            "workaround": "Log in twice.",
            "assessment.workaround": "yes",
        },
        {
            **NUMBERED[1],
            "title": "Screen 2 stays quite black",
            "assessment.impact": "serious",
            "summary": "It stays black.\n\n- At once.",
        },
        *NUMBERED[2:],
    ]
    table = written(project, *later)
    shown = cli("import", table, "--dry-run")
    assert shown.code == 0
    assert shown.out.startswith("What the public would see change from what is written now:\n\nNew steps (1)\n")
    assert imported(project).splitlines() == before
    assert cli("import", table) == Ran(
        0,
        "NVS-2025  planned 9.10, workaround, assessment.workaround\n"
        "NVS-2026  summary, assessment.impact\n"
        "NVS-2026  left as it is here, though the source differs: title\n"
        "2 errors are updated, 2 errors have nothing new.\n",
        "",
    )
    added = [line for line in imported(project).splitlines() if line not in before]
    assert added[:4] == [
        'assessment: {environment: production, impact: minor, interruption: none, workaround: "yes"}',
        "workaround: |",
        "  Log in twice.",
        '  - {date: 2026-11-25, status: planned, release: "9.10"}',
    ]
    assert history(project, "NVS-2025")[0] == "date: 2026-11-25, status: registered"
    assert "title: The screen is dark\n" in imported(project, "NVS-2026")
    assert "summary: |\n  It stays black.\n\n  - At once.\n" in imported(project, "NVS-2026")
    assert project.problems() == []
    written_then = sources(project)
    assert cli("import", table).out.endswith("4 errors have nothing new.\n")
    assert sources(project) == written_then


def test_a_move_that_was_made_here_is_not_taken_back(cli: Cli, project: Project) -> None:
    table = written(project, *NUMBERED)
    assert cli("import", table).code == 0
    assert cli("move", "NVS-2025", "--to", "9.10").code == 0
    before = sources(project)
    assert cli("import", table) == Ran(0, "4 errors have nothing new.\n", "")
    assert sources(project) == before


def test_what_is_missing_in_the_source_is_reported_and_stays(cli: Cli, project: Project) -> None:
    assert cli("import", written(project, *NUMBERED)).code == 0
    before = sources(project)
    ran = cli("import", written(project, *NUMBERED[1:]))
    missing = "1 error from this source is no longer in it (NVS-2025)"
    assert ran == Ran(0, f"{missing}; it stays as it is\n3 errors have nothing new.\n", "")
    ran = cli("import", written(project, NUMBERED[0]))
    refusal = "error: 3 errors from this source are no longer in it (NVS-2026, NVS-2027, NVS-2028)"
    assert ran == Ran(1, "", f"{refusal}; is the table complete? If so, say --partial\nNothing was written.\n")
    assert cli("import", written(project, NUMBERED[0]), "--partial").code == 0
    assert sources(project) == before


def test_what_is_missing_and_has_an_unknown_status_is_reported_too(cli: Cli, project: Project) -> None:
    assert cli("import", written(project, *NUMBERED)).code == 0
    project.replace("roadmap/vision/NVS-2025.yml", "status: registered", "status: registred")
    ran = cli("import", written(project, *NUMBERED[1:]))
    assert (ran.code, ran.out.splitlines()[0]) == (
        0,
        "1 error from this source is no longer in it (NVS-2025); it stays as it is",
    )


def test_an_error_that_cannot_be_read_may_be_in_the_table(cli: Cli, project: Project) -> None:
    project.replace("roadmap/vision/NVS-2008.yml", "title: ", "titel: ")
    ran = cli("import", written(project, {}))
    assert ran == Ran(1, "", "error: NVS-2008 cannot be read and may be in the table; see 'corrigenda check'\n")


def test_a_row_takes_no_id_of_another_error(cli: Cli, project: Project) -> None:
    ran = cli("import", written(project, {"id": "NVS-2008"}, {"id": "NVS-3000"}, {"id": "nvs-3000"}))
    assert [line.split(":", 3)[3] for line in lines(ran)] == [
        " error: the id 'NVS-2008' is taken; leave it out to get the next free one (import-table)",
        " error: the id 'nvs-3000' is taken; leave it out to get the next free one (import-table)",
    ]


def test_a_case_of_an_error_that_is_there_is_refused(cli: Cli, project: Project) -> None:
    before = sources(project)
    ran = cli("import", written(project, {"product": "remote-control", "cases": "NS-211492"}))
    message = "the case is in NRC-1064 already; a case belongs to one error (case-unique)"
    assert (ran.code, lines(ran)) == (1, [f"content/roadmap/vision/NVS-2021.yml:16:9: error: {message}"])
    assert sources(project) == before


def test_two_rows_of_one_source_are_a_problem(cli: Cli, project: Project) -> None:
    ran = cli("import", written(project, NUMBERED[0], NUMBERED[0]))
    assert lines(ran) == [
        "errors.csv:3:107: error: this 'source' is that of line 2, too; give each row its own (import-table)"
    ]


def test_two_errors_of_one_source_are_a_problem(cli: Cli, project: Project) -> None:
    assert cli("import", written(project, *NUMBERED)).code == 0
    project.write("roadmap/vision/NVS-2031.yml", imported(project).replace("id: NVS-2025", "id: NVS-2031"))
    before = sources(project)
    ran = cli("import", written(project, {**NUMBERED[0], "status": "confirmed"}, *NUMBERED[1:]))
    reason = "NVS-2025 and NVS-2031 have this 'source'; delete 'source' and 'imported' where it was copied"
    assert (ran.code, lines(ran)) == (1, [f"errors.csv:2:107: error: {reason} (import-table)"])
    assert sources(project) == before


def test_a_table_without_end_is_refused(cli: Cli, project: Project) -> None:
    ran = cli("import", written(project, *({} for _ in range(20_001))))
    assert lines(ran) == [
        "errors.csv:20002:1: error: there are more than 20,000 rows, the most that can be imported at once; "
        "split the file (import-table)"
    ]


def test_when_a_file_cannot_be_written_none_is(cli: Cli, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("import", written(project, *NUMBERED)).code == 0
    before = sources(project)
    later = [{**row, "status": "confirmed"} for row in NUMBERED]
    table = written(project, *later, {"title": "Another one"})
    replace = Path.replace

    def fails(path: Path, target: Path) -> Path:
        if target.name == "NVS-2027.yml":
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fails)
    ran = cli("import", table)
    assert ran.code == 3
    assert "No space left on device" in ran.err
    assert sources(project) == before


# The guide


def test_the_guide_is_right(cli: Cli, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the files that the guide shows, and run its commands in their order."""
    guide = (REPOSITORY / "docs" / "importing.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"^```\w+ (\S+)\n(.*?)^```", guide, re.MULTILINE | re.DOTALL):
        (project.folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(project.folder)
    commands = [shlex.split(line) for line in re.findall(r"^    corrigenda (.*)", guide, re.MULTILINE)]
    for command in commands:
        assert (command, cli(*command).code) == (command, 0)
    assert len(commands) > 3
    assert project.problems() == []


def test_the_guide_names_every_column() -> None:
    guide = (REPOSITORY / "docs" / "importing.md").read_text(encoding="utf-8")
    table = "".join(line for line in guide.splitlines() if line.startswith("| `"))
    assert [name for name in (*REQUIRED, *OPTIONAL) if f"`{name}`" not in table] == []
