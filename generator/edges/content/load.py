"""Loads a content folder: first the settings files, then the errors on all cores, each from the cache if unchanged.

What a file says, and what is wrong with it by itself, depends only on its bytes and on the settings files. So both are
stored under a key made of these, and a second run reads only what was edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...lint.error_file import check_file
from ...lint.run import check_catalog
from ...lint.suppressions import may_suppress
from ...markup.hand_written import parse_page
from ...markup.limits import PAGE, beyond_prose
from ...model.catalog import Catalog
from ...model.error import KnownError, PrivateRecord
from ...model.site_data import SiteData
from ...problems.problem import AnyProblem, LocatedProblem, Problem
from ..cache import store
from ..machine.theme_languages import theme_languages
from ..machine.workers import in_chunks
from .files import ERRORS, Content, FoundFile, read_file
from .settings import LoadedSettings, load_settings
from .snapshot import RACY, Snapshot
from .templates import left_in_english, read_phrases

FEW = 64
_DIGITS = re.compile(r"(\d+)")


class LoadedError(NamedTuple):
    """What was read from an error file; `suppressions` says whether comments in it may suppress problems."""

    modified: int
    size: int
    error: KnownError | None
    private: PrivateRecord | None
    problems: tuple[Problem, ...]
    located: tuple[LocatedProblem, ...]
    suppressions: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A content folder, loaded. `catalog` is None if a settings file is invalid; `surroundings` is their fingerprint.

    `suppressed` are the files whose comments may suppress problems, `severities` the publisher's choice by rule.
    """

    content: Content
    catalog: Catalog | None
    problems: tuple[AnyProblem, ...]
    surroundings: str
    suppressed: tuple[str, ...]
    severities: Mapping[str, str]


def load_content(snapshot: Snapshot, cache: Path | None) -> Loaded:
    """Load and check the content of a snapshot; with a `cache`, only what changed is read."""
    content = snapshot.content
    settings = load_settings(content, snapshot.request.as_of, cache, snapshot.program)
    if settings.invalid:
        # Partial knowledge of the errors must not replace what is stored about all of them.
        cache = None
    errors = _load_errors(snapshot, settings, cache)
    catalog = _catalog(snapshot, settings, errors, cache)
    return Loaded(
        content,
        None if settings.invalid else catalog,
        tuple(_problems(content, settings, errors, catalog)),
        settings.surroundings,
        tuple(_suppressed(content, errors)),
        settings.site.rules if settings.site else {},
    )


def _catalog(
    snapshot: Snapshot, settings: LoadedSettings, errors: Sequence[LoadedError], cache: Path | None
) -> Catalog:
    """Return all that is known, as the rules see it."""
    content = snapshot.content
    valid = [(one.error, one.private) for one in errors if one.error is not None and one.private is not None]
    valid.sort(key=lambda pair: natural(pair[0].id))
    unreadable = [found.name for found, one in zip(content.errors, errors, strict=True) if one.error is None]
    unreadable += [name for problem in content.problems if ERRORS in (name := problem.file) and name.endswith(".yml")]
    language = settings.site.locale if settings.site else "en"
    phrases, english = store.kept(
        cache,
        "phrases",
        f"{snapshot.program} {language}",
        tuple[dict[str, str], tuple[str, ...]],
        lambda: (read_phrases(snapshot.templates, language), tuple(left_in_english(snapshot.templates, language))),
    )
    return Catalog(
        site_data=settings.site_data,
        errors=tuple(error for error, _ in valid),
        private=tuple(private for _, private in valid),
        strays=tuple(found.name for found in content.others),
        folder=content.root.name,
        phrases=phrases,
        unreadable=tuple(Path(name).stem for name in unreadable),
        pages=content.pages,
        # What exceeds the limits would keep the rules about links busy.
        page_texts=tuple(page for page in content.page_texts if beyond_prose(page[1], PAGE) is None),
        languages=() if snapshot.request.engine == "plain" else theme_languages(),
        english=english,
    )


def _problems(
    content: Content, settings: LoadedSettings, errors: Sequence[LoadedError], catalog: Catalog
) -> Iterator[AnyProblem]:
    """Yield the problems of single files, then those that rules find in all files together."""
    yield from content.problems
    for name, text in content.page_texts:
        yield from parse_page(text, name)[1]
    yield from settings.problems
    for one in errors:
        yield from one.located
        yield from one.problems
    # What rules find in a value that was reported already, or that nobody knows, is not reported.
    invalid = {f"{content.root.name}/{kind}.yml": paths for kind, paths in settings.invalid.items()}
    yield from (one for one in check_catalog(catalog) if not one.is_within(invalid.get(one.file, ())))


def _suppressed(content: Content, errors: Sequence[LoadedError]) -> Iterator[str]:
    """Yield the names of the files that may hold suppressions."""
    yield from (found.name for found, one in zip(content.errors, errors, strict=True) if one.suppressions)
    yield from (name for name, text in content.page_texts if may_suppress(text))
    yield from (found.name for found in content.settings.values())


def natural(text: str) -> list[str | int]:
    """Return the sort key of an id: `NRC-9` comes before `NRC-10`."""
    lower = text.lower()
    head, dash, tail = lower.rpartition("-")
    if head.isalpha() and tail.isdecimal():
        # Most ids are like this, and can be split without a regular expression.
        return [head + dash, int(tail), ""]
    parts: list[str | int] = list(_DIGITS.split(lower))
    # Numbers and the text between them alternate, so like is compared with like.
    parts[1::2] = map(int, parts[1::2])
    return parts


def _load_errors(snapshot: Snapshot, settings: LoadedSettings, cache: Path | None) -> list[LoadedError]:
    """Return every error file, from the cache where it is unchanged."""
    content, jobs, site_data = snapshot.content, snapshot.request.jobs, settings.site_data
    key = f"{snapshot.program} {settings.surroundings} {site_data.as_of}"
    path = cache / "errors" if cache else None
    kept: Mapping[str, LoadedError] = (store.load(path, key, dict[str, LoadedError]) if path else None) or {}
    loaded: dict[str, LoadedError] = {}
    fresh = []
    for found in content.errors:
        one = kept.get(found.name)
        if one is None or one.modified != found.modified or one.size != found.size:
            fresh.append(found)
        else:
            loaded[found.name] = one

    def work(files: Sequence[FoundFile]) -> list[LoadedError]:
        return [_load_error(found, site_data) for found in files]

    read = (one for part in in_chunks(work, fresh, jobs) for one in part)
    loaded.update(zip((found.name for found in fresh), read, strict=True))
    # Storing everything again costs more than rereading a few files, so a few edits are not stored.
    if path and (not kept or len(fresh) + abs(len(loaded) - len(kept)) > FEW):
        horizon = snapshot.taken - RACY
        store.save(path, key, {name: one for name, one in loaded.items() if one.modified < horizon})
    return [loaded[found.name] for found in content.errors]


def _load_error(found: FoundFile, site_data: SiteData) -> LoadedError:
    data = read_file(found)
    if isinstance(data, LocatedProblem):
        return LoadedError(found.modified, found.size, None, None, (), (data,))
    error, private, every = check_file(data, found.name, site_data)
    problems = tuple(problem for problem in every if isinstance(problem, Problem))
    located = tuple(problem for problem in every if isinstance(problem, LocatedProblem))
    suppressions = may_suppress(data.decode(errors="replace"))
    return LoadedError(found.modified, found.size, error, private, problems, located, suppressions)
