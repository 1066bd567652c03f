"""Checks a content folder: loads it and locates every problem.

Separate from the build, so that checking imports neither templates nor MkDocs, which takes a while.
"""

from __future__ import annotations

from .load import Loaded, load_content
from .locate_problems import Report, locate_problems
from .snapshot import Snapshot


def check(snapshot: Snapshot) -> tuple[Loaded, Report]:
    """Load the content and return it with every problem in it."""
    loaded = load_content(snapshot, snapshot.request.cache)
    return loaded, locate_problems(loaded.problems, snapshot.request.content, loaded.severities, loaded.suppressed)
