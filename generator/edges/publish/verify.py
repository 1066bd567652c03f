"""Reads every file of a finished site, on several cores, and has it judged by `generator/verify/`."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from ...problems.problem import LocatedProblem, Position
from ...verify.addresses import Site
from ...verify.data import READERS, read_table
from ...verify.facts import Facts, position_of, problem
from ...verify.feeds import read_calendar
from ...verify.headers import FORMS, check_headers
from ...verify.page import read_page
from ...verify.pictures import read_binary
from ...verify.private import PrivateValues, Read, find_private, private_values, read_sources
from ...verify.site import check_site
from ..machine.folders import files_below
from ..machine.workers import in_chunks

_CANONICAL = re.compile(r'<link rel="?canonical"? href="([^"]+)"')
_FORM = re.compile(r'<footer.*?<a href="(https?:[^"]+)"', re.DOTALL)
"""The first link of the footer: the support form, which may be on the same host and is not part of the site."""
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
_TEXT = (".html", ".json", ".atom", ".xml", ".svg", ".css", ".js", ".txt", ".ics", ".csv", ".map", ".md", ".conf")
_NAMED = re.compile(r"assets/corrigenda/[\w-]+\.([0-9a-f]{10})\.\w+")
"""Files whose names hold a digest of their bytes; browsers keep them for ever."""


class NotASiteError(Exception):
    """The folder holds no site; the message says why."""


def verify(site: Path, content: Path | None, templates: Path | None, jobs: int) -> tuple[LocatedProblem, ...]:
    """Return every problem of a site, by file; raise NotASiteError if there is none.

    With `content`, its private values are looked for, unless they are in the words of `templates`, too.
    """
    files = frozenset(files_below(site))
    home = site / "index.html"
    if not home.is_file():
        raise NotASiteError(f"there is no site in {site}: it has no index.html; build it first")
    text = _text(home)
    found, form = _CANONICAL.search(text), _FORM.search(text)
    if found is None:
        raise NotASiteError(f"{home} does not say its public address; build the site again")
    address = Site(unescape(found[1]).rstrip("/") + "/", unescape(form[1]) if form else "")
    headers = {name: _text(site / name) for name in FORMS if name in files}
    hashes = frozenset(digest for text in headers.values() for digest in _HASH.findall(text))
    private = _private(content, templates, jobs) if content else PrivateValues({})
    names = sorted(files)

    def read_all(some: Sequence[str]) -> list[Facts]:
        return [_read(site, name, address, files, hashes, private) for name in some]

    facts = [one for part in in_chunks(read_all, names, jobs) for one in part]
    given = files_below(content / "pages") if content else ()
    problems = [one for fact in facts for one in fact.problems]
    problems += check_headers(headers)
    problems += [_not_a_file(name) for name in _linked_folders(site)]
    problems += check_site(facts, files, lambda name: (site / name).read_text("utf-8"), frozenset(given))
    return tuple(sorted(problems, key=lambda one: (one.position.file, one.position.line, one.position.column)))


def _read(
    site: Path, name: str, address: Site, files: frozenset[str], hashes: frozenset[str], private: PrivateValues
) -> Facts:
    path = site / name
    if path.is_symlink() or not path.is_file():
        return Facts(name, problems=(_not_a_file(name),))
    data, suffix = path.read_bytes(), path.suffix
    named, odd = _NAMED.fullmatch(name), []
    if named and hashlib.sha256(data).hexdigest()[:10] != named[1]:
        message = "its name holds the digest of other bytes, and browsers keep it for ever; build the site again"
        odd.append(problem("file-unreadable", Position(name), message))
    if suffix not in _TEXT and name not in FORMS:
        odd += read_binary(name, suffix, data)
        return Facts(name, problems=(*odd, *find_private(name, data.decode("latin-1"), private)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "this is not UTF-8; build the site again"
        return Facts(name, problems=(problem("file-unreadable", Position(name, line), message),))
    if "\0" in text:
        message = "a character U+0000 is in this file, and many readers stop there; build the site again"
        odd.append(problem("file-unreadable", position_of(name, text, "\0"), message))
    if suffix == ".html":
        facts = read_page(name, text, address, files, hashes)
    elif suffix == ".ics":
        facts = read_calendar(name, data)
    elif suffix == ".csv":
        facts = read_table(name, text)
    elif suffix in READERS:
        facts = READERS[suffix](name, text, address, files)
    else:
        facts = Facts(name)
    return facts._replace(problems=(*odd, *facts.problems, *find_private(name, text, private)))


def _not_a_file(name: str) -> LocatedProblem:
    message = "this is a link or no file at all, which a host may not follow; put the file itself there"
    return problem("file-unexpected", Position(name), message)


def _linked_folders(site: Path) -> Iterator[str]:
    for folder, names, _ in os.walk(site):
        for name in names:
            if (Path(folder) / name).is_symlink():
                yield (Path(folder) / name).relative_to(site).as_posix()


def _private(content: Path, templates: Path | None, jobs: int) -> PrivateValues:
    """Return the private values of a content folder."""

    def read(paths: Sequence[Path]) -> Read:
        return read_sources((path.relative_to(content.parent).as_posix(), _text(path)) for path in paths)

    parts = in_chunks(read, sorted((content / "roadmap").rglob("*.yml")), jobs)
    spoken = [
        _text(path)
        for folder in (content, templates)
        if folder is not None
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".html", ".yml", ".md", ".txt", ".js") and not path.is_relative_to(content / "roadmap")
    ]
    return private_values(parts, "\n".join(spoken))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
