"""The preview: the site on this machine, rebuilt whenever a source is saved.

MkDocs' server answers the browser and tells open pages to reload. It builds the site as any build does, but in a folder
of the cache and in this process, which keeps what it has read, so that an edit costs only what it changes.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog.observers import Observer

from ...problems.text import render_text
from ..cache import store
from ..content.snapshot import take_snapshot
from ..machine.program import TEMPLATES, config_file, templates_folder
from ..machine.request import BuildRequest
from .build import ContentProblems, build
from .serving import BuildFailure, keep_serving
from .watching import LastingWatches


def make_preview(
    request: BuildRequest, host: str, port: int, polling: bool, say: Callable[[str], None]
) -> LiveReloadServer:
    """Build the site and return a server for it that is not yet serving; `say` prints a line for the user.

    A failed build is reported, and shown by the server until it succeeds. `polling` looks for changes twice a second,
    for folders where the system reports none.
    """
    request = replace(request, site=request.cache / "preview" / "site", search=False)
    store.remember()
    # A long-lived process has to collect reference cycles; a single build leaves them until it exits. But not after
    # every 700 new objects, the default: an edit creates a hundred times as many.
    gc.enable()
    gc.set_threshold(200_000, 20, 100)

    def make() -> None:
        nonlocal request
        _make(server, request, say)
        # Its folder is in the cache, and what this process wrote there is as it was.
        request = replace(request, trusted=True)

    server = LiveReloadServer(make, host, port, root=str(request.site))
    # MkDocs' own observer polls.
    server.observer = LastingWatches(server.observer if polling else Observer())  # type: ignore[assignment]
    server.error_handler = lambda code: _page(request.site / f"{code}.html")
    keep_serving(server, BuildFailure())
    server.builder()
    # A project may get templates of its own later, or lose them.
    for path in (request.content, request.project / TEMPLATES, templates_folder(request.project)):
        server.watch(str(path))
    server.watch(str(config_file(request.project)))
    return server


class BuildProblem(Exception):  # noqa: N818
    """The site could not be built; the message says everything that its author needs to know."""


def _make(server: LiveReloadServer, request: BuildRequest, say: Callable[[str], None]) -> None:
    """Build the site, and let the server answer at the path where it is published."""
    began = time.monotonic()
    try:
        prepared, done = build(take_snapshot(request))
    except Exception as error:
        text = render_text(error.problems, error.texts) if isinstance(error, ContentProblems) else f"{error}\n"
        say(text.rstrip("\n"))
        raise BuildProblem(text) from error
    path = urlsplit(prepared.publication.site.url).path.rstrip("/") + "/"
    server.url = server.url.removesuffix(server.mount_path) + path
    server.mount_path = path
    warnings = len(prepared.warnings.problems)
    reported = f"; {warnings} warning{'s' if warnings != 1 else ''}, which 'corrigenda check' lists" if warnings else ""
    say(f"{done.made} of {done.total} files made in {time.monotonic() - began:.1f} s{reported}")


def _page(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
