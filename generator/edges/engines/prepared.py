"""What a build goes on with: what it was asked for, and the content once it is sound enough to be published."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.publication import Publication
from ...render.site_templates import SiteTemplates
from ..content.locate_problems import Report
from ..content.snapshot import Snapshot
from ..machine.request import BuildRequest


@dataclass(frozen=True, slots=True)
class Prepared:
    """Content that may be published, and all that it is to be published with. `warnings` did not stop it."""

    snapshot: Snapshot
    publication: Publication
    templates: SiteTemplates
    warnings: Report
    layouts_key: str

    @property
    def request(self) -> BuildRequest:
        """What was asked for."""
        return self.snapshot.request
