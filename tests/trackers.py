"""Exports of issue trackers in their real shapes, with made up content, and a canary in everything that is private."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook

CANARY = "CANARY"
"""What must never be found in anything public."""
GITHUB_MAPPING = """\
public: {field: labels, values: [customer-visible]}
fields:
  product: {value: vision}
  title: title
  summary: body
  registered: created_at
  status:
    field: state
    values: {open: registered, closed: released}
  release: milestone
  assessment.environment: {value: production}
  assessment.impact:
    field: labels
    values: {impact-serious: serious, impact-minor: minor}
    ignore: [customer-visible, bug]
  assessment.interruption: {value: none}
  assessment.workaround: {value: "no"}
  internal.owner: assignee.login
"""
GITLAB_MAPPING = GITHUB_MAPPING.replace("summary: body", "summary: description").replace("open:", "opened:")
JIRA_MAPPING = """\
public: {field: labels, values: [customer-visible]}
fields:
  product: {field: components, values: {Vision: vision}}
  title: summary
  summary: description
  registered: created
  status:
    field: status
    values: {Open: registered, Confirmed: confirmed, Planned: planned, Done: released}
  release: fixVersions
  assessment.environment: {value: production}
  assessment.impact: {field: priority, values: {High: serious, Low: minor}}
  assessment.interruption: {value: none}
  assessment.workaround: {value: "no"}
  cases: customfield_10050
  internal.owner: assignee.displayName
"""
JIRA_CSV_MAPPING = """\
public: {field: Labels, values: [customer-visible]}
fields:
  product: {field: Component/s, values: {Vision: vision}}
  title: Summary
  summary: Description
  registered: Created
  status: {field: Status, values: {Open: registered, Planned: planned, Done: released}}
  release: Fix Version/s
  assessment.environment: {value: production}
  assessment.impact: {field: Priority, values: {High: serious, Low: minor}}
  assessment.interruption: {value: none}
  assessment.workaround: {value: "no"}
  internal.owner: Assignee
"""


def person(name: str = CANARY) -> dict[str, Any]:
    """Return somebody as trackers name them."""
    return {"login": name, "username": name, "name": name, "displayName": name, "emailAddress": f"{name}@example.com"}


def github(number: int, **changed: Any) -> dict[str, Any]:
    """Return an issue as GitHub's API does."""
    return {
        "url": f"https://api.github.com/repos/acme/vision/issues/{number}",
        "html_url": f"https://github.com/acme/vision/issues/{number}",
        "id": 1000 + number,
        "number": number,
        "title": f"Screen {number} stays black",
        "user": person(),
        "labels": [{"name": "customer-visible"}, {"name": "impact-minor", "description": CANARY}],
        "state": "open",
        "assignee": person("jh"),
        "milestone": None,
        "comments": 2,
        "created_at": "2026-11-02T10:00:00Z",
        "closed_at": None,
        "body": "The screens of students stay black when they **log in**.\n\n- At once\n<!-- CANARY -->",
        "closed_by": person(),
        "timeline_url": CANARY,
        **changed,
    }


def gitlab(number: int, **changed: Any) -> dict[str, Any]:
    """Return an issue as GitLab's API does."""
    return {
        "id": 1000 + number,
        "iid": number,
        "project_id": 7,
        "title": f"Clock {number} runs late",
        "description": "The clock of a lesson runs ten minutes late on old tablets.",
        "state": "opened",
        "created_at": "2026-11-02T10:00:00.000Z",
        "labels": ["customer-visible", "impact-minor"],
        "milestone": {"title": "9.10", "description": CANARY},
        "author": person(),
        "assignee": {**person("jh"), "login": "jh"},
        "confidential": False,
        "references": {"short": f"#{number}", "full": f"acme/vision#{number}"},
        "notes": [{"body": CANARY}],
        "web_url": f"https://gitlab.example.com/acme/vision/-/issues/{number}",
        **changed,
    }


def document(*content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document of Jira Cloud (ADF)."""
    return {"type": "doc", "version": 1, "content": list(content)}


def paragraph(*texts: str | Mapping[str, Any]) -> dict[str, Any]:
    """Return a paragraph of a document; strings are its texts."""
    nodes = [{"type": "text", "text": text} if isinstance(text, str) else dict(text) for text in texts]
    return {"type": "paragraph", "content": nodes}


def jira(number: int, **changed: Any) -> dict[str, Any]:
    """Return an issue as the API of Jira Cloud does; with a string as its description, as that of Jira Server."""
    fields = {
        "summary": f"Mouse {number} jumps to a corner",
        "description": document(paragraph("The mouse jumps to a corner when a screen is added.")),
        "status": {"name": "Open", "statusCategory": {"name": "To Do"}},
        "priority": {"name": "Low"},
        "components": [{"name": "Vision"}],
        "fixVersions": [],
        "labels": ["customer-visible", "from-hotline"],
        "created": "2026-11-02T10:00:00.000+0200",
        "reporter": person(),
        "assignee": person("jh"),
        "customfield_10050": f"NS-10000{number % 10}",
        "customfield_10060": CANARY,
        "comment": {"comments": [{"author": person(), "body": document(paragraph(CANARY)), "jsdPublic": False}]},
        "worklog": {"worklogs": [{"comment": CANARY}]},
        "attachment": [{"filename": f"{CANARY}.png"}],
        "security": None,
    }
    history = changed.pop("changelog", None)
    issue: dict[str, Any] = {"id": str(number), "key": f"QX-{number}", "fields": {**fields, **changed}}
    if history:
        issue["changelog"] = {"histories": history}
    return issue


def jira_csv(*rows: Mapping[str, str]) -> str:
    """Return a table as Jira exports it: with a column for each label and each comment."""
    head = (
        "Summary,Issue key,Issue id,Status,Priority,Assignee,Reporter,Created,Labels,Labels,Component/s,Fix Version/s,"
        "Description,Attachment,Comment,Comment"
    )
    plain = {
        "Summary": "Mouse jumps to a corner",
        "Issue id": "1",
        "Status": "Open",
        "Priority": "Low",
        "Assignee": "jh",
        "Reporter": CANARY,
        "Created": "02/Nov/26 9:41 AM",
        "Labels": "from-hotline",
        "Component/s": "Vision",
        "Description": "The mouse *jumps* to a corner when a screen is added.",
        "Attachment": CANARY,
        "Comment": CANARY,
    }
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    names = head.split(",")
    table.writerow(names)
    for row in rows:
        values = {**plain, **row}
        cells = [values.get(name, "") for name in names]
        cells[names.index("Labels") + 1] = row.get("public", "customer-visible")
        table.writerow(cells)
    return text.getvalue()


def workbook(*rows: Mapping[str, Any], hidden: str | None = None) -> bytes:
    """Return a workbook with rows on its first sheet, or on the one after a sheet that is hidden, with a text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if hidden is not None:
        sheet.append([hidden])
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet()
        book.active = sheet
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_json(value: Any) -> str:
    """Return JSON as an export has it."""
    return json.dumps(value, indent=1, ensure_ascii=False)
