"""The layouts and what comes with them: all that MkDocs makes of a site, before any error is in it.

MkDocs builds one layout for each kind of page, the assets of its theme, and the hand-written pages. That takes about a
second whatever the number of errors, and the result is cached until something it is made from changes.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from ...render.file_specs import HandWritten
from ...render.layout import Layout
from ..cache import store
from ..content.snapshot import Snapshot
from ..machine.folders import clear_tree, files_below
from ..machine.program import config_file
from ..machine.request import BuildRequest
from .discovery import page_modules
from .prepared import Prepared

SEARCH_INDEX = "search/search_index.json"
_FOLDER = "layouts"
"""Where in the cache the layouts are kept."""


class EngineError(Exception):
    """The site engine could not build the layouts; the message says why."""


class _Warnings(logging.Handler):
    """Collects MkDocs' warnings, so that a failed build can report them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname.lower()}: {record.getMessage()}")


@dataclass(frozen=True, slots=True)
class Layouts:
    """A folder with the digest of each file in it, by path; the layouts by kind; and the hand-written pages."""

    folder: Path
    files: Mapping[str, str]
    texts: Mapping[str, str]
    pages: tuple[HandWritten, ...]
    key: str

    def page_index(self) -> str:
        """Return the search index that the engine made of the hand-written pages, as JSON; empty if there is none."""
        path = self.folder / SEARCH_INDEX
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def by_kind(self) -> dict[str, Layout]:
        """Return the layouts, ready to be filled."""
        return {kind: Layout(kind, text) for kind, text in self.texts.items()}


class KeptLayouts(NamedTuple):
    """What is stored of `Layouts`."""

    files: Mapping[str, str]
    texts: Mapping[str, str]
    pages: tuple[HandWritten, ...]


def layout_path(address: str) -> str:
    """Return the path of the file that the engine builds for a layout's address."""
    return address if address.endswith(".html") else f"{address}index.html"


def take_layouts(folder: Path, pages: tuple[HandWritten, ...], key: str) -> Layouts:
    """Take the layouts out of a folder that MkDocs has built, and list what remains."""
    by_kind = {}
    for module in page_modules():
        path = folder / layout_path(module.LAYOUT.address)
        if not path.is_file():
            raise EngineError(f"the engine built no page for '{module.LAYOUT.kind}' at {module.LAYOUT.address}")
        by_kind[module.LAYOUT.kind] = path.read_text(encoding="utf-8")
        path.unlink()
    for unwanted in ("sitemap.xml", "sitemap.xml.gz"):
        (folder / unwanted).unlink(missing_ok=True)
    return Layouts(folder, digests_below(folder), by_kind, pages, key)


def cached_layouts(cache: Path, key: str) -> Layouts | None:
    """Return the layouts of an earlier build with the same key, if all its files are unchanged."""
    kept: KeptLayouts | None = store.load(cache / "layouts.stored", key, KeptLayouts)
    folder = cache / _FOLDER
    if kept is None or kept.files != digests_below(folder):
        return None
    return Layouts(folder, kept.files, kept.texts, kept.pages, key)


def new_folder(cache: Path) -> Path:
    """Return an empty folder to build in, beside the kept layouts: a build that fails leaves those as they are."""
    folder = cache / f"{_FOLDER}.new"
    clear_tree(folder)
    return folder


def keep_layouts(built: Layouts, snapshot: Snapshot) -> Layouts:
    """Put layouts that were built elsewhere in place of those kept, and return them there.

    A page that was changed meanwhile may be in them as it is not in the snapshot, so they do not count the next time.
    """
    cache = snapshot.request.cache
    folder = cache / _FOLDER
    clear_tree(folder)
    folder.rmdir()
    built.folder.rename(folder)
    if snapshot.pages_unchanged():
        store.save(cache / "layouts.stored", built.key, KeptLayouts(built.files, built.texts, built.pages))
    return replace(built, folder=folder)


def digests_below(folder: Path) -> dict[str, str]:
    """Return the digest of each file below a folder, by its path from there; links are not followed."""
    paths = ((name, folder / name) for name in sorted(files_below(folder)))
    return {name: hashlib.sha256(b"" if path.is_symlink() else path.read_bytes()).hexdigest() for name, path in paths}


def _pages_folder(request: BuildRequest) -> Path:
    """Return the folder of the hand-written pages; an empty one if there is none, as MkDocs requires one."""
    folder = request.content / "pages"
    if not folder.is_dir():
        folder = request.cache / "no-pages"
        clear_tree(folder)
    return folder


def build_layouts(prepared: Prepared) -> Layouts:
    """Have MkDocs build the layouts, and keep the result; raise EngineError if it fails."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    request = prepared.request
    folder = new_folder(request.cache)
    warnings = _Warnings()
    log = logging.getLogger("mkdocs")
    log.addHandler(warnings)
    path = config_file(request.project)
    try:
        config = load_config(str(path), site_dir=str(folder), docs_dir=str(_pages_folder(request)), strict=True)
        plugin: Any = config.plugins.get("corrigenda")
        if plugin is None:
            raise EngineError(f"{path} lacks the plugin 'corrigenda'; add it below 'plugins:'")
        # It builds only the layouts, from what is already prepared.
        plugin.given = prepared
        build(config)
    except (Abort, MkDocsException) as error:
        reported = warnings.messages or [str(error)]
        raise EngineError("\n".join(["MkDocs could not build the site's pages", *reported])) from error
    finally:
        log.removeHandler(warnings)
    return keep_layouts(take_layouts(folder, tuple(plugin.pages), prepared.publication.shared_key), prepared.snapshot)
