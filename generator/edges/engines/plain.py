"""The plain engine: layouts from a template of our own, and hand-written pages without MkDocs.

MkDocs and its theme will not be maintained for ever, and the content must outlive them. This engine makes the same
pages at the same addresses, with header, navigation, footer and style, dark or light as the reader's system prefers.
What the theme's scripts do is missing: the search box, and the switch between light and dark.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from markdown import Markdown
from markupsafe import Markup

from ...markup.hand_written import HandWrittenPage, with_addresses
from ...markup.prose import TABLES
from ...model.addresses import PAGES, hand_written_address, section_of
from ...outputs.assets import LOGO
from ...render.assets import PRELOADED, font_files, stripped_css, stylesheet
from ...render.file_specs import HandWritten
from ...render.layout import marker
from ...render.renderer import Renderer
from .discovery import page_modules
from .hand_written import hand_written_pages
from .layouts import Layouts, digests_below, keep_layouts, new_folder
from .navigation import navigation_address, navigation_of
from .prepared import Prepared

_EXTENSIONS = ("attr_list", "tables", "fenced_code", "sane_lists", "toc")
_DARK = re.compile(r"\[data-md-color-scheme=slate\]\{([^}]*)\}")


@dataclass(frozen=True)
class _RenderedPage:
    page: HandWrittenPage
    address: str
    title: str
    article: str


def build_plain_layouts(prepared: Prepared) -> Layouts:
    """Make the layouts and the hand-written pages."""
    folder = new_folder(prepared.request.cache)
    pages = _rendered(prepared)
    render = Renderer(prepared.publication, prepared.templates)
    shared = _shared(prepared, pages, folder)
    by_kind: dict[str, str] = {}
    for module in page_modules():
        layout = module.LAYOUT
        marked = {name: Markup(marker(name)) for name in ("title", "description", "canonical", "head", "article")}
        missing = layout.address.endswith(".html")
        view = {**shared, **marked, "missing": missing, "current": layout.address}
        by_kind[layout.kind] = str(render.article("layouts/plain.html", layout.address, **view))
    for page in pages:
        _write(folder / page.address / "index.html", _page(page, render, shared))
    for name in prepared.snapshot.content.pages:
        if not name.endswith(".md"):
            _write(folder / name, (prepared.request.content / "pages" / name).read_bytes())
    built = Layouts(folder, digests_below(folder), by_kind, _listed(pages, prepared), prepared.publication.shared_key)
    return keep_layouts(built, prepared.snapshot)


def _listed(pages: list[_RenderedPage], prepared: Prepared) -> tuple[HandWritten, ...]:
    site = prepared.publication.site
    return tuple(HandWritten(page.address, page.title, page.page.changed or site.changed) for page in pages)


def _shared(prepared: Prepared, pages: list[_RenderedPage], folder: Path) -> dict[str, Any]:
    texts, site = prepared.templates.texts, prepared.publication.site
    own = stylesheet(prepared.templates, dict(site.colours))
    style = plain_style(texts["layouts/plain.css"], own.make().decode())
    path = f"assets/corrigenda/plain.{hashlib.sha256(style).hexdigest()[:10]}.css"
    _write(folder / path, style)
    return {
        "styles": (path, own.path),
        "font": font_files(prepared.templates)[PRELOADED].path,
        "logo": site.logo or LOGO,
        "navigation": [(entry.label, navigation_address(entry.page)) for entry in navigation_of(prepared)],
        "section": section_of,
        "checked": prepared.publication.as_of,
        "addresses": PAGES,
        "own": sorted(((page.title, page.address) for page in pages), key=itemgetter(1)),
    }


def plain_style(css: str, own: str) -> bytes:
    """Return a style without a theme: its own rules, and the colours for the dark from the site's style sheet."""
    # In the theme a script sets the colour scheme; here the reader's system does.
    dark = "".join(f"body[data-md-color-scheme]{{{rule}}}\n" for rule in _DARK.findall(own))
    return f"{stripped_css(css)}@media (prefers-color-scheme:dark){{\n{dark}}}\n".encode()


def _rendered(prepared: Prepared) -> list[_RenderedPage]:
    """Return the hand-written pages with their articles as HTML, ordered by file."""
    pages = hand_written_pages(prepared)
    addresses = {file: hand_written_address(file) for file in prepared.snapshot.content.pages}
    rendered = []
    for file, page in pages.items():
        markdown = Markdown(extensions=_EXTENSIONS, extension_configs=TABLES, output_format="html")
        article = markdown.convert(with_addresses(page.body, file, addresses))
        rendered.append(_RenderedPage(page, addresses[file], page.title(file, article), article))
    return rendered


def _page(rendered: _RenderedPage, render: Renderer, shared: Mapping[str, Any]) -> bytes:
    site, page = render.publication.site, rendered.page
    changed = page.changed or site.changed
    note = Markup('<p class="changed">{} <time datetime="{}">{}</time></p>').format(
        render.messages("changed"), changed.isoformat(), render.messages.day(changed)
    )
    view = {
        **shared,
        "title": rendered.title,
        "description": page.description or site.description,
        "canonical": render.absolute(rendered.address),
        "head": "",
        "article": Markup(rendered.article) + note,
        "missing": False,
        "current": rendered.address,
    }
    return str(render.article("layouts/plain.html", rendered.address, **view)).encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
