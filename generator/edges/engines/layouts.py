"""The chrome: what MkDocs makes of a site before any error is in it, that is shells, assets and hand-written pages.

MkDocs builds one page for each kind of page. That takes about a second whatever the number of errors, and its result
is kept until something it is made from changes.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...render.file_specs import HandWritten
from ...render.layout import Layout
from ..cache import store as stored
from ..machine.folders import clear_tree
from ..machine.program import config_file
from ..machine.request import BuildRequest
from .discovery import page_modules
from .layouts_only import layouts_only
from .prepared import Prepared

SEARCH_INDEX = "search/search_index.json"


class EngineError(Exception):
    """The site engine could not build the shells; the message says what it complained about."""


class _Complaints(logging.Handler):
    """Gathers what MkDocs warns of, so that a failed build can say it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname.lower()}: {record.getMessage()}")


@dataclass(frozen=True, slots=True)
class Layouts:
    """The folder MkDocs built, less the shells; the shells by kind; and the hand-written pages."""

    folder: Path
    files: tuple[str, ...]
    texts: Mapping[str, str]
    pages: tuple[HandWritten, ...]
    key: str

    def page_index(self) -> str:
        """Return the search index that the engine made of the hand-written pages, as JSON; empty if there is none."""
        path = self.folder / SEARCH_INDEX
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def by_kind(self) -> dict[str, Layout]:
        """Return the shells, ready to be stamped."""
        return {kind: Layout(kind, text) for kind, text in self.texts.items()}


def layout_path(address: str) -> str:
    """Return the file that the engine builds for a shell's address."""
    return address if address.endswith(".html") else f"{address}index.html"


def take_layouts(folder: Path, pages: tuple[HandWritten, ...], key: str) -> Layouts:
    """Take the shells out of a folder that MkDocs has built, and list what stays."""
    by_kind = {}
    for module in page_modules():
        path = folder / layout_path(module.LAYOUT.address)
        if not path.is_file():
            raise EngineError(f"the engine built no page for '{module.LAYOUT.kind}' at {module.LAYOUT.address}")
        by_kind[module.LAYOUT.kind] = path.read_text(encoding="utf-8")
        path.unlink()
    for unwanted in ("sitemap.xml", "sitemap.xml.gz"):
        (folder / unwanted).unlink(missing_ok=True)
    files = tuple(sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()))
    return Layouts(folder, files, by_kind, pages, key)


def cached_layouts(cache: Path, key: str) -> Layouts | None:
    """Return the chrome kept from an earlier build with the same key, if all its files are still there."""
    layouts = stored.load(cache / "layouts.stored", key)
    if not isinstance(layouts, Layouts) or not all((layouts.folder / name).is_file() for name in layouts.files):
        return None
    return layouts


def _pages_folder(request: BuildRequest) -> Path:
    """Return the folder of the hand-written pages; an empty one if there is none, as MkDocs insists on one."""
    folder = request.content / "pages"
    if not folder.is_dir():
        folder = request.cache / "no-pages"
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def build_layouts(prepared: Prepared) -> Layouts:
    """Run MkDocs for the shells and keep the result; EngineError if it fails."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    request = prepared.request
    folder = request.cache / "layouts"
    clear_tree(folder)
    complaints = _Complaints()
    log = logging.getLogger("mkdocs")
    log.addHandler(complaints)
    try:
        with layouts_only(prepared) as pages:
            config = str(config_file(request.project))
            build(load_config(config, site_dir=str(folder), docs_dir=str(_pages_folder(request)), strict=True))
    except (Abort, MkDocsException) as error:
        reported = complaints.messages or [str(error)]
        raise EngineError("\n".join(["MkDocs could not build the site's pages", *reported])) from error
    finally:
        log.removeHandler(complaints)
    layouts = take_layouts(folder, tuple(pages), prepared.layouts_key)
    stored.save(request.cache / "layouts.stored", prepared.layouts_key, layouts)
    return layouts
