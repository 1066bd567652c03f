"""What lies below `site_templates/`, read: the texts, and the words of the site's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SiteTemplates:
    """The texts below `site_templates/`, by their path there, and the words of the site's language."""

    texts: Mapping[str, str]
    phrases: Mapping[str, str]
