"""Issues of Jira as JSON, from Cloud (texts are documents, ADF) and Server (texts are wiki text).

That is what its REST API gives for a search: `{"issues": [{"key": …, "fields": {…}}]}`, or only the list. If changelogs
are in it (`expand=changelog`), the days of the status changes are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..json_issues import fields_of, issues_in, looks_like_json, parsed, rows_of
from ..source import Format, Input, Row, Rows


def _issues(file: Input) -> Any:
    value = parsed(file) if looks_like_json(file) else None
    return issues_in(value, "issues")


def _is_mine(file: Input) -> bool:
    issues = _issues(file)
    return bool(issues) and all("key" in issue and isinstance(issue.get("fields"), dict) for issue in issues)


def _read(file: Input) -> Rows:
    return rows_of(file, _issues(file), "key", _row)


def _row(issue: Mapping[str, Any]) -> Row:
    values, documents, names = fields_of(issue["fields"])
    changes = tuple(_changes(issue.get("changelog")))
    secret = bool(issue["fields"].get("security"))
    return Row(1, values, str(issue["key"]), documents, names, changes, secret, markup="jira")


def _changes(changelog: Any) -> Iterator[tuple[str, str]]:
    """Yield the day of each change of the status and the status that it led to, as written."""
    histories = changelog.get("histories", ()) if isinstance(changelog, dict) else ()
    for history in sorted(histories, key=lambda one: str(one.get("created"))):
        for item in history.get("items", ()):
            if item.get("field") == "status" and item.get("toString"):
                yield str(history.get("created")), str(item["toString"])


FORMAT = Format("jira", _is_mine, _read, tracker=True)
