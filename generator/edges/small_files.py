"""Loads the small files of a content folder: from the store while they are what they were, else by reading them.

A store, because typing what they may hold takes longer than an edit of an error may take in all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.edges import stored
from generator.edges.clock import today
from generator.edges.content_files import OPTIONAL, SMALL, Content, read_file
from generator.model.setting import Setting
from generator.problem import Problem


class SmallFiles(NamedTuple):
    """What the small files say, None if one is unsound; their problems; and a fingerprint of their names and bytes.

    `meant` is what they would say if the misspelled fields of the unsound ones were right; errors are judged by it, so
    that their slips are told in the same run. It is None where nothing is unsound, or more is wrong than that.
    """

    setting: Setting | None
    meant: Setting | None
    problems: list[Problem]
    surroundings: str


def small_files(content: Content, as_of: dt.date | None, cache: Path | None = None, program: str = "") -> SmallFiles:
    """Give what the small files say; with a `cache`, they are read only if they changed or `program` did."""
    problems: list[Problem] = []
    files: dict[str, tuple[str, bytes]] = {}
    for kind in (*SMALL, *OPTIONAL):
        found = content.small.get(kind)
        data = read_file(found) if found else None
        if isinstance(data, Problem):
            problems.append(data)
        elif found and data is not None:
            files[kind] = (found.name, data)
    surroundings = hashlib.blake2b(repr(sorted(files.items())).encode(), digest_size=16).hexdigest()
    said, meant, more = stored.kept(cache, "small", f"{program} {surroundings}", lambda: _read(files))
    problems.extend(more)
    setting = _setting(content, said, as_of)
    if setting is None:
        return SmallFiles(None, _setting(content, {**meant, **said}, as_of), problems, surroundings)
    return SmallFiles(setting, None, problems, surroundings)


def _setting(content: Content, said: Mapping[str, Any], as_of: dt.date | None) -> Setting | None:
    """Give the setting, None if a file is missing in what they say."""
    if any(kind not in said for kind in SMALL) or ("words" in content.small and "words" not in said):
        return None
    return Setting(**said, as_of=as_of or today(said["site"].time_zone))


def _read(files: Mapping[str, tuple[str, bytes]]) -> tuple[dict[str, Any], dict[str, Any], list[Problem]]:
    from generator.sources.small import read_small

    return read_small(files)
