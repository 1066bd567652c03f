"""The seal of a build: what it was made from, so that a build with nothing to do knows it before it reads anything.

Reading ten thousand errors from the store, drawing the publication and planning every page takes most of a second;
comparing the stamps of the sources and of the published files takes a fraction of that. A seal is believed only as
long as every source, the program, the day and every published file are what they were.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.edges import stored
from generator.edges.clock import today
from generator.edges.content_files import find_content
from generator.edges.program import program_fingerprint, templates_folder
from generator.edges.request import BuildRequest
from generator.edges.tree import known_tree
from generator.problem import Problem

_RACY = 2_000_000_000
"""Nanoseconds: a source written within this time of the seal may change again without a new time stamp."""


@dataclass(frozen=True)
class Seal:
    """What a build was made from, the time zone that decides its day, and what it said."""

    sources: str
    zone: str
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    total: int


def unbroken_seal(request: BuildRequest) -> Seal | None:
    """Give the seal of the last build if building again would give the same site and the same warnings."""
    seal = stored.load(_path(request), _key(request))
    if not isinstance(seal, Seal) or seal.sources != _sources(request, seal.zone):
        return None
    tree = known_tree(request.site, request.cache)
    whole = bool(tree.entries) and all(tree.holds(path, entry[0]) for path, entry in tree.entries.items())
    return seal if whole else None


def set_seal(request: BuildRequest, zone: str, problems: tuple[Problem, ...], texts: Mapping[str, str]) -> None:
    """Seal the site that was just published; not if a source may still change without anyone noticing."""
    newest = max((modified for _, _, modified in _stamps(request)), default=0)
    total = len(known_tree(request.site, request.cache).entries)
    if total and newest < time.time_ns() - _RACY:
        seal = Seal(_sources(request, zone), zone, problems, {p.spot.file: texts[p.spot.file] for p in problems}, total)
        stored.save(_path(request), _key(request), seal)


def break_seal(cache: Path) -> None:
    """Forget the seal of a site that is about to be replaced."""
    (cache / "seal.stored").unlink(missing_ok=True)


def _sources(request: BuildRequest, zone: str) -> str:
    day = request.as_of or today(zone)
    config = request.project / "mkdocs.yml"
    digest = hashlib.blake2b(
        f"{program_fingerprint(templates_folder(request.project))} {day} {request.search}\n".encode()
    )
    digest.update(config.read_bytes() if config.is_file() else b"")
    for name, size, modified in _stamps(request):
        digest.update(f"{name}\0{size}\0{modified}\n".encode())
    return digest.hexdigest()


def _stamps(request: BuildRequest) -> Iterator[tuple[str, int, int]]:
    """Give the name, size and time of modification of every source, hand-written pages too."""
    content = find_content(request.content)
    for found in (*content.small.values(), *content.errors, *content.others):
        yield found.name, found.size, found.modified
    for path in sorted((request.content / "pages").rglob("*")):
        status = path.stat()
        yield path.as_posix(), status.st_size, status.st_mtime_ns


def _path(request: BuildRequest) -> Path:
    return request.cache / "seal.stored"


def _key(request: BuildRequest) -> str:
    return f"{request.project}\n{request.content}\n{request.site}"
