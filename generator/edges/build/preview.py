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
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog import events
from watchdog.observers import Observer

from ...problems.text import render_text
from ..cache import store
from ..content.snapshot import take_snapshot
from ..machine.program import config_file, templates_folder
from ..machine.request import BuildRequest
from .build import ContentProblems, build
from .serving import BuildFailure, keep_serving

_CHANGES = [events.FileCreatedEvent, events.FileDeletedEvent, events.FileModifiedEvent, events.FileMovedEvent]
"""What causes a rebuild. Reading a file is an event too, and the build reads them all."""


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
    server = LiveReloadServer(lambda: _make(server, request, say), host, port, root=str(request.site))
    if not polling:
        server.observer = _Changes()
    server.error_handler = lambda code: _page(request.site / f"{code}.html")
    keep_serving(server, BuildFailure())
    server.builder()
    server.watch(str(request.content))
    server.watch(str(templates_folder(request.project)))
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


class _Changes(Observer):  # type: ignore[valid-type, misc]
    """Has the system report changes to files; for a single file, those in its folder that concern it."""

    def schedule(self, event_handler: Any, path: str, **options: Any) -> Any:
        """Watch a folder, or a file by its folder, because an editor may put a new file in its place."""
        if not Path(path).is_file():
            return super().schedule(event_handler, path, event_filter=_CHANGES, **options)
        about = events.FileSystemEventHandler()
        report = event_handler.on_any_event
        about.on_any_event = lambda event: report(event) if path in (event.src_path, event.dest_path) else None  # type: ignore[method-assign]
        return super().schedule(about, str(Path(path).parent), event_filter=_CHANGES, **{**options, "recursive": False})
