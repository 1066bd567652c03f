"""Takes a snapshot of what a site is made from before anything is read: names, time stamps, and the program itself.

A run that finds nothing new ends here; any other reads what the snapshot lists, so that a source that changes meanwhile
cannot go unnoticed.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..machine.program import config_file, program_fingerprint, templates_folder
from ..machine.request import BuildRequest
from .files import Content, find_content

Stamp = tuple[str, int, int]
"""A file's name, its size, and its time of modification in nanoseconds."""

RACY = 2_000_000_000
"""Nanoseconds within which a source that was just written may change again without getting a new time stamp."""


@dataclass(frozen=True)
class Snapshot:
    """What a site is made from: the content's files, the templates' folder, and a fingerprint of the program.

    `config` is the content of mkdocs.yml, `pages` are the hand-written pages' stamps; `taken` is when, in nanoseconds.
    """

    request: BuildRequest
    content: Content
    templates: Path
    program: str
    config: bytes
    pages: tuple[Stamp, ...]
    taken: int

    @cached_property
    def digest(self) -> str:
        """Return a digest that changes when any of it does."""
        stamps = [f"{name} {size} {modified}" for name, size, modified in self._stamps()]
        refused = [f"{problem.file} {problem.message}" for problem in self.content.problems]
        configured = hashlib.blake2b(self.config).hexdigest()
        text = "\n".join((self.program, f"{self.request.search} {self.request.engine}", configured, *stamps, *refused))
        return hashlib.blake2b(text.encode(errors="surrogateescape")).hexdigest()

    @cached_property
    def stable(self) -> bool:
        """Return whether nothing is so recent that it may change again without a new time stamp."""
        return max((modified for _, _, modified in self._stamps()), default=0) < self.taken - RACY

    def pages_unchanged(self) -> bool:
        """Return whether the hand-written pages are still as they were when the snapshot was taken."""
        return tuple(_pages(self.content)) == self.pages

    def _stamps(self) -> Iterator[Stamp]:
        for found in (*self.content.settings.values(), *self.content.errors, *self.content.others):
            yield found.name, found.size, found.modified
        yield from self.pages


def take_snapshot(request: BuildRequest) -> Snapshot:
    """Return a snapshot of the content folder and the program."""
    taken = time.time_ns()
    templates = templates_folder(request.project)
    program = program_fingerprint(templates)
    content = find_content(request.content)
    config = config_file(request.project).read_bytes()
    return Snapshot(request, content, templates, program, config, tuple(_pages(content)), taken)


def _pages(content: Content) -> Iterator[Stamp]:
    """Yield the stamps of the hand-written pages."""
    for name in content.pages:
        path = content.root / "pages" / name
        # The check reports links without a target.
        with contextlib.suppress(OSError):
            status = path.stat()
            yield path.as_posix(), status.st_size, status.st_mtime_ns
