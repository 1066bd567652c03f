"""Watches folders and files for as long as a site is served, also while they are away, as when git changes branches.

An observer loses a folder that is removed, and is not told when one of that name is put in its place. So the folder
that it lies in is watched as well.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers.api import BaseObserver

_CHANGES = [
    *(events.FileCreatedEvent, events.FileDeletedEvent, events.FileModifiedEvent, events.FileMovedEvent),
    *(events.DirCreatedEvent, events.DirDeletedEvent, events.DirMovedEvent),
]
"""What causes a rebuild. Reading a file is an event too, and the build reads them all."""


class LastingWatches:
    """An observer for MkDocs' server that does not lose what it watches; another one tells it of changes."""

    def __init__(self, observer: BaseObserver) -> None:
        self._observer = observer
        self.start, self.stop, self.join = observer.start, observer.stop, observer.join

    def schedule(self, event_handler: Any, path: str, *, recursive: bool = False) -> None:
        """Report every change of a file or of a folder's content, and that it is removed or put in its place."""
        report: Callable[[events.FileSystemEvent], None] = event_handler.on_any_event
        inside: list[Any] = []

        def changed(event: events.FileSystemEvent) -> None:
            # MkDocs ignores folders, but a folder may come or go with all that is in it.
            report(events.FileModifiedEvent(event.src_path))

        def changed_beside(event: events.FileSystemEvent) -> None:
            if path in (event.src_path, event.dest_path):
                watch_inside()
                changed(event)

        def watch_inside() -> None:
            while inside:
                self._observer.unschedule(inside.pop())
            # It may be gone again; then the folder that it lay in reports the next change.
            with contextlib.suppress(OSError):
                if Path(path).is_dir():
                    # What a link leads to is watched, not the link.
                    inside.append(self._watch(changed, os.path.realpath(path), recursive))

        self._watch(changed_beside, str(Path(path).parent), recursive=False)
        watch_inside()

    def _watch(self, do: Callable[[events.FileSystemEvent], None], folder: str, recursive: bool) -> Any:
        handler = events.FileSystemEventHandler()
        handler.on_any_event = do  # type: ignore[assignment, method-assign]
        return self._observer.schedule(handler, folder, recursive=recursive, event_filter=_CHANGES)
