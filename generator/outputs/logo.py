"""The site's logo if the publisher has none: the first letter of the site's name on its colour."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import FileSpec, SitePages
from ..render.palette import tokens
from ..render.renderer import Renderer

LOGO = "assets/corrigenda/logo.svg"


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the logo, if it is needed."""
    if not render.publication.site.logo:
        yield FileSpec(LOGO, (), lambda: _logo(render))


def _logo(render: Renderer) -> bytes:
    site = render.publication.site
    accent = dict(site.colours).get("primary") or tokens(render.templates.texts["tokens.css"], "light")["c-accent"]
    letter = next((character for character in site.name if character.isalnum()), "?").upper()
    return render.text("outputs/logo.svg", letter=letter, colour=accent).encode()
