"""Importing from trackers and workbooks: what travels, what never does, and what cannot be converted."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from corrigenda.importing.json_issues import fields_of
from corrigenda.importing.markdown import ACTION, ATTACHMENT, BEYOND, ISSUE, MARKUP, MENTION, TRACKER, to_markdown
from corrigenda.importing.source import Row
from corrigenda.markup.prose import Prose
from corrigenda.terminal.group import run
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula

from tests import trackers
from tests.project import Project, tree
from tests.running import Ran
from tests.trackers import CANARY, as_json, document, github, gitlab, jira, jira_csv, paragraph, workbook

Import = Callable[..., Ran]
ROW = {
    "product": "vision",
    "title": "Screens stay black",
    "summary": "The screens of students stay black when they log in.",
    "assessment.environment": "production",
    "assessment.impact": "minor",
    "assessment.interruption": "none",
    "assessment.workaround": "no",
}


@pytest.fixture
def importing(project: Project, capsys: pytest.CaptureFixture[str]) -> Import:
    """Return a way to import a file, by its name and content, with a mapping."""

    def ran(name: str, data: str | bytes, mapping: str | None = None, *options: str) -> Ran:
        table = project.folder / name
        table.write_bytes(data.encode() if isinstance(data, str) else data)
        if mapping is not None:
            (project.folder / "mapping.yml").write_text(mapping, encoding="utf-8")
            options = ("--mapping", str(project.folder / "mapping.yml"), *options)
        code = run(["import", str(table), *options, "--project", str(project.folder), "--jobs", "1"])
        reported = capsys.readouterr()
        return Ran(code, reported.out, reported.err)

    return ran


def problems(ran: Ran) -> list[str]:
    """Return the problems without the lines they are on."""
    return [line for line in ran.err.splitlines() if ": error: " in line or ": warning: " in line]


def text_of(project: Project, name: str = "NVS-2025") -> str:
    """Return the file of an imported error."""
    return (project.content / f"roadmap/vision/{name}.yml").read_text(encoding="utf-8")


# What travels


def test_issues_of_github_become_errors(importing: Import, project: Project) -> None:
    issues = [
        github(1),
        github(2, labels=[{"name": "bug"}]),
        github(3, pull_request={"url": CANARY}),
        github(4, state="closed", milestone={"title": "9.9"}),
    ]
    ran = importing("issues.json", as_json(issues), trackers.GITHUB_MAPPING)
    assert ran == Ran(
        0,
        "NVS-2025  Screen 1 stays black\nNVS-2026  Screen 4 stays black\n2 errors are registered.\n"
        "1 issue is not public.\n",
        "",
    )
    assert text_of(project) == (
        "# yaml-language-server: $schema=../../../schemas/error.schema.json\n"
        "id: NVS-2025\n"
        "title: Screen 1 stays black\n"
        "product: vision\n"
        'assessment: {environment: production, impact: minor, interruption: none, workaround: "no"}\n'
        "summary: |\n"
        "  The screens of students stay black when they **log in**.\n"
        "\n"
        "  - At once\n"
        "history:\n"
        "  - {date: 2026-11-02, status: registered}\n"
        'internal: {owner: jh, source: "github.com/acme/vision#1", '
        'imported: "title 18b680, summary 69ec6b, assessment 702d93, state e43932"}\n'
    )
    assert '{date: 2026-11-02, status: released, release: "9.9"}' in text_of(project, "NVS-2026")


def test_issues_of_gitlab_become_errors(importing: Import, project: Project) -> None:
    mapping = trackers.GITLAB_MAPPING.replace("opened: registered", "opened: planned")
    ran = importing("issues.json", as_json([gitlab(1), gitlab(2, labels=[])]), mapping)
    assert (ran.code, ran.err) == (0, "")
    assert '{date: 2026-11-25, status: planned, release: "9.10"}' in text_of(project)
    assert 'source: "gitlab.example.com/acme/vision#1"' in text_of(project)


def test_issues_of_one_number_in_two_trackers_are_two(importing: Import, project: Project) -> None:
    assert importing("a.json", as_json([github(1)]), trackers.GITHUB_MAPPING).code == 0
    before = text_of(project)
    ran = importing("b.json", as_json([gitlab(1)]), trackers.GITLAB_MAPPING.replace("  release: milestone\n", ""))
    assert (ran.code, ran.err, ran.out) == (0, "", "NVS-2026  Clock 1 runs late\n1 error is registered.\n")
    assert text_of(project) == before


def test_issues_of_jira_cloud_become_errors_with_the_days_of_their_steps(importing: Import, project: Project) -> None:
    history = [
        {
            "created": "2026-11-03T10:00:00.000+0200",
            "author": trackers.person(),
            "items": [{"field": "status", "fromString": "Open", "toString": "Confirmed"}],
        },
        {"created": "2026-11-04T10:00:00.000+0200", "items": [{"field": "assignee", "toString": CANARY}]},
    ]
    planned = jira(7, status={"name": "Planned"}, fixVersions=[{"name": "9.10"}], changelog=history)
    ran = importing("issues.json", as_json({"issues": [planned]}), trackers.JIRA_MAPPING)
    assert (ran.code, ran.err) == (0, "")
    text = text_of(project)
    assert (
        "  - {date: 2026-11-02, status: registered}\n"
        "  - {date: 2026-11-03, status: confirmed}\n"
        '  - {date: 2026-11-25, status: planned, release: "9.10"}\n'
        "cases: [NS-100007]\n"
        "internal: {owner: jh, source: QX-7," in text
    )
    assert CANARY not in text


def test_a_table_of_jira_becomes_errors(importing: Import, project: Project) -> None:
    table = jira_csv({"Issue key": "QX-7"}, {"Issue key": "QX-8", "public": ""})
    ran = importing("jira.csv", table, trackers.JIRA_CSV_MAPPING, "--date-format", "%d/%b/%y %I:%M %p")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("1 error is registered.\n1 issue is not public.\n")
    text = text_of(project)
    assert "  The mouse **jumps** to a corner when a screen is added.\n" in text
    assert CANARY not in text


def test_a_workbook_becomes_errors(importing: Import, project: Project) -> None:
    import datetime as dt

    row = {**ROW, "registered": dt.datetime(2026, 11, 2), "status": "planned", "release": "9.10"}  # noqa: DTZ001
    ran = importing("errors.xlsx", workbook(row, {**row, "title": "Another screen", "assessment.workaround": False}))
    assert (ran.code, ran.err) == (0, "")
    assert "date: 2026-11-02, status: registered" in text_of(project)
    assert 'workaround: "false"' in text_of(project, "NVS-2026")
    before = tree(project.content)
    again = importing("errors.xlsx", workbook(row, {**row, "title": "Another screen", "assessment.workaround": False}))
    assert again.out == "2 errors have nothing new.\n"
    assert tree(project.content) == before


def test_a_problem_of_a_workbook_is_at_its_cell(importing: Import) -> None:
    ran = importing("errors.xlsx", workbook({**ROW, "workaround": "=A1", "product": "visio", "cases": CANARY}))
    assert problems(ran)[:2] == [
        "errors.xlsx:2:1: error: unknown product 'visio'; add it to products.yml, or correct the name (product-known)",
        "errors.xlsx:2:8: error: the cell holds a formula; replace it by its value (import-table)",
    ]
    assert CANARY not in ran.err


def test_a_formula_of_several_cells_is_a_formula(importing: Import) -> None:
    ran = importing("errors.xlsx", workbook({**ROW, "workaround": ArrayFormula("H2:H3", "=A1:A2")}))
    expected = "errors.xlsx:2:8: error: the cell holds a formula; replace it by its value (import-table)"
    assert problems(ran) == [expected]


def test_a_cell_that_was_formatted_far_away_does_not_widen_each_row(importing: Import) -> None:
    book = load_workbook(io.BytesIO(workbook(ROW)))
    book.worksheets[0].cell(200_000, 16_384).font = Font(bold=True)
    changed = io.BytesIO()
    book.save(changed)
    ran = importing("errors.xlsx", changed.getvalue())
    assert ran == Ran(0, "NVS-2025  Screens stay black\n1 error is registered.\n", "")


def test_a_hidden_sheet_of_a_workbook_is_not_read(importing: Import) -> None:
    ran = importing("errors.xlsx", workbook(ROW, hidden=CANARY))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "NVS-2025  Screens stay black\n1 error is registered.\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_is_read_in_the_encodings_that_shells_save_it_in(importing: Import, encoding: str) -> None:
    assert importing("issues.json", as_json([github(1)]).encode(encoding), trackers.GITHUB_MAPPING).code == 0


def test_pages_of_issues_one_after_the_other_are_one_list(importing: Import) -> None:
    pages = "\n".join(as_json([github(number, title=f"Screen {number} stays black")]) for number in (1, 2))
    ran = importing("issues.json", pages, trackers.GITHUB_MAPPING)
    assert (ran.code, ran.err, ran.out.splitlines()[-1]) == (0, "", "2 errors are registered.")


@pytest.mark.parametrize("empty", [None, [], {}])
def test_a_field_below_one_that_is_empty_everywhere_may_be_named(importing: Import, empty: Any) -> None:
    issue = jira(1, fixVersions=empty, assignee=empty)
    mapping = trackers.JIRA_MAPPING.replace("release: fixVersions", "release: fixVersions.name")
    assert problems(importing("issues.json", as_json([issue]), mapping)) == []
    wrong = importing("issues.json", as_json([issue]), mapping.replace("priority", "priority.nmae"))
    assert problems(wrong) == ["mapping.yml:12:22: error: the source has no field 'priority.nmae' (import-table)"]


# Public is only what is said to be


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("issues.json", as_json([github(1)])),
        ("issues.json", as_json([gitlab(1)])),
        ("issues.json", as_json({"issues": [jira(1)]})),
        ("jira.csv", jira_csv({"Issue key": "QX-7"})),
    ],
)
def test_without_a_mapping_nothing_of_a_tracker_is_public(importing: Import, name: str, data: str) -> None:
    ran = importing(name, data)
    assert problems(ran) == [
        f"{name}:1:1: error: nothing of an issue tracker is public by itself; say with --mapping what may be "
        "(docs/importing.md) (import-table)"
    ]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (
            "fields: {title: title}\n",
            "mapping.yml:1:1: error: the field 'public' is missing; say which label or value allows an issue to be "
            "public (import-table)",
        ),
        (
            trackers.GITHUB_MAPPING.replace("summary: body", "summary: comments"),
            "mapping.yml:5:12: error: 'comments' is never imported: comments and attachments are private "
            "(import-table)",
        ),
        (
            trackers.GITHUB_MAPPING.replace("summary: body", "summary: bdy"),
            "mapping.yml:5:12: error: the source has no field 'bdy' (import-table)",
        ),
        (
            trackers.GITHUB_MAPPING.replace("summary: body", "sumary: body"),
            "mapping.yml:5:3: error: there is no field 'sumary' to import (import-table)",
        ),
        (
            trackers.GITHUB_MAPPING.replace("open: registered", "open: registred"),
            "mapping.yml:9:20: error: there is no status 'registred'; write one of registered, confirmed, planned, "
            "in-progress, released, withdrawn, duplicate, declined (import-table)",
        ),
        (
            trackers.GITHUB_MAPPING.replace("labels, values: [customer-visible]", "labels"),
            "mapping.yml:1:9: error: the field 'values' is missing; add it (missing-field)",
        ),
    ],
)
def test_a_mapping_is_checked(importing: Import, project: Project, mapping: str, message: str) -> None:
    before = tree(project.content)
    ran = importing("issues.json", as_json([github(1)]), mapping)
    assert (ran.code, problems(ran)) == (1, [message])
    assert ran.err.endswith("Nothing was written.\n")
    assert tree(project.content) == before


@pytest.mark.parametrize(
    ("issue", "message"),
    [
        (github(1, body="Ask @jdoe why it stays black after the login."), "'body' mentions a person"),
        (
            github(1, body="It looks like ![this](https://example.com/x.png) always."),
            "'body' shows or names an attachment",
        ),
        (github(1, body="It stays black after the login, like #12 did."), "'body' refers to another issue"),
        (github(1, body="It stays <details>black</details> after the login."), "'body' has markup that Markdown does"),
        (gitlab(1, description="See /uploads/0a1b/x.png of the login."), "'description' shows or names an attachment"),
        (github(1, title="Screens stay black since #12"), "'title' refers to another issue"),
        (github(1, title="Screens stay black, says @jdoe"), "'title' mentions a person"),
        (jira(1, summary="Mouse jumps like in QX-2"), "'summary' refers to another issue"),
        (jira(1, description="Ask [~jdoe] why it jumps to a corner."), "'description' mentions a person"),
        (
            jira(1, description="It jumps as in !shot.png|width=30! always."),
            "'description' shows or names an attachment",
        ),
        (jira(1, description="See [^trace.log] for where it jumps."), "'description' shows or names an attachment"),
        (jira(1, description="It {color:red}jumps{color} to a corner always."), "'description' has markup that"),
        (jira(1, description="It jumps to a corner, as in QX-9."), "'description' refers to another issue"),
        (
            jira(1, description="See https://acme.atlassian.net/browse/X for where it jumps."),
            "'description' has an address of the tracker",
        ),
        (
            jira(
                1, description=document(paragraph("Ask ", {"type": "mention", "attrs": {"text": CANARY}}, " about it."))
            ),
            "'description' mentions a person",
        ),
        (
            jira(1, description=document({"type": "mediaSingle", "content": []}, paragraph("It jumps to a corner."))),
            "'description' shows or names an attachment",
        ),
        (
            jira(1, description=document({"type": "expand", "content": []}, paragraph("It jumps to a corner."))),
            "'description' has markup that Markdown does not have",
        ),
        (jira(1, security={"name": "Staff"}), "the issue is confidential, and marked as public"),
        (gitlab(1, confidential=True), "the issue is confidential, and marked as public"),
        (
            jira(1, status={"name": "Waiting"}),
            "'Waiting' of 'status' is not in the mapping; add it to the values of 'st",
        ),
        (
            jira(1, priority=[{"name": "High"}, {"name": "Low"}]),
            "'priority' has 2 values ('serious', 'minor') for 'assessment.impact', which takes one; ignore the others",
        ),
        (jira(1, description="It fails at http://10.0.0.5/login in a browser."), "this looks like"),
        (jira(1, description="The ticket RC-1234 says that it jumps to a corner."), "this looks like"),
    ],
)
def test_what_cannot_be_public_is_a_problem_at_its_issue(
    importing: Import, project: Project, issue: dict[str, Any], message: str
) -> None:
    key = issue.get("key") or f"acme/vision#{issue.get('number') or issue['iid']}"
    mapping = trackers.JIRA_MAPPING if "key" in issue else trackers.GITHUB_MAPPING
    mapping = trackers.GITLAB_MAPPING if "iid" in issue else mapping
    before = tree(project.content)
    ran = importing("issues.json", as_json([issue]), mapping)
    assert ran.code == 1
    assert f"error: {key}: {message}" in problems(ran)[0]
    assert CANARY not in ran.err
    assert tree(project.content) == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (as_json([github(1)])[:-20], ": error: this is not valid JSON: "),
        ("[" * 100_000, ": error: this JSON is nested too deeply to be an export of issues"),
        ("[]", ":1:1: error: there are no issues in the file; export them again"),
        (
            '{"a": 1}',
            ":1:1: error: this JSON is not a list of issues from Jira, GitHub or GitLab; see docs/importing.md",
        ),
        (
            as_json([github(1, labels=[])]),
            ":1:1: error: none of the 1 issues may be public by the mapping; see its 'pu",
        ),
        (b"PK\x03\x04broken", ":1:1: error: this is not a complete workbook; save it again as .xlsx"),
    ],
)
def test_half_a_file_is_refused(importing: Import, data: str | bytes, message: str) -> None:
    ran = importing("issues.json", data, trackers.GITHUB_MAPPING)
    assert (ran.code, len(problems(ran))) == (1, 1)
    assert message in problems(ran)[0]


REGISTERED = "NVS-2025  Mouse 1 jumps to a corner\n1 error is registered.\n"


def of_jira(**said: Any) -> str:
    """Return the result of a search of Jira with one issue, and what it says of others."""
    return json.dumps({"issues": [jira(1)], **said})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (of_jira(startAt=0, maxResults=50, total=500), "the file has 1 of 500 issues"),
        (of_jira(startAt=50, maxResults=50, total=51), "the file has 1 of 51 issues"),
        (of_jira(isLast=False), "more issues follow those in the file"),
        (of_jira(nextPageToken="CAEaAggD"), "more issues follow those in the file"),
    ],
)
def test_an_incomplete_search_of_jira_is_refused_unless_it_is_meant(
    importing: Import, project: Project, data: str, reason: str
) -> None:
    before = tree(project.content)
    ran = importing("issues.json", data, trackers.JIRA_MAPPING)
    message = f"{reason}; export all of them into one file, or say --partial (import-table)"
    assert (ran.code, problems(ran)) == (1, [f"issues.json:1:1: error: {message}"])
    assert tree(project.content) == before
    assert importing("issues.json", data, trackers.JIRA_MAPPING, "--partial") == Ran(0, REGISTERED, "")


def test_a_whole_search_of_jira_is_taken(importing: Import) -> None:
    said = of_jira(startAt=0, maxResults=50, total=1, isLast=True)
    assert importing("issues.json", said, trackers.JIRA_MAPPING) == Ran(0, REGISTERED, "")


@pytest.mark.parametrize(
    ("make", "mapping", "number", "warned"),
    [
        (github, trackers.GITHUB_MAPPING, 30, True),
        (github, trackers.GITHUB_MAPPING, 100, True),
        (github, trackers.GITHUB_MAPPING, 31, False),
        (gitlab, trackers.GITLAB_MAPPING, 20, True),
        (gitlab, trackers.GITLAB_MAPPING, 200, False),
    ],
)
def test_as_many_issues_as_a_page_has_are_told(
    importing: Import, make: Callable[..., dict[str, Any]], mapping: str, number: int, warned: bool
) -> None:
    data = as_json([make(one, milestone=None) for one in range(1, number + 1)])
    message = (
        f"the file has exactly {number} issues, as many as its tracker gives at once; export all, or say --partial"
    )
    expected = [f"issues.json:1:1: warning: {message} (import-table)"] if warned else []
    assert problems(importing("issues.json", data, mapping, "--dry-run")) == expected
    assert problems(importing("issues.json", data, mapping, "--dry-run", "--partial")) == []


def test_as_many_rows_as_jira_exports_at_most_are_told(importing: Import) -> None:
    rows = [{"Issue key": f"QX-{one}", "Summary": f"Mouse {one} jumps to a corner"} for one in range(1, 1001)]
    ran = importing("issues.csv", jira_csv(*rows), trackers.JIRA_CSV_MAPPING, "--date-format", "%d/%b/%y %I:%M %p")
    assert [line.partition(" warning: ")[2][:40] for line in problems(ran)] == [
        "the file has exactly 1,000 issues, as ma"
    ]


def test_the_same_problem_of_many_issues_is_shown_a_few_times(importing: Import) -> None:
    # Each message has the number of its issue, and some the day that is written in a way of its own.
    ran = importing("issues.json", as_json([gitlab(one) for one in range(1, 51)]), trackers.GITLAB_MAPPING)
    assert (ran.code, len(problems(ran))) == (1, 3)
    assert "   and 47 more rows: " in ran.err
    rows = [{"Issue key": f"QX-{one}", "Created": f"{one:02}/Nov/26 9:41 AM"} for one in range(1, 20)]
    ran = importing("issues.csv", jira_csv(*rows), trackers.JIRA_CSV_MAPPING)
    assert (ran.code, len(problems(ran))) == (1, 3)
    assert "   and 16 more rows: " in ran.err


# Canaries


def test_nothing_private_of_any_source_is_public(importing: Import, project: Project) -> None:
    private = {"cases": "NS-200001", "internal.owner": f"{CANARY} 1", "internal.note": CANARY, "source": f"{CANARY}-9"}
    table = {**ROW, **private}
    sources = [
        ("a.json", as_json([github(1, assignee=trackers.person(CANARY))]), trackers.GITHUB_MAPPING),
        (
            "b.json",
            as_json([gitlab(5, assignee=trackers.person(CANARY))]),
            trackers.GITLAB_MAPPING.replace("release: milestone", ""),
        ),
        ("c.json", as_json([jira(1, assignee=trackers.person(CANARY))]), trackers.JIRA_MAPPING),
        ("d.json", as_json([jira(2, description="It *jumps* to a corner all the time.")]), trackers.JIRA_MAPPING),
        (
            "e.csv",
            jira_csv({"Issue key": "QX-3", "Assignee": CANARY, "Created": ""}),
            trackers.JIRA_CSV_MAPPING,
        ),
        ("f.xlsx", workbook(table), None),
        ("g.csv", f"{','.join(table)}\n{','.join(table.values())}\n".replace("-9", "-8").replace("0001", "0002"), None),
    ]
    for name, data, mapping in sources:
        ran = importing(name, data, mapping, "--partial")

        assert (name, ran.code, ran.err[-300:]) == (name, 0, "")
        assert CANARY not in ran.out
        assert importing(name, data, mapping, "--partial", "--dry-run").out.startswith("The public sees no change")
    texts = [path.read_text(encoding="utf-8") for path in project.content.rglob("NVS-20[23]*.yml")]
    assert sum(CANARY in text for text in texts) == 6
    project.build()
    found = [path for path in project.site.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert found == []


# Whatever is in it

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["doc", "x"])
KEYS = st.sampled_from(
    [
        "type",
        "content",
        "text",
        "marks",
        "attrs",
        "level",
        "url",
        "timestamp",
        "name",
        "value",
        "histories",
        "items",
        "toString",
    ]
)
KINDS = st.sampled_from(["doc", "paragraph", "text", "heading", "bulletList", "table", "tableRow", "date", "codeBlock"])
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS, inner, max_size=3)
        | st.fixed_dictionaries({"type": KINDS, "content": st.lists(inner, max_size=3), "attrs": inner})
    ),
    max_leaves=12,
)


@given(st.sampled_from(["description", "status", "labels", "changelog", "fixVersions", "security", "created"]), TREES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_export_ends_as_a_fault(importing: Import, project: Project, field: str, tree_: Any) -> None:
    before = tree(project.content)
    ran = importing("issues.json", as_json([jira(1, **{field: tree_})]), trackers.JIRA_MAPPING)
    assert ran.code in (0, 1), ran.err
    for name in set(tree(project.content)) - set(before):
        (project.content / name).unlink()


# Twice is once

Issues = list[tuple[str, bool, str]]
"""The state of each issue, whether it may be public, and the end of its text."""
STATES = st.sampled_from(["Open", "Planned", "Done"])
ISSUES = st.lists(
    st.tuples(STATES, st.booleans(), st.sampled_from(["", " at *once*", " - now", ' "x", y: #z', "\r\n\r\nAnd again"])),
    min_size=1,
    max_size=4,
)
RELEASES = {"Open": "", "Planned": "9.10", "Done": "9.9"}


def jira_export(issues: Issues) -> tuple[str, str, str]:
    """Return a name, the export, and its mapping."""
    export = [
        jira(
            number,
            status={"name": status},
            labels=["customer-visible"] if public else [],
            fixVersions=[{"name": RELEASES[status]}] if RELEASES[status] else [],
            description=f"The mouse jumps to a corner{text}.",
        )
        for number, (status, public, text) in enumerate(issues, start=1)
    ]
    return "issues.json", as_json({"issues": export}), trackers.JIRA_MAPPING


def tracker_export(
    make: Callable[..., dict[str, Any]], mapping: str, body: str, opened: str
) -> Callable[[Issues], Any]:
    """Return what makes an export of GitHub's or GitLab's kind."""

    def export(issues: Issues) -> tuple[str, str, str]:
        made = [
            make(
                number,
                labels=[*(["customer-visible"] if public else []), "impact-minor"],
                state="closed" if status == "Done" else opened,
                milestone={"title": RELEASES[status]} if status == "Done" else None,
                **{body: f"The screen of a student stays black{text}."},
            )
            for number, (status, public, text) in enumerate(issues, start=1)
        ]
        return "issues.json", as_json(made), mapping

    return export


def table_export(issues: Issues) -> tuple[str, str, None]:
    """Return a table of the issues that are public."""
    text = io.StringIO()
    table = csv.DictWriter(text, [*ROW, "source", "status", "release"])
    table.writeheader()
    for number, (status, public, more) in enumerate(issues):
        if public:
            state = {"Open": "", "Planned": "planned", "Done": "released"}[status]
            named = {"title": f"Screen {number} stays black", "source": f"L-{number}", "summary": ROW["summary"] + more}
            table.writerow({**ROW, **named, "status": state, "release": RELEASES[status]})
    return "errors.csv", text.getvalue(), None


def workbook_export(issues: Issues) -> tuple[str, bytes, None]:
    """Return the same table as a workbook."""
    rows = list(csv.DictReader(io.StringIO(table_export(issues)[1], newline="")))
    return "errors.xlsx", workbook(*rows) if rows else workbook(dict.fromkeys(ROW)), None


EXPORTS: dict[str, Callable[[Issues], Any]] = {
    "jira": jira_export,
    "github": tracker_export(github, trackers.GITHUB_MAPPING, "body", "open"),
    "gitlab": tracker_export(gitlab, trackers.GITLAB_MAPPING, "description", "opened"),
    "csv": table_export,
    "xlsx": workbook_export,
}


@pytest.mark.parametrize("kind", EXPORTS)
@given(issues=ISSUES)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_an_import_twice_is_an_import_once(importing: Import, project: Project, kind: str, issues: Issues) -> None:
    first = tree(project.content)
    export = EXPORTS[kind](issues)
    once = importing(*export)
    assert (once.code, once.err) == (0, "") if any(public for _, public, _ in issues) else once.code == 1
    before = tree(project.content)
    assert len(before) - len(first) == sum(public for _, public, _ in issues)
    assert importing(*export).code == once.code
    assert tree(project.content) == before
    for name in set(before) - set(first):
        (project.content / name).unlink()


# Conversions


@pytest.mark.parametrize(
    ("node", "markdown"),
    [
        ({"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "Why"}]}, "### Why"),
        (paragraph("a*b_c d_ [x] <y>"), r"a\*b_c d\_ \[x\] &lt;y>"),
        (paragraph("# no heading"), r"\# no heading"),
        (paragraph({"type": "text", "text": "x ", "marks": [{"type": "strong"}, {"type": "em"}]}, "y"), "***x*** y"),
        (paragraph({"type": "text", "text": "a b", "marks": [{"type": "code"}]}), "`a b`"),
        (
            paragraph(
                {
                    "type": "text",
                    "text": "manual",
                    "marks": [{"type": "link", "attrs": {"href": "https://example.com/"}}],
                }
            ),
            "[manual](https://example.com/)",
        ),
        (paragraph("a", {"type": "hardBreak"}, "b"), "a  \nb"),
        (paragraph({"type": "date", "attrs": {"timestamp": "1795824000000"}}), "2026-11-28"),
        (
            {
                "type": "bulletList",
                "content": [
                    {
                        "type": "listItem",
                        "content": [
                            paragraph("one"),
                            {"type": "orderedList", "content": [{"type": "listItem", "content": [paragraph("two")]}]},
                        ],
                    },
                    {"type": "listItem", "content": [paragraph("three")]},
                ],
            },
            "- one\n\n    1. two\n- three",
        ),
        (
            {"type": "codeBlock", "attrs": {"language": "sh"}, "content": [{"type": "text", "text": "a `b`\nc"}]},
            "```sh\na `b`\nc\n```",
        ),
        ({"type": "blockquote", "content": [paragraph("a"), paragraph("b")]}, "> a\n>\n> b"),
        (
            {
                "type": "table",
                "content": [
                    {"type": "tableRow", "content": [{"type": "tableHeader", "content": [paragraph("A")]}]},
                    {"type": "tableRow", "content": [{"type": "tableCell", "content": [paragraph("1")]}]},
                ],
            },
            "| A |\n| --- |\n| 1 |",
        ),
    ],
)
def test_a_document_becomes_markdown(node: dict[str, Any], markdown: str) -> None:
    row = Row(1, {}, "QX-1", {"description": document(node)}, markup="jira")
    assert to_markdown(row, "description", "jira") == (markdown, ())


@pytest.mark.parametrize(
    ("wiki", "markdown"),
    [
        ("It stays black, re-login does not help.", "It stays black, re-login does not help."),
        ("h2. Why\nIt is *bold* and _italic_.", "## Why\n\nIt is **bold** and *italic*."),
        ("* one\n** two\n# three", "- one\n    - two\n1. three"),
        ("||A||B||\n|1|2|", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        ("{code:java}\nint a = b[1];\n\n*x*\n{code}", "```java\nint a = b[1];\n\n*x*\n```"),
        ("See [the manual|https://example.com/].", "See [the manual](https://example.com/)."),
        ("{{C:\\temp}} is [gone|https://example.com/a(b)]", "`C:\\temp` is [gone](https://example.com/a%28b%29)"),
        ("C:\\temp [x] 5*3*2 snake_case", "C:\\temp \\[x\\] 5\\*3\\*2 snake_case"),
        ("{quote}\nh3. C:\\new\n{quote}\nbq. It was so.", "> ### C:\\new\n\n> It was so."),
        ("Text\n1. no list\n# a list", "Text\n1\\. no list\n\n1. a list"),
        ("\\*no\\* {noformat}a `b`{noformat}", "\\*no\\*\n\n```\na `b`\n```"),
    ],
)
def test_wiki_text_becomes_markdown(wiki: str, markdown: str) -> None:
    assert to_markdown(Row(1, {"d": (wiki,)}, "QX-1"), "d", "jira") == (markdown, ())


@pytest.mark.parametrize(
    ("markup", "text", "what"),
    [
        ("jira", "It was -always- so.", MARKUP),
        ("jira", "As in [ABC-12].", MARKUP),
        ("jira", "Write to [mailto:jdoe@example.com].", MARKUP),
        ("jira", "|no|head|", MARKUP),
        ("jira", "||A||\n|1|lost|", MARKUP),
        ("jira", "||a row's head|1|", MARKUP),
        ("jira", "In{*}side{*} of it.", MARKUP),
        ("jira", "{code}\nhttps://qx.example.net/browse/ABC-3\n{code}", TRACKER),
        ("markdown", "It is <!-- not closed", MARKUP),
        ("markdown", "It is <?secret ?>", MARKUP),
        ("markdown", "[//]: # (secret)", MARKUP),
        ("markdown", "See [this][1].\n\n[1]: https://example.com/", MARKUP),
        ("markdown", "It is so.[^1]\n\n[^1]: secret", MARKUP),
        ("markdown", "- [ ] Ask somebody", MARKUP),
        ("markdown", "It was ~~always~~ so.", MARKUP),
        ("markdown", "Ask _@jdoe_ about it.", MENTION),
        ("markdown", "As in GH-12.", ISSUE),
        ("markdown", "As in acme/vision!4.", ISSUE),
        ("markdown", 'Like the others with ~"needs triage".', ISSUE),
        ("markdown", "For the epic &4.", ISSUE),
        ("markdown", "It is so.\n/confidential", ACTION),
        ("markdown", "It is so.\n/spend 1h", ACTION),
        ("markdown", "See `https://github.com/acme/vision/issues/3`.", TRACKER),
        ("markdown", "See https://github.com/acme/vision/commit/abcdef0.", TRACKER),
        ("markdown", "See https://git.example.net/acme/vision/-/issues/3.", TRACKER),
        ("markdown", "See https://github.com/acme/vision/assets/1/x.", ATTACHMENT),
    ],
)
def test_what_a_page_would_lose_or_give_away_is_a_loss(markup: str, text: str, what: str) -> None:
    assert to_markdown(Row(1, {"d": (text,)}, "QX-1"), "d", markup)[1] == (what,)


@pytest.mark.parametrize(
    "node",
    [
        paragraph({"type": "emoji", "attrs": {"shortName": ":our-secret:"}}),
        paragraph({"type": "text", "text": "a", "marks": [{"type": "strike"}]}),
        {"type": "heading", "attrs": {"level": 7}, "content": [{"type": "text", "text": "a"}]},
        {"type": "heading", "content": [{"type": "text", "text": "a"}, {"type": "hardBreak"}]}
        | {"content": [{"type": "text", "text": "a"}, {"type": "hardBreak"}, {"type": "text", "text": "b"}]},
        {
            "type": "table",
            "content": [
                {"type": "tableRow", "content": [{"type": "tableHeader", "content": [paragraph("A")]}]},
                {"type": "tableRow", "content": [{"type": "tableCell", "content": [paragraph("1")]}] * 2},
            ],
        },
    ],
)
def test_what_a_page_would_lose_of_a_document_is_a_loss(node: dict[str, Any]) -> None:
    assert to_markdown(Row(1, {}, "QX-1", {"d": document(node)}), "d", "jira")[1] == (MARKUP,)


@pytest.mark.parametrize("make", [github, gitlab, jira])
def test_an_address_of_the_own_tracker_is_a_problem_whatever_its_path(importing: Import, make: Any) -> None:
    issue, host = make(1), "https://bugs.example.net"
    key = "self" if "key" in issue else "web_url" if "iid" in issue else "html_url"
    issue[key] = f"{host}/acme/vision/issues/1"
    fields = issue.get("fields", issue)
    fields["title" if "title" in fields else "summary"] = f"It fails as in {host}/wall always"
    mapping = {"self": trackers.JIRA_MAPPING, "web_url": trackers.GITLAB_MAPPING}.get(key, trackers.GITHUB_MAPPING)
    assert "has an address of the tracker" in importing("issues.json", as_json([issue]), mapping).err


def test_comments_are_left_out_but_not_in_code() -> None:
    text = "`<!-- a -->` is<!-- no --> code\n\n```\n<!-- b -->\n```"
    shown = "`<!-- a -->` is code\n\n```\n<!-- b -->\n```"
    assert to_markdown(Row(1, {"d": (text,)}, "QX-1"), "d", "markdown") == (shown, ())


class _NoReferences:
    def resolve(self, _: object) -> None:
        return None


SIGNS = [
    *"*_-+^~{}[]|!#1.? \\\nax<>&;:=`()/@",
    "\n\n",
    "---",
    "===",
    "~~~",
    "```",
    "&lt;",
    "1. ",
    "[[",
    "<b>",
    "<a@b.cc>",
]
SIGNS += ["<http://a.b>", "| a | b", "\n--|--", "    "]


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
@example("\n~~~\na\n~~~")
@example("a\n---")
@example("#a")
@example("&lt;")
@example("<\n--|--<a@b.cc>")
@settings(max_examples=300, deadline=None)
def test_a_page_shows_each_sign_of_a_plain_text(text: str) -> None:
    prose = Prose(_NoReferences(), lambda *_: "")  # type: ignore[arg-type]
    markdown, lost = to_markdown(Row(1, {"d": (text,)}, "QX-1"), "d", "plain")
    assert lost or re.sub(r"\s", "", prose.plain(markdown)) == re.sub(r"\s", "", text)


WIKI = st.sampled_from([*"*_-+^~{}[]|!#1.?\\ \nax", "\n\n", "* ", "{code}", "{{", "}}", "--", "{quote}"])


@given(st.lists(WIKI, max_size=25).map("".join))
@settings(max_examples=200, deadline=None)
def test_no_letter_of_wiki_text_is_lost_without_a_word(wiki: str) -> None:
    text, lost = to_markdown(Row(1, {"d": (wiki,)}, "QX-1"), "d", "jira")
    assert lost or re.sub("[^ax]", "", text) == re.sub("[^ax]", "", wiki)


@pytest.mark.parametrize("markup", ["jira", "markdown", "plain"])
@pytest.mark.parametrize("text", ["[" * 30_000, "`" * 30_000, "~" * 30_000, "<!--" * 8_000, "a\n" * 30_000])
def test_a_text_that_no_error_may_have_is_a_loss_and_not_converted(text: str, markup: str) -> None:
    assert to_markdown(Row(1, {"d": (text,)}, "QX-1"), "d", markup) == ("", (BEYOND,))


@pytest.mark.parametrize("text", ["{" * 20_000, "{" + "_" * 19_000, "~" * 19_990, "{{a" * 6_000])
def test_any_other_text_is_converted_in_a_moment(text: str) -> None:
    for markup in ("jira", "markdown", "plain"):
        assert BEYOND not in to_markdown(Row(1, {"d": (text,)}, "QX-1"), "d", markup)[1]


def test_an_issue_may_have_very_many_labels() -> None:
    values, _, _ = fields_of({"labels": ["one"] * 300_000})
    assert values == {"labels": ("one",) * 300_000}
