"""Public changes as text for reviewers and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from .difference import Difference

_TITLES = {
    "new-error": "New errors",
    "lost-error": "Errors that vanish (withdraw them instead: their addresses are permanent)",
    "step": "New steps",
    "rewritten-history": "Histories rewritten (customers were promised this: put it back, and add a step instead)",
    "redaction": "Wording corrected after publication (the old words are not shown)",
    "text": "Changed texts",
    "release": "Releases",
    "target": "The severity matrix",
    "question": "Questions",
    "ids": "Ids of feed entries and calendar events (all would be new to every reader: keep the old tag_authority)",
    "setting": "Settings",
}
_LONGEST = 300


def differences_text(found: Sequence[Difference], base: str) -> str:
    """Return the changes by kind; `base` names what the content was compared with."""
    if not found:
        return f"The public sees no change from {base}.\n"
    lines = [f"What the public would see change from {base}:"]
    for kind, title in _TITLES.items():
        mine = [one for one in found if one.kind == kind]
        if mine:
            lines += ["", f"{title} ({len(mine)})", *(line for one in mine for line in _lines(one))]
    return "\n".join(lines) + "\n"


def differences_json(found: Sequence[Difference], base: str) -> str:
    """Return the changes for programs."""
    return json.dumps({"base": base, "changes": [asdict(one) for one in found]}, ensure_ascii=False, indent=2) + "\n"


def _lines(one: Difference) -> list[str]:
    if one.kind in ("new-error", "lost-error"):
        return [f"  {one.subject}  {one.after or one.before}"]
    if one.kind == "redaction":
        return [f"  {one.subject}  {one.field}: {one.after}"]
    if one.kind == "step":
        return [f"  {one.subject}  {one.after}", f"    after  {one.before}"]
    return [
        f"  {one.subject}  {one.field}",
        *([f"    - {_short(one.before)}"] if one.before is not None else []),
        *([f"    + {_short(one.after)}"] if one.after is not None else []),
    ]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
