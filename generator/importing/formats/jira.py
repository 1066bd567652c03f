"""Issues of Jira as JSON, from Cloud (texts are documents, ADF) and Server (texts are wiki text).

That is what its REST API gives for a search: `{"issues": [{"key": …, "fields": {…}}]}`, or only the list. If changelogs
are in it (`expand=changelog`), the days of the status changes are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...problems.problem import Position
from ..json_issues import fields_of, host_of, issues_in, looks_like_json, parsed, rows_of
from ..source import Format, Input, Row, Rows, problem


def _issues(file: Input) -> Any:
    value = parsed(file) if looks_like_json(file) else None
    return issues_in(value, "issues")


_PAGES = (50, 100, 1000)
"""What a search gives if nothing is said, and the most of one page."""


def _is_mine(file: Input) -> bool:
    issues = _issues(file)
    return bool(issues) and all("key" in issue and isinstance(issue.get("fields"), dict) for issue in issues)


def _read(file: Input) -> Rows:
    issues, found = _issues(file), parsed(file)
    # A search says how many issues there are (Server), or whether more follow (Cloud).
    search = found if isinstance(found, dict) else {}
    total, counted = search.get("total"), "total" in search or "isLast" in search
    rows = rows_of(file, issues, "key", _row, () if counted else _PAGES)
    if isinstance(total, int) and total > len(issues):
        reason = f"the file has {len(issues):,} of {total:,} issues"
    elif search.get("isLast") is False or search.get("nextPageToken"):
        reason = "more issues follow those in the file"
    else:
        return rows
    if file.partial:
        return rows
    incomplete = problem(Position(file.name), f"{reason}; export all of them into one file, or say --partial")
    return replace(rows, problems=(incomplete, *rows.problems))


def _row(issue: Mapping[str, Any]) -> Row:
    values, documents, names = fields_of(issue["fields"])
    changes = tuple(_changes(issue.get("changelog")))
    secret = bool(issue["fields"].get("security"))
    host = host_of(issue.get("self"))
    return Row(1, values, str(issue["key"]), documents, names, changes, secret, markup="jira", host=host)


def _changes(changelog: Any) -> Iterator[tuple[str, str]]:
    """Yield the day of each change of the status and the status that it led to, as written."""
    histories = changelog.get("histories", ()) if isinstance(changelog, dict) else ()
    for history in sorted(histories, key=lambda one: str(one.get("created"))):
        for item in history.get("items", ()):
            if item.get("field") == "status" and item.get("toString"):
                yield str(history.get("created")), str(item["toString"])


FORMAT = Format("jira", _is_mine, _read, tracker=True)
