"""Loads the settings files of a content folder: from the cache while they are unchanged, else by reading them.

They are cached because importing and validating their types takes longer than a rebuild after one edit may take.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...lint.run import check_catalog
from ...model.catalog import Catalog
from ...model.not_known import NOT_KNOWN
from ...model.site import Site
from ...model.site_data import SiteData
from ...problems.problem import AnyProblem, FieldPath, LocatedProblem
from ...problems.report import Report
from ..cache import store
from ..machine.clock import today
from ..machine.request import BuildRequest
from .files import OPTIONAL, SETTINGS, Content, find_content, read_file
from .locate_problems import locate_problems

if TYPE_CHECKING:
    from ...schema.settings import ReadFiles

ANYWHERE = "Etc/GMT-14"
"""Where a day begins first: while the site's zone is unknown, no day that has begun anywhere counts as future."""


class LoadedSettings(NamedTuple):
    """What the settings files say, their problems, and a fingerprint of their names and bytes.

    `invalid` are the kinds of those that have problems or are missing, each with the paths of fields that are unknown
    or may be meant differently: `()`, the whole file, if nothing is known; `site_data` then has `NOT_KNOWN`.
    """

    site_data: SiteData
    invalid: Mapping[str, tuple[FieldPath, ...]]
    problems: list[AnyProblem]
    surroundings: str

    @property
    def site(self) -> Site | None:
        """Return what site.yml says, or None if that is not known."""
        return None if self.site_data.site is NOT_KNOWN else self.site_data.site


def load_settings(
    content: Content, as_of: dt.date | None, cache: Path | None = None, program: str = ""
) -> LoadedSettings:
    """Return what the settings files say; with a `cache`, they are read only if they changed or `program` did."""
    problems: list[AnyProblem] = []
    files: dict[str, tuple[str, bytes]] = {}
    for kind in (*SETTINGS, *OPTIONAL):
        found = content.settings.get(kind)
        data = read_file(found) if found else None
        if isinstance(data, LocatedProblem):
            problems.append(data)
        elif found and data is not None:
            files[kind] = (found.name, data)
    surroundings = hashlib.blake2b(repr(sorted(files.items())).encode(), digest_size=16).hexdigest()
    key = f"{program} {surroundings}"
    kept: SiteData | None = store.load(cache / "settings", key, SiteData) if cache and not problems else None
    if kept is not None:
        return LoadedSettings(replace(kept, as_of=as_of or today(kept.site.time_zone)), {}, [], surroundings)
    read = _read(files)
    problems.extend(read.problems)
    wanted = (*SETTINGS, *(kind for kind in OPTIONAL if kind in content.settings))
    invalid = {kind: read.doubtful.get(kind, ((),)) for kind in wanted if kind not in read.valid}
    known = {**dict.fromkeys(invalid, NOT_KNOWN), **read.meant, **read.valid}
    zone = ANYWHERE if known["site"] is NOT_KNOWN else known["site"].time_zone
    site_data = SiteData(**known, as_of=as_of or today(zone), partly_known=bool(invalid))
    if cache and not invalid and not problems:
        store.save(cache / "settings", key, site_data)
    return LoadedSettings(site_data, invalid, problems, surroundings)


def _read(files: Mapping[str, tuple[str, bytes]]) -> ReadFiles:
    from ...schema.settings import read_settings

    return read_settings(files)


def load_site_data(request: BuildRequest, rules: Collection[str]) -> tuple[SiteData | None, Report]:
    """Return the settings files' content, or None if one is invalid, and the problems that the named rules find.

    For commands that need no roadmap and should not wait for a large one; other rules may need the errors.
    """
    content = find_content(request.content)
    # An empty optional file counts as missing: for `>> content/messages.yml` a shell creates one before it starts the
    # command that is to fill it.
    said = {kind: file for kind, file in content.settings.items() if file.size or kind not in OPTIONAL}
    content = replace(content, settings=said)
    settings = load_settings(content, request.as_of)
    if settings.invalid:
        return None, locate_problems([*content.problems, *settings.problems], request.content, {})
    catalog = Catalog(settings.site_data, (), (), folder=request.content.name)
    found = [problem for problem in check_catalog(catalog) if problem.rule in rules]
    return settings.site_data, locate_problems(found, request.content, {})
