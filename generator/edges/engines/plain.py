"""The plain engine: shells from a template of our own, and hand-written pages without MkDocs.

MkDocs and its theme will not be kept for ever, and the content shall outlive them. This engine gives the same pages at
the same addresses: header, navigation, footer and style are there, dark or light as the reader's system says. What the
theme's scripts do is not: the search box, and the switch between light and dark.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown
from markupsafe import Markup

from ...lint.suppressions import without_suppressions
from ...markup.references import PAGES
from ...outputs.logo import LOGO
from ...render.assets import stripped_css, stylesheet
from ...render.file_specs import HandWritten
from ...render.layout import marker
from ...render.renderer import Renderer
from ..cache import store as stored
from ..machine.folders import clear_tree
from .discovery import page_modules
from .layouts import EngineError, Layouts
from .navigation import navigation_of
from .prepared import Prepared

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DARK = re.compile(r"\[data-md-color-scheme=slate\]\{([^}]*)\}")
_MARKDOWN_LINK = re.compile(r'(<a [^>]*?href=")(?![a-z]+:|/|#)([^"#]+\.md)(#[^"]*)?"')


@dataclass(frozen=True)
class _MarkdownPage:
    source: str
    address: str
    title: str
    meta: Mapping[str, Any]
    article: str


def build_plain_layouts(prepared: Prepared) -> Layouts:
    """Make the shells and the hand-written pages; EngineError says what is wrong with a page."""
    folder = prepared.request.cache / "plain"
    clear_tree(folder)
    pages_folder = prepared.request.content / "pages"
    pages = [_read(path, pages_folder) for path in sorted(pages_folder.rglob("*.md"))]
    render = Renderer(prepared.publication, prepared.templates)
    shared = _shared(prepared, pages, folder)
    by_kind: dict[str, str] = {}
    for module in page_modules():
        layout = module.LAYOUT
        marked = {name: Markup(marker(name)) for name in ("title", "description", "canonical", "head", "article")}
        missing = layout.address.endswith(".html")
        view = {**shared, **marked, "missing": missing, "current": layout.address}
        by_kind[layout.kind] = render.article("layouts/plain.html", layout.address, **view)
    known = {page.source: page.address for page in pages}
    for page in pages:
        _write(folder / page.address / "index.html", _page(page, known, render, shared))
    for path in sorted(pages_folder.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            _write(folder / path.relative_to(pages_folder), path.read_bytes())
    files = tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))
    layouts = Layouts(folder, files, by_kind, _listed(pages, prepared), prepared.layouts_key)
    stored.save(prepared.request.cache / "layouts.stored", prepared.layouts_key, layouts)
    return layouts


def _listed(pages: list[_MarkdownPage], prepared: Prepared) -> tuple[HandWritten, ...]:
    site = prepared.publication.site
    return tuple(HandWritten(page.address, page.title, page.meta.get("changed", site.changed)) for page in pages)


def _shared(prepared: Prepared, pages: list[_MarkdownPage], folder: Path) -> dict[str, Any]:
    texts, site = prepared.templates.texts, prepared.publication.site
    own = stylesheet(texts, dict(site.colours))
    # The theme's script says which scheme is on; without it, the reader's system does.
    dark = "".join(f"body[data-md-color-scheme]{{{rule}}}\n" for rule in _DARK.findall(own.data.decode()))
    style = f"{stripped_css(texts['layouts/plain.css'])}@media (prefers-color-scheme:dark){{\n{dark}}}\n".encode()
    path = f"assets/corrigenda/plain.{hashlib.sha256(style).hexdigest()[:10]}.css"
    _write(folder / path, style)
    return {
        "styles": (path, own.path),
        "logo": site.logo or LOGO,
        "navigation": [(entry.label, PAGES.get(entry.page, _address(entry.page))) for entry in navigation_of(prepared)],
        "addresses": PAGES,
        "own": sorted((page.title, page.address) for page in pages),
    }


def _read(path: Path, pages: Path) -> _MarkdownPage:
    source = path.relative_to(pages).as_posix()
    text = path.read_text(encoding="utf-8-sig")
    front = _FRONT.match(text)
    try:
        meta = yaml.safe_load(front[1]) if front else {}
    except yaml.YAMLError as error:
        raise EngineError(f"content/pages/{source}: the lines between '---' are not YAML: {error}") from error
    markdown = Markdown(extensions=["attr_list", "tables", "fenced_code", "sane_lists", "toc"], output_format="html")
    article = markdown.convert(without_suppressions(text[front.end() :] if front else text))
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", article)
    title = str(meta.get("title") or (re.sub(r"<[^>]*>", "", heading[1]) if heading else path.stem))
    return _MarkdownPage(source, _address(source), title, meta, article)


def _page(page: _MarkdownPage, known: Mapping[str, str], render: Renderer, shared: Mapping[str, Any]) -> bytes:
    site = render.publication.site

    def linked(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), match[2]))
        if target not in known:
            raise EngineError(f"content/pages/{page.source}: the link '{match[2]}' leads to no page")
        back = "../" * page.address.count("/")
        return f'{match[1]}{back}{known[target]}{match[3] or ""}"'

    changed = page.meta.get("changed", site.changed)
    note = Markup('<p class="changed">{} <time datetime="{}">{}</time></p>').format(
        render.messages("changed"), changed.isoformat(), render.messages.day(changed)
    )
    view = {
        **shared,
        "title": page.title,
        "description": page.meta.get("description", site.description),
        "canonical": render.absolute(page.address),
        "head": "",
        "article": Markup(_MARKDOWN_LINK.sub(linked, page.article)) + note,
        "missing": False,
        "current": page.address,
    }
    return str(render.article("layouts/plain.html", page.address, **view)).encode()


def _address(source: str) -> str:
    """Return the address of a Markdown file: `privacy/` for `privacy.md`, `about/` for `about/index.md`."""
    stem = source.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
