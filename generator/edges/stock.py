"""Takes stock of what a site is made from, once, before anything is read: names and stamps, and the program itself.

A run that finds nothing new stops here; one that goes on reads what this found, so that a source which changes
meanwhile cannot go unnoticed.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.edges.content_files import Content, find_content
from generator.edges.program import program_fingerprint, templates_folder
from generator.edges.request import BuildRequest

RACY = 2_000_000_000
"""Nanoseconds: a source written within this time may change again without a new time stamp."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What a site is made from: the files of the content, the folder of templates, and a fingerprint of the program.

    `digest` changes when anything of it does; `settled` says that nothing is so young that it may hide a change.
    `taken` is when, in nanoseconds.
    """

    request: BuildRequest
    content: Content
    templates: Path
    program: str
    digest: str
    settled: bool
    taken: int


def take_stock(request: BuildRequest) -> Stock:
    """Look through the content folder and the program."""
    taken = time.time_ns()
    templates = templates_folder(request.project)
    program = program_fingerprint(templates)
    content = find_content(request.content)
    config = request.project / "mkdocs.yml"
    configured = hashlib.blake2b(config.read_bytes() if config.is_file() else b"").hexdigest()
    stamps = [f"{name} {size} {modified}" for name, size, modified in _stamps(content)]
    text = "\n".join((program, f"{request.search} {request.engine}", configured, *stamps))
    newest = max((modified for _, _, modified in _stamps(content)), default=0)
    digest = hashlib.blake2b(text.encode(errors="surrogateescape")).hexdigest()
    return Stock(request, content, templates, program, digest, newest < taken - RACY, taken)


def _stamps(content: Content) -> Iterator[tuple[str, int, int]]:
    """Give the name, size and time of modification of every source, hand-written pages too."""
    for found in (*content.small.values(), *content.errors, *content.others):
        yield found.name, found.size, found.modified
    for path in sorted((content.root / "pages").rglob("*")):
        # What a link without a target comes to is told by the check.
        with contextlib.suppress(OSError):
            status = path.stat()
            yield path.as_posix(), status.st_size, status.st_mtime_ns
