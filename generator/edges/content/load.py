"""Loads a content folder: small files first, then the errors on all cores, each from the store where it is unchanged.

What a file says, and what is wrong with it by itself, depends only on its bytes and on the files around the roadmap.
So both are kept under a key of those, and a second run reads only what was edited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ...lint.error_file import check_file
from ...lint.run import check_catalog
from ...lint.suppressions import may_suppress
from ...model.catalog import Catalog
from ...model.error import KnownError, PrivateRecord
from ...model.not_known import NOT_KNOWN
from ...model.site_data import SiteData
from ...problems.problem import AnyProblem, LocatedProblem
from ..cache import store as stored
from ..machine.theme_languages import theme_languages
from ..machine.workers import in_chunks
from .files import ERRORS, Content, FoundFile, read_file
from .front_matter import front_matter_problems
from .settings import small_files
from .snapshot import RACY, Snapshot
from .templates import left_in_english, read_phrases

FEW = 64
_DIGITS = re.compile(r"(\d+)")
Packed = tuple[int, int, tuple[Any, ...] | None, tuple[Any, ...] | None, tuple[AnyProblem, ...], bool]


class LoadedError(NamedTuple):
    """What one file of the roadmap turned out to be; `excuses` says whether comments in it excuse problems."""

    modified: int
    size: int
    error: KnownError | None
    private: PrivateRecord | None
    problems: tuple[AnyProblem, ...]
    suppressions: bool = False

    def packed(self) -> Packed:
        """Return the same in plain tuples, which go through a store, or come from a worker, in half the time."""
        error, private = self.error and tuple(self.error), self.private and tuple(self.private)
        return self.modified, self.size, error, private, self.problems, self.suppressions

    @classmethod
    def unpacked(cls, packed: Packed) -> LoadedError:
        """Return what was packed."""
        modified, size, error, private, problems, suppressions = packed
        public = None if error is None else KnownError._make(error)
        record = None if private is None else PrivateRecord._make(private)
        return cls(modified, size, public, record, problems, suppressions)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A content folder, loaded. `catalog` is None if a small file is unsound; `surroundings` fingerprints those.

    `excused` are the errors' files and pages in which comments excuse problems, `weights` the publisher's choice by
    rule.
    """

    content: Content
    catalog: Catalog | None
    problems: tuple[AnyProblem, ...]
    surroundings: str
    suppressed: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)


def load_content(snapshot: Snapshot, cache: Path | None) -> Loaded:
    """Load and check the content of which stock was taken; with a `cache`, only what changed is read."""
    content = snapshot.content
    small = small_files(content, snapshot.request.as_of, cache, snapshot.program)
    site_data, surroundings = small.site_data, small.surroundings
    if small.invalid:
        # What is known of errors only in part shall not take the place of what is known of all.
        cache = None
    pages = (problem for name, text in content.page_texts for problem in front_matter_problems(name, text))
    problems = [*content.problems, *pages, *small.problems]
    loaded = _errors(snapshot, site_data, cache, f"{snapshot.program} {surroundings} {site_data.as_of}")
    problems.extend(problem for one in loaded for problem in one.problems)
    valid = [(one.error, one.private) for one in loaded if one.error is not None and one.private is not None]
    valid.sort(key=lambda pair: natural(pair[0].id))
    site = None if site_data.site is NOT_KNOWN else site_data.site
    language = site.locale if site else "en"
    phrases, english = stored.kept(
        cache,
        "phrases",
        f"{snapshot.program} {language}",
        lambda: (read_phrases(snapshot.templates, language), tuple(left_in_english(snapshot.templates, language))),
    )
    unreadable = [found.name for found, one in zip(content.errors, loaded, strict=True) if one.error is None]
    unreadable += [name for problem in content.problems if ERRORS in (name := problem.file) and name.endswith(".yml")]
    catalog = Catalog(
        site_data,
        tuple(error for error, _ in valid),
        tuple(private for _, private in valid),
        tuple(found.name for found in content.others),
        content.root.name,
        phrases,
        tuple(Path(name).stem for name in unreadable),
        content.pages,
        content.page_texts,
        () if snapshot.request.engine == "plain" else theme_languages(),
        english,
    )
    # What rules say of a slip that is told, or by it of what nobody knows, is not told.
    invalid = {f"{content.root.name}/{kind}.yml": paths for kind, paths in small.invalid.items()}
    found = check_catalog(catalog)
    problems.extend(one for one in found if not one.is_within(invalid.get(one.file, ())))
    suppressed = tuple(found.name for found, one in zip(content.errors, loaded, strict=True) if one.suppressions)
    suppressed += tuple(name for name, text in content.page_texts if may_suppress(text))
    suppressed += tuple(found.name for found in content.small.values())
    severities = site.rules if site else {}
    return Loaded(content, None if small.invalid else catalog, tuple(problems), surroundings, suppressed, severities)


def natural(text: str) -> list[str | int]:
    """Return what ids are ordered by: `NRC-9` comes before `NRC-10`."""
    lower = text.lower()
    head, dash, tail = lower.rpartition("-")
    if head.isalpha() and tail.isdecimal():
        # Most ids are like this, and need no expression to be taken apart.
        return [head + dash, int(tail), ""]
    parts: list[str | int] = list(_DIGITS.split(lower))
    # What lies between numbers and the numbers themselves take turns, so like is compared with like.
    parts[1::2] = map(int, parts[1::2])
    return parts


def _errors(snapshot: Snapshot, site_data: SiteData, cache: Path | None, key: str) -> list[LoadedError]:
    content, jobs = snapshot.content, snapshot.request.jobs
    store = cache / "errors" if cache else None
    kept: Mapping[str, Packed] = (stored.load(store, key) if store else None) or {}
    packed: dict[str, Packed] = {}
    fresh = []
    for found in content.errors:
        one = kept.get(found.name)
        if one is None or one[0] != found.modified or one[1] != found.size:
            fresh.append(found)
        else:
            packed[found.name] = one

    def work(files: Sequence[FoundFile]) -> list[Packed]:
        return [_load_error(found, site_data).packed() for found in files]

    read = (one for part in in_chunks(work, fresh, jobs) for one in part)
    packed.update(zip((found.name for found in fresh), read, strict=True))
    # Storing everything anew costs more than reading a few files again, so a few edits are not stored.
    if store and (not kept or len(fresh) + abs(len(packed) - len(kept)) > FEW):
        horizon = snapshot.taken - RACY
        stored.save(store, key, {name: one for name, one in packed.items() if one[0] < horizon})
    return [LoadedError.unpacked(packed[found.name]) for found in content.errors]


def _load_error(found: FoundFile, site_data: SiteData) -> LoadedError:
    data = read_file(found)
    if isinstance(data, LocatedProblem):
        return LoadedError(found.modified, found.size, None, None, (data,))
    return LoadedError(
        found.modified,
        found.size,
        *check_file(data, found.name, site_data),
        may_suppress(data.decode(errors="replace")),
    )
