"""Brings the stage up to date: deletes what is stale, links what the live site has, and makes the rest."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ...render.file_specs import FileSpec
from ..machine.folders import clear_tree
from ..machine.workers import in_chunks
from .tree import Entry, Tree, forget_tree, known_tree

LEAST = 64
"""The fewest files for a process: an edit makes about thirty, in less time than a process takes to start."""


def open_stage(folder: Path, cache: Path) -> Tree:
    """Return the tree that is to be changed, as it was recorded; without a record, emptied."""
    stage = known_tree(folder, cache)
    forget_tree(folder, cache)
    if not stage.entries:
        clear_tree(folder)
    return stage


def delete_stale(stage: Tree, wanted: Mapping[str, str]) -> int:
    """Delete the files that are not wanted, and folders that become empty; return how many files."""
    stale = [path for path in stage.entries if path not in wanted]
    for path in stale:
        file = stage.folder / path
        file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for parent in list(file.parents)[: path.count("/")]:
                parent.rmdir()
    return len(stale)


def put_files(
    stage: Tree, live: Tree, files: Sequence[FileSpec], keys: Mapping[str, str], jobs: int
) -> tuple[int, dict[str, Entry]]:
    """Put files into the stage; return how many were made, and the entries of those that were there already."""
    there: dict[str, Entry] = {}
    missing: list[FileSpec] = []
    for file in files:
        if stage.holds(file.path, keys[file.path]):
            there[file.path] = stage.entries[file.path]
        elif live.holds(file.path, keys[file.path]):
            link_files(stage, live, (file.path,))
        else:
            missing.append(file)
    fresh = not stage.entries
    old = live.folder if live.entries else None
    return sum(in_chunks(lambda some: _make_all(stage.folder, old, some, fresh), missing, jobs, least=LEAST)), there


def link_files(stage: Tree, live: Tree, paths: Iterable[str]) -> None:
    """Put files of the live site into the stage."""
    for path in paths:
        _place(stage.folder, path, partial(_link, live.folder / path))


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
