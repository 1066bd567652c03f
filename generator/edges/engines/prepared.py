"""What a build continues with after the check: content that may be published."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.publication import Publication
from ...problems.report import Report
from ...render.site_templates import SiteTemplates
from ..content.snapshot import Snapshot
from ..machine.request import BuildRequest


@dataclass(frozen=True, slots=True)
class Prepared:
    """Content that may be published, and all that is needed for that. `warnings` did not prevent it."""

    snapshot: Snapshot
    publication: Publication
    templates: SiteTemplates
    warnings: Report

    @property
    def request(self) -> BuildRequest:
        """Return the request of the build."""
        return self.snapshot.request
