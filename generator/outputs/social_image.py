"""Publishes the picture that other sites show with a link to this one."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import SOCIAL_IMAGE, FileSpec, SitePages
from ..render.renderer import Renderer


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the picture."""
    yield FileSpec(SOCIAL_IMAGE, (), lambda: _picture(render))


def _picture(render: Renderer) -> bytes:
    # Imported only when it is drawn: an edit of an error does without it, and Pillow is slow to load.
    from ..render.social_picture import draw

    return draw(render.publication.site, render.templates.texts["tokens.css"])
