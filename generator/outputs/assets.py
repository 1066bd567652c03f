"""Publishes the site's own style sheet and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.assets import script_files, stylesheet
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the style sheet and the scripts."""
    texts = render.templates.texts
    yield stylesheet(texts, dict(render.publication.site.colours))
    yield from script_files(texts).values()
