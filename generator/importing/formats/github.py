"""Issues of GitHub as JSON, as its API (`/repos/…/issues`) and `gh issue list --json …` give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..json_issues import fields_of, host_of, issues_in, looks_like_json, parsed, rows_of, source_of
from ..source import Format, Input, Row, Rows

_PROJECT = re.compile(r"https?://[^/]+/([^/]+/[^/]+)/(?:issues|pull)/\d+")

_PAGES = (30, 100)
"""What `gh issue list` and the API give if nothing is said, and the most of one page."""


def _is_mine(file: Input) -> bool:
    issues = issues_in(parsed(file)) if looks_like_json(file) else ()
    return bool(issues) and all("number" in issue and "title" in issue for issue in issues)


def _read(file: Input) -> Rows:
    return rows_of(file, issues_in(parsed(file)), "number", _row, _PAGES)


def _row(issue: Mapping[str, Any]) -> Row | None:
    if issue.get("pull_request"):
        return None
    values, documents, names = fields_of(issue)
    address = issue.get("html_url") or issue.get("url")
    project = _PROJECT.match(str(address or ""))
    label = f"{project[1] if project else ''}#{issue['number']}"
    source = source_of(label, address, "github")
    return Row(1, values, label, documents, names, source=source, host=host_of(address))


FORMAT = Format("github", _is_mine, _read, tracker=True)
