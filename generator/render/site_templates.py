"""What is below `site_templates/`: the files' contents, and the messages in the site's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SiteTemplates:
    """The contents of the files below `site_templates/`, by path, and the messages in the site's language.

    `fonts` are the files of the typeface.
    """

    texts: Mapping[str, str]
    phrases: Mapping[str, str]
    fonts: Mapping[str, bytes]
