"""Issues of GitLab as JSON, as its API (`/projects/…/issues`) gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..json_issues import fields_of, host_of, issues_in, looks_like_json, parsed, rows_of, source_of
from ..source import Format, Input, Row, Rows

_PAGES = (20, 100)
"""What the API gives if nothing is said, and the most of one page."""


def _is_mine(file: Input) -> bool:
    issues = issues_in(parsed(file)) if looks_like_json(file) else ()
    return bool(issues) and all("iid" in issue for issue in issues)


def _read(file: Input) -> Rows:
    return rows_of(file, issues_in(parsed(file)), "iid", _row, _PAGES)


def _row(issue: Mapping[str, Any]) -> Row:
    values, documents, names = fields_of(issue)
    references = issue.get("references")
    full = references.get("full") if isinstance(references, dict) else None
    label = str(full or f"#{issue['iid']}")
    source = source_of(label, issue.get("web_url"), "gitlab")
    host, secret = host_of(issue.get("web_url")), issue.get("confidential") is True
    return Row(1, values, label, documents, names, secret=secret, source=source, host=host)


FORMAT = Format("gitlab", _is_mine, _read, tracker=True)
