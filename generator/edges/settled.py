"""What a build goes on with: the request, and the content once it is sound enough to be published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.edges.placing import Placed
from generator.edges.request import BuildRequest
from generator.model.publication import Publication
from generator.render.site_templates import SiteTemplates

__all__ = ["BuildRequest", "Settled"]


@dataclass(frozen=True, slots=True)
class Settled:
    """Content that may be published, and all that it is to be published with. `warnings` did not stop it."""

    request: BuildRequest
    publication: Publication
    templates: SiteTemplates
    warnings: Placed
    chrome_key: str
    watched: tuple[Path, ...]
