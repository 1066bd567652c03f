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
from ...render.layout import StampingShell
from ..cache import store as stored
from ..machine.folders import clear_tree
from ..machine.program import config_file
from ..machine.request import BuildRequest
from .discovery import page_modules
from .layouts_only import chrome_only
from .prepared import Settled

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
class Chrome:
    """The folder MkDocs built, less the shells; the shells by kind; and the hand-written pages."""

    folder: Path
    files: tuple[str, ...]
    shells: Mapping[str, str]
    pages: tuple[HandWritten, ...]
    key: str

    def page_index(self) -> str:
        """Give the search index that the engine made of the hand-written pages, as JSON; empty if it has no search."""
        path = self.folder / SEARCH_INDEX
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def stamping_shells(self) -> dict[str, StampingShell]:
        """Give the shells, ready to be stamped."""
        return {kind: StampingShell(kind, text) for kind, text in self.shells.items()}


def shell_path(address: str) -> str:
    """Give the file that the engine builds for a shell's address."""
    return address if address.endswith(".html") else f"{address}index.html"


def take_chrome(folder: Path, pages: tuple[HandWritten, ...], key: str) -> Chrome:
    """Take the shells out of a folder that MkDocs has built, and list what stays."""
    shells = {}
    for module in page_modules():
        path = folder / shell_path(module.SHELL.address)
        if not path.is_file():
            raise EngineError(f"the engine built no page for '{module.SHELL.kind}' at {module.SHELL.address}")
        shells[module.SHELL.kind] = path.read_text(encoding="utf-8")
        path.unlink()
    for unwanted in ("sitemap.xml", "sitemap.xml.gz"):
        (folder / unwanted).unlink(missing_ok=True)
    files = tuple(sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()))
    return Chrome(folder, files, shells, pages, key)


def cached_chrome(cache: Path, key: str) -> Chrome | None:
    """Give the chrome kept from an earlier build with the same key, if all its files are still there."""
    chrome = stored.load(cache / "chrome.stored", key)
    if not isinstance(chrome, Chrome) or not all((chrome.folder / name).is_file() for name in chrome.files):
        return None
    return chrome


def _pages_folder(request: BuildRequest) -> Path:
    """Give the folder of the hand-written pages; an empty one if there is none, as MkDocs insists on one."""
    folder = request.content / "pages"
    if not folder.is_dir():
        folder = request.cache / "no-pages"
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def build_chrome(settled: Settled) -> Chrome:
    """Run MkDocs for the shells and keep the result; EngineError if it fails."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    request = settled.request
    folder = request.cache / "chrome"
    clear_tree(folder)
    complaints = _Complaints()
    log = logging.getLogger("mkdocs")
    log.addHandler(complaints)
    try:
        with chrome_only(settled) as pages:
            config = str(config_file(request.project))
            build(load_config(config, site_dir=str(folder), docs_dir=str(_pages_folder(request)), strict=True))
    except (Abort, MkDocsException) as error:
        told = complaints.messages or [str(error)]
        raise EngineError("\n".join(["MkDocs could not build the site's pages", *told])) from error
    finally:
        log.removeHandler(complaints)
    chrome = take_chrome(folder, tuple(pages), settled.chrome_key)
    stored.save(request.cache / "chrome.stored", settled.chrome_key, chrome)
    return chrome
