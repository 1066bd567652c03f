"""What a build starts from: the request, and the content once it is sound enough to be published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from generator.edges.placing import Placed
from generator.edges.workers import default_jobs
from generator.model.publication import Publication
from generator.render.renderer import SiteTemplates


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build and where to; `as_of` stands for today if given, `jobs` for the number of cores."""

    project: Path
    content: Path
    site: Path
    cache: Path
    jobs: int = field(default_factory=default_jobs)
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Content that may be published, and all that it is to be published with. `warnings` did not stop it."""

    request: BuildRequest
    publication: Publication
    templates: SiteTemplates
    warnings: Placed
    chrome_key: str
    watched: tuple[Path, ...]
