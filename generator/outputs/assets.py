"""Publishes the site's own style sheet and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..render.assets import script_files, stylesheet
from ..render.file_specs import FileSpec
from ..render.renderer import Renderer


def outputs(render: Renderer) -> Iterator[FileSpec]:
    """Yield the style sheet and the scripts."""
    texts = render.templates.texts
    for file in (stylesheet(texts, dict(render.publication.site.colours)), *script_files(texts).values()):
        yield FileSpec(file.path, (), partial(bytes, file.data))
