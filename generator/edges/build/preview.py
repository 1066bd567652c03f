"""The preview: the site on this machine, up to date whenever a source is saved.

MkDocs' server answers the browser and tells open pages to reload. This process keeps what it has read, and a file is
made only when a browser asks for it, so an edit costs only what it changes and what somebody looks at.
"""

from __future__ import annotations

import gc
import posixpath
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog.observers import Observer

from ...render.file_specs import FileSpec
from ..cache import store
from ..content.snapshot import take_snapshot
from ..content.template_problem import template_problems
from ..machine.locks import build_lock
from ..machine.program import TEMPLATES, config_file, templates_folder
from ..machine.request import BuildRequest
from ..publish.publish import key_of
from .build import layouts_for, prepare, site_files
from .serving import BuildFailure, keep_serving
from .watching import LastingWatches

_NOT_FOUND = "404.html"


def make_preview(
    request: BuildRequest, host: str, port: int, polling: bool, say: Callable[[str], None]
) -> LiveReloadServer:
    """Read the sources and return a server for their site that is not yet serving; `say` prints a line for the user.

    What is wrong in them is reported, and shown by the server until it is fixed. `polling` looks for changes twice a
    second, for folders where the system reports none. The caller must remove the server's folder (`root`) at the end.
    """
    store.remember()
    # A long-lived process has to collect reference cycles; a single build leaves them until it exits. But not after
    # every 700 new objects, the default: an edit creates a hundred times as many.
    gc.enable()
    gc.set_threshold(200_000, 20, 100)
    files = FilesOnDemand(Path(tempfile.mkdtemp(prefix="corrigenda-")))
    server = LiveReloadServer(lambda: _renew(server, files, request, say), host, port, root=str(files.folder))
    # MkDocs' own observer polls.
    server.observer = LastingWatches(server.observer if polling else Observer())  # type: ignore[assignment]
    server.error_handler = lambda code: _page(files.folder / f"{code}.html")
    keep_serving(server, BuildFailure(), make=lambda path: files.make(path.removeprefix(server.mount_path)))
    server.builder()
    # A project may get templates of its own later, or lose them.
    for path in (request.content, request.project / TEMPLATES, templates_folder(request.project)):
        server.watch(str(path))
    server.watch(str(config_file(request.project)))
    return server


class FilesOnDemand:
    """The files of a site in a folder, each made when it is first asked for, and again once it would be another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, FileSpec] = {}
        self._others: Iterator[FileSpec] = iter(())
        self._shared_key = ""
        self._version = 0
        self._made: dict[str, str] = {}
        """The keys of the files that are in the folder, by path."""
        self._lock = threading.Lock()

    def renew(self, files: Iterator[FileSpec], shared_key: str) -> None:
        """From now on, have these files; only as many are taken as it takes to find the ones that are asked for."""
        with self._lock:
            self._files, self._others, self._shared_key = {}, files, shared_key
            self._version += 1

    def make(self, path: str) -> int:
        """Make what is found at a path, or the page for unknown paths, and return the version of the whole.

        Raise what is wrong with a template; a file that was made before is then still there.
        """
        name = posixpath.normpath(f"/{path}{'index.html' if path.endswith('/') or not path else ''}").lstrip("/")
        with self._lock, template_problems():
            if not (self._put(name) or self._put(f"{name}/index.html")):
                self._put(_NOT_FOUND)
            return self._version

    def _put(self, path: str) -> bool:
        """Put a file into the folder, or remove one that the site no longer has; return whether it has it."""
        file = self._find(path)
        key = key_of(self._shared_key, path, file.inputs) if file else ""
        if self._made.get(path, "") != key:
            target = self.folder / path
            data = file.make() if file else None
            # It may be being sent to a browser, so it is not written to.
            target.unlink(missing_ok=True)
            self._made[path] = ""
            if data is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                self._made[path] = key
        return file is not None

    def _find(self, path: str) -> FileSpec | None:
        while path not in self._files:
            file = next(self._others, None)
            if file is None:
                return None
            self._files[file.path] = file
        return self._files[path]


class BuildProblem(Exception):  # noqa: N818
    """The site could not be built; the message says everything that its author needs to know."""


def _renew(server: LiveReloadServer, files: FilesOnDemand, request: BuildRequest, say: Callable[[str], None]) -> None:
    """Read and check the sources, and let the server answer at the path where the site is published."""
    began = time.monotonic()
    try:
        prepared = prepare(take_snapshot(request))
        with template_problems(), build_lock(request.cache):
            files.renew(site_files(prepared, layouts_for(prepared)), prepared.publication.shared_key)
    except Exception as error:
        text = str(error).rstrip("\n")
        say(text)
        raise BuildProblem(f"{text}\n") from error
    path = urlsplit(prepared.publication.site.url).path.rstrip("/") + "/"
    server.url = server.url.removesuffix(server.mount_path) + path
    server.mount_path = path
    warnings = len(prepared.warnings.problems)
    reported = f"; {warnings} warning{'s' if warnings != 1 else ''}, which 'corrigenda check' lists" if warnings else ""
    say(f"ready in {time.monotonic() - began:.1f} s{reported}")


def _page(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
