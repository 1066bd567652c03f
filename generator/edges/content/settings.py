"""Loads the small files of a content folder: from the store while they are what they were, else by reading them.

A store, because typing what they may hold takes longer than an edit of an error may take in all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...model.not_known import NOT_KNOWN
from ...model.site_data import SiteData
from ...problems.problem import AnyProblem, FieldPath, LocatedProblem
from ..cache import store as stored
from ..machine.clock import today
from .files import OPTIONAL, SMALL, Content, read_file

if TYPE_CHECKING:
    from ...schema.settings import ReadFiles

ANYWHERE = "Etc/GMT-14"
"""Where a day begins first: while nobody knows the site's zone, no day that has begun anywhere is in the future."""


class SmallFiles(NamedTuple):
    """What the small files say, their problems, and a fingerprint of their names and bytes.

    `unsound` are the kinds of those that have slips or are missing, each with the ways to what is not known of it, or
    may be meant otherwise; the way to all of it, `()`, where nothing is. `NOT_KNOWN` stands there in the setting.
    """

    site_data: SiteData
    invalid: Mapping[str, tuple[FieldPath, ...]]
    problems: list[AnyProblem]
    surroundings: str


def small_files(content: Content, as_of: dt.date | None, cache: Path | None = None, program: str = "") -> SmallFiles:
    """Return what the small files say; with a `cache`, they are read only if they changed or `program` did."""
    problems: list[AnyProblem] = []
    files: dict[str, tuple[str, bytes]] = {}
    for kind in (*SMALL, *OPTIONAL):
        found = content.small.get(kind)
        data = read_file(found) if found else None
        if isinstance(data, LocatedProblem):
            problems.append(data)
        elif found and data is not None:
            files[kind] = (found.name, data)
    surroundings = hashlib.blake2b(repr(sorted(files.items())).encode(), digest_size=16).hexdigest()
    read = stored.kept(cache, "small", f"{program} {surroundings}", lambda: _read(files))
    problems.extend(read.problems)
    wanted = (*SMALL, *(kind for kind in OPTIONAL if kind in content.small))
    invalid = {kind: read.doubtful.get(kind, ((),)) for kind in wanted if kind not in read.valid}
    known = {**dict.fromkeys(invalid, NOT_KNOWN), **read.meant, **read.valid}
    zone = ANYWHERE if known["site"] is NOT_KNOWN else known["site"].time_zone
    return SmallFiles(SiteData(**known, as_of=as_of or today(zone)), invalid, problems, surroundings)


def _read(files: Mapping[str, tuple[str, bytes]]) -> ReadFiles:
    from ...schema.settings import read_small

    return read_small(files)
