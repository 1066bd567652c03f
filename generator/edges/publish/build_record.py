"""The build record: what the site was made from, so that a build with nothing to do knows before it reads anything.

Reading ten thousand errors from the cache, deriving the publication and planning every page takes most of a second;
comparing the time stamps of the sources and of the published files takes a fraction of that. A record is valid only as
long as every source, the program, the day and every published file are unchanged.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from ...problems.report import Report
from ..cache import store
from ..content.snapshot import Snapshot
from ..machine.clock import today
from ..machine.request import BuildRequest
from .tree import known_tree

if TYPE_CHECKING:
    # These import far more than a build with nothing to do needs.
    from ...model.site_data import SiteData


@dataclass(frozen=True)
class BuildRecord:
    """What a build was made from, as a digest; its day, the time zone that determines it, and what it reported."""

    sources: str
    day: dt.date
    zone: str
    report: Report
    total: int


RECORD_FORMAT = " ".join(field.name for field in fields(BuildRecord))
"""The fields of a record. Part of its key, so that a record of an older program with other fields is ignored."""


def current_record(snapshot: Snapshot) -> BuildRecord | None:
    """Return the record of the last build if building again would give the same site and warnings."""
    request = snapshot.request
    record: BuildRecord | None = store.load(_path(request), _key(request), BuildRecord)
    if record is None or record.day != (request.as_of or today(record.zone)):
        return None
    if not snapshot.stable or record.sources != snapshot.digest:
        return None
    return record if known_tree(request.site, request.cache).untouched() else None


def write_record(snapshot: Snapshot, site_data: SiteData, warnings: Report, total: int) -> None:
    """Record the site that was just published, unless a source is so recent that it may change unnoticed."""
    if snapshot.stable:
        texts = {problem.file: warnings.texts[problem.file] for problem in warnings.problems}
        report = Report(warnings.problems, texts)
        record = BuildRecord(snapshot.digest, site_data.as_of, site_data.site.time_zone, report, total)
        store.save(_path(snapshot.request), _key(snapshot.request), record)


def remove_record(cache: Path) -> None:
    """Delete the record of a site that is about to be replaced."""
    store.forget(cache / "build-record.stored")


def _path(request: BuildRequest) -> Path:
    return request.cache / "build-record.stored"


def _key(request: BuildRequest) -> str:
    return f"{RECORD_FORMAT}\n{request.project}\n{request.content}\n{request.site}"
