"""What a build goes on with: what it was asked for, and the content once it is sound enough to be published."""

from __future__ import annotations

from dataclasses import dataclass

from generator.edges.placing import Placed
from generator.edges.request import BuildRequest
from generator.edges.stock import Stock
from generator.model.publication import Publication
from generator.render.site_templates import SiteTemplates


@dataclass(frozen=True, slots=True)
class Settled:
    """Content that may be published, and all that it is to be published with. `warnings` did not stop it."""

    stock: Stock
    publication: Publication
    templates: SiteTemplates
    warnings: Placed
    chrome_key: str

    @property
    def request(self) -> BuildRequest:
        """What was asked for."""
        return self.stock.request
