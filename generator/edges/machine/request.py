"""What a build is asked for: which project, where to, with how many processes, and for which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from .workers import default_jobs


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build and where to; `as_of` is used as today if given; `jobs` is the number of processes.

    `engine` is what builds the layouts, `mkdocs` or `plain`.
    Without `search`, a site whose search index would be split gets none, and its search box finds nothing.
    """

    project: Path
    content: Path
    site: Path
    cache: Path
    jobs: int = field(default_factory=default_jobs)
    as_of: dt.date | None = None
    search: bool = True
    engine: str = "mkdocs"
