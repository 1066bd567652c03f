"""Publishes: brings a second tree next to the site up to date, checks it, and swaps the two.

The site is never written to. The tree next to it is the previous site, so only what changed since then has to be made
or linked; the swap is one step. A build that fails, is killed or runs out of disk space has touched only that tree.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...render.file_specs import FileSpec
from ..machine.locks import site_lock
from ..machine.request import BuildRequest
from .build_record import remove_record
from .stage import delete_stale, link_files, open_stage, put_files
from .tree import Tree, known_tree, note_tree, stage_of, swap

_HASHED = re.compile(r"assets/(?:corrigenda|javascripts|stylesheets)/.*\.[0-9a-f]{7,}\.[a-z.]+")
"""Paths of scripts and styles whose names hold a digest of their bytes. Parts of a search index are not among them:
they hold the text of pages, and what is taken back must be gone."""
_LEFT = "left for pages that were fetched before the swap"
"""The key of such files of the last site; no page of the new one loads them."""


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
    request: BuildRequest, files: Sequence[FileSpec], shared_key: str, post_process: PostProcess | None
) -> Published:
    """Make the tree of `files` and put it in place of the site; `shared_key` covers what all files are made from.

    `post_process` adds files made from the whole tree (a search index); they are kept while its key is the same.
    Scripts and styles of the last site stay for one more build: a page that was just fetched is about to load them.
    The caller must hold the lock of the cache.
    """
    site, cache = request.site, request.cache
    with site_lock(site):
        live = known_tree(site, cache)
        keys = {file.path: key_of(shared_key, file.path, file.inputs) for file in files}
        post_key = f"post-process {post_process.key}" if post_process else ""
        processed = _still_processed(live, post_key)
        total = len(keys) + len(processed)
        if bool(processed) == bool(post_process) and _is_current(live, keys, total):
            return Published(total, 0, 0)
        try:
            remove_record(cache)
            stage = open_stage(stage_of(site), cache)
            removed = delete_stale(stage, {**keys, **processed})
            made, there = put_files(stage, live, files, keys, request.jobs)
            added = [FileSpec(path, (), _never) for path in processed]
            if post_process and not processed:
                added = list(post_process.make(stage.folder))
                processed = {file.path: post_key for file in added}
            made_after, there_after = put_files(stage, live, added, processed, request.jobs)
            left = _left(live, {**keys, **processed})
            link_files(stage, live, left)
            note_tree(stage.folder, cache, {**keys, **processed, **left}, {**there, **there_after})
            swap(stage.folder, site)
        except OSError as error:
            if error.errno is None:
                # Not a system error: Jinja, too, raises an OSError for a template that does not exist.
                raise
            raise PublishError(not_written(error)) from error
        return Published(len(keys) + len(processed), made + made_after, removed)


def not_written(error: OSError) -> str:
    """Return why the site could not be written; the system does not always name the file."""
    place = f" ({error.filename})" if error.filename else ""
    return f"the new site could not be written: {error.strerror or error}{place}"


def _is_current(live: Tree, keys: Mapping[str, str], total: int) -> bool:
    """Return whether the live site has all files, and no others but those that were left."""
    others = sum(entry[0] == _LEFT for entry in live.entries.values())
    return (
        bool(keys) and len(live.entries) == total + others and all(live.holds(path, key) for path, key in keys.items())
    )


def _still_processed(live: Tree, post_key: str) -> dict[str, str]:
    """Return the live files that the post-process made from the same pages, with their key; none if one was altered."""
    paths = [path for path, entry in live.entries.items() if entry[0] == post_key]
    return dict.fromkeys(paths, post_key) if all(live.holds(path, post_key) for path in paths) else {}


def _left(live: Tree, keys: Mapping[str, str]) -> dict[str, str]:
    """Return what is left of the live site, with its key; not what was only left there by the site before."""
    unused = (path for path, entry in live.entries.items() if path not in keys and entry[0] != _LEFT)
    return {path: _LEFT for path in unused if _HASHED.fullmatch(path) and live.holds(path, live.entries[path][0])}


def _never() -> bytes:
    raise RuntimeError("a file that the live site holds is linked, not made")
