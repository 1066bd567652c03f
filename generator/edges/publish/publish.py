"""Publishes: brings a second tree next to the site up to date, checks it, and swaps the two.

The site is never written to. The tree next to it is the previous site, so only what changed since then has to be made
or linked; the swap is one step. A build that fails, is killed or runs out of disk space has touched only that tree.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ...render.file_specs import FileSpec
from ..machine.folders import clear_tree
from ..machine.locks import site_lock
from ..machine.workers import in_chunks
from .build_record import remove_record
from .tree import Entry, Tree, forget_tree, known_tree, note_tree, stage_of, swap

LEAST = 16
"""From this number of files on, a second process pays off: the few that an edit changes include long lists."""


@dataclass(frozen=True, slots=True)
class PostProcess:
    """What is made from the whole tree once it is written: the key of what it depends on, and how to make it."""

    key: str
    make: Callable[[Path], Sequence[FileSpec]]


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: how many files the site has, how many were made, and how many were removed."""

    total: int
    made: int
    removed: int


class PublishError(Exception):
    """The tree could not be made; the site is unchanged. The message says why."""


def key_of(shared_key: str, *inputs: object) -> str:
    """Return a key for what a file is made from."""
    return hashlib.blake2b(f"{shared_key}{inputs!r}".encode(), digest_size=12).hexdigest()


def publish(
    site: Path, cache: Path, files: Sequence[FileSpec], shared_key: str, jobs: int, post_process: PostProcess | None
) -> Published:
    """Make the tree of `files` and put it in place of `site`; `shared_key` covers what all files are made from.

    `post_process` adds files made from the whole tree (a search index); they are kept while its key is the same.
    The caller must hold the lock of the cache.
    """
    with site_lock(site):
        live = known_tree(site, cache)
        keys = {file.path: key_of(shared_key, file.path, file.inputs) for file in files}
        last = f"post-process {post_process.key}" if post_process else ""
        if _is_current(live, keys, last):
            return Published(len(live.entries), 0, 0)
        stage_folder = stage_of(site)
        try:
            remove_record(cache)
            stage = _prepared(stage_folder, cache)
            extra = _kept(live, last)
            removed = _remove_stale(stage, {**keys, **extra})
            known: dict[str, Entry] = {}
            made = _put(stage, live, files, keys, jobs, known)
            added = [FileSpec(path, (), _never) for path in extra]
            if post_process and not extra:
                added = list(post_process.make(stage_folder))
                extra = {file.path: last for file in added}
            made += _put(stage, live, added, extra, jobs, known)
            note_tree(stage_folder, cache, {**keys, **extra}, known)
            swap(stage_folder, site)
        except OSError as error:
            if error.errno is None:
                # Not a system error: Jinja, too, raises an OSError for a template that does not exist.
                raise
            raise PublishError(not_written(error)) from error
        return Published(len(keys) + len(extra), made, removed)


def not_written(error: OSError) -> str:
    """Say why the site could not be written; the system does not always name the file."""
    place = f" ({error.filename})" if error.filename else ""
    return f"the new site could not be written: {error.strerror or error}{place}"


def _is_current(live: Tree, keys: Mapping[str, str], last: str) -> bool:
    if not keys or not all(live.holds(path, key) for path, key in keys.items()):
        return False
    extra = _kept(live, last)
    return bool(extra) == bool(last) and len(live.entries) == len(keys) + len(extra)


def _kept(live: Tree, last: str) -> dict[str, str]:
    """Return the live files that the post-process made from the same pages, with their key; none if one was altered."""
    paths = [path for path, entry in live.entries.items() if entry[0] == last] if last else []
    return dict.fromkeys(paths, last) if all(live.holds(path, last) for path in paths) else {}


def _never() -> bytes:
    raise RuntimeError("a file that the live site holds is linked, not made")


def _prepared(folder: Path, cache: Path) -> Tree:
    stage = known_tree(folder, cache)
    forget_tree(folder, cache)
    if not stage.entries:
        clear_tree(folder)
    return stage


def _remove_stale(stage: Tree, keys: Mapping[str, str]) -> int:
    stale = [path for path in stage.entries if path not in keys]
    for path in stale:
        file = stage.folder / path
        file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for parent in list(file.parents)[: path.count("/")]:
                parent.rmdir()
    return len(stale)


def _put(
    stage: Tree, live: Tree, files: Sequence[FileSpec], keys: Mapping[str, str], jobs: int, known: dict[str, Entry]
) -> int:
    """Put files into the stage and return how many were made; add to `known` the entries of those already there."""
    missing: list[FileSpec] = []
    for file in files:
        if stage.holds(file.path, keys[file.path]):
            known[file.path] = stage.entries[file.path]
        elif live.holds(file.path, keys[file.path]):
            _place(stage.folder, file.path, partial(_link, live.folder / file.path))
        else:
            missing.append(file)
    fresh = not stage.entries
    old = live.folder if live.entries else None
    return sum(in_chunks(lambda some: _make_all(stage.folder, old, some, fresh), missing, jobs, least=LEAST))


def _make_all(stage: Path, live: Path | None, files: Sequence[FileSpec], fresh: bool) -> int:
    """Make files and place them; one with the same bytes as on the live site is linked, not rewritten."""
    made = 0
    for file in files:
        data = file.make()
        if live is not None and _same(live / file.path, data):
            _place(stage, file.path, partial(_link, live / file.path), fresh)
        else:
            made += 1
            _place(stage, file.path, partial(_write, data), fresh)
    return made


def _place(stage: Path, path: str, put: Callable[[str], None], fresh: bool = False) -> None:
    target = f"{stage}/{path}"
    if not fresh:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(target)  # noqa: PTH108
    try:
        if fresh and path.endswith("/index.html"):
            # Nearly every page is alone in its folder, so creating the folder first saves a failing attempt.
            with contextlib.suppress(FileExistsError):
                os.mkdir(target[:-11])  # noqa: PTH102
        put(target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        put(target)


def _write(data: bytes, target: str) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def _link(source: Path, target: str) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        _write(source.read_bytes(), target)


def _same(path: Path, data: bytes) -> bool:
    try:
        return os.stat(path).st_size == len(data) and path.read_bytes() == data  # noqa: PTH116
    except OSError:
        return False
