"""The content as it was at a revision of git, which stands for what was published."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

from ...model.catalog import Catalog
from ..machine.git import folder_at
from ..machine.request import BuildRequest
from .load import load_content
from .snapshot import take_snapshot


def catalog_at(request: BuildRequest, revision: str, day: dt.date) -> Catalog | None:
    """Return the content at a revision, as of a day; None if it cannot be read, GitError if it cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        return catalog_in(request, folder_at(request.content, revision, Path(folder)), day)


def catalog_in(request: BuildRequest, folder: Path, day: dt.date) -> Catalog | None:
    """Return the content of another folder, as of a day; None if it cannot be read."""
    return load_content(take_snapshot(replace(request, content=folder, as_of=day)), None).catalog
