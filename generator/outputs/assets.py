"""Publishes the site's own style sheet, typeface and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.assets import font_files, script_files, stylesheet
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the style sheet, the typeface and the scripts."""
    yield stylesheet(render.templates, dict(render.publication.site.colours))
    yield from font_files(render.templates).values()
    yield from script_files(render.templates.texts).values()
