"""Publishes what all pages share: style sheet, typeface, scripts, logo, and the picture for links to the site."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.assets import font_files, script_files, stylesheet
from ..render.file_specs import SOCIAL_IMAGE, FileSpec, SitePages
from ..render.palette import tokens
from ..render.renderer import Renderer

LOGO = "assets/corrigenda/logo.svg"


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the files; the logo only if the publisher has none."""
    texts, site = render.templates.texts, render.publication.site
    yield stylesheet(render.templates, dict(site.colours))
    yield from font_files(render.templates).values()
    yield from script_files(texts).values()
    yield FileSpec(SOCIAL_IMAGE, (), lambda: _social_image(render))
    if not site.logo:
        yield FileSpec(LOGO, (), lambda: _logo(render))


def _social_image(render: Renderer) -> bytes:
    # Imported only when it is drawn: an edit of an error does without it, and Pillow is slow to load.
    from ..render.social_picture import draw

    return draw(render.publication.site, render.templates.texts["tokens.css"])


def _logo(render: Renderer) -> bytes:
    """Return the first letter of the site's name on its colour."""
    site = render.publication.site
    accent = dict(site.colours).get("primary") or tokens(render.templates.texts["tokens.css"], "light")["c-accent"]
    letter = next((character for character in site.name if character.isalnum()), "?").upper()
    return render.text("outputs/logo.svg", letter=letter, colour=accent).encode()
