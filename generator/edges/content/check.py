"""Checks a content folder: loads it and locates every problem.

Separate from the build, so that checking imports neither templates nor MkDocs, which takes a while.
"""

from __future__ import annotations

from ...problems.report import Report
from ...problems.text import render_text
from .load import Loaded, load_content
from .locate_problems import locate_problems
from .snapshot import Snapshot


class ContentProblems(Exception):  # noqa: N818
    """The content has errors and cannot be published; the message is the whole report, with its warnings."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return render_text(self.report.problems, self.report.texts)


def check(snapshot: Snapshot) -> tuple[Loaded, Report]:
    """Load the content and return it with every problem in it."""
    loaded = load_content(snapshot, snapshot.request.cache)
    return loaded, locate_problems(loaded.problems, snapshot.request.content, loaded.severities, loaded.suppressed)
