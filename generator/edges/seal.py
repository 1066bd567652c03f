"""The seal of a build: what it was made from, so that a build with nothing to do knows it before it reads anything.

Reading ten thousand errors from the store, drawing the publication and planning every page takes most of a second;
comparing the stamps of the sources and of the published files takes a fraction of that. A seal is believed only as
long as every source, the program, the day and every published file are what they were.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from generator.edges import stored
from generator.edges.clock import today
from generator.edges.content_files import find_content
from generator.edges.program import program_fingerprint, templates_folder
from generator.edges.request import BuildRequest
from generator.edges.tree import known_tree
from generator.problem import Problem

if TYPE_CHECKING:
    # These import far more than a build with nothing to do needs.
    from generator.edges.placing import Placed
    from generator.model.setting import Setting

_RACY = 2_000_000_000
"""Nanoseconds: a source written within this time of the seal may change again without a new time stamp."""


@dataclass(frozen=True)
class Sources:
    """What a build is made from, as stamps: `digest` changes when anything does; `settled` if nothing is too young."""

    digest: str
    settled: bool


@dataclass(frozen=True)
class Seal:
    """What a build was made from, its day and the time zone that decides it, and what it said."""

    sources: Sources
    day: dt.date
    zone: str
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    total: int


LAYOUT = " ".join(field.name for kind in (Seal, Sources) for field in fields(kind))
"""What a seal consists of. Part of its key, so that one of an older program, made otherwise, counts as none."""


def sources_of(request: BuildRequest) -> Sources:
    """Take the stamps of all sources. This is done before they are read, so that a change meanwhile breaks the seal."""
    now = time.time_ns()
    config = request.project / "mkdocs.yml"
    program = program_fingerprint(templates_folder(request.project))
    digest = hashlib.blake2b(f"{program} {request.search} {request.engine}\n".encode())
    digest.update(config.read_bytes() if config.is_file() else b"")
    newest = 0
    for name, size, modified in _stamps(request):
        digest.update(f"{name}\0{size}\0{modified}\n".encode())
        newest = max(newest, modified)
    return Sources(digest.hexdigest(), newest < now - _RACY)


def unbroken_seal(request: BuildRequest) -> Seal | None:
    """Give the seal of the last build if building again would give the same site and the same warnings."""
    seal = stored.load(_path(request), _key(request))
    if not isinstance(seal, Seal) or seal.day != (request.as_of or today(seal.zone)):
        return None
    if seal.sources != sources_of(request):
        return None
    tree = known_tree(request.site, request.cache)
    whole = bool(tree.entries) and all(tree.holds(path, entry[0]) for path, entry in tree.entries.items())
    return seal if whole else None


def set_seal(request: BuildRequest, sources: Sources, setting: Setting, warnings: Placed, total: int) -> None:
    """Seal the site that was just published; not if a source was so young that it may change unnoticed."""
    if sources.settled:
        texts = {problem.spot.file: warnings.texts[problem.spot.file] for problem in warnings.problems}
        seal = Seal(sources, setting.as_of, setting.site.time_zone, warnings.problems, texts, total)
        stored.save(_path(request), _key(request), seal)


def break_seal(cache: Path) -> None:
    """Forget the seal of a site that is about to be replaced."""
    (cache / "seal.stored").unlink(missing_ok=True)


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
    return f"{LAYOUT}\n{request.project}\n{request.content}\n{request.site}"
