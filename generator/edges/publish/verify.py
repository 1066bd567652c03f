"""Reads every file of a finished site, on several cores, and has it judged by `generator/verify/`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from ...problems.problem import LocatedProblem, Position
from ...verify.addresses import Site
from ...verify.data import READERS, read_calendar
from ...verify.facts import Facts, problem
from ...verify.page import read_page
from ...verify.private import PrivateValues, Read, find_private, private_values, read_sources
from ...verify.site import check_site
from ..machine.folders import files_below
from ..machine.workers import in_chunks

_CANONICAL = re.compile(r'<link rel="?canonical"? href="([^"]+)"')
_FORM = re.compile(r'<footer.*?<a href="(https?:[^"]+)"', re.DOTALL)
"""The first link of the footer: the support form, which may be on the same host and is not part of the site."""
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
_TEXT = (".html", ".json", ".atom", ".xml", ".svg", ".css", ".js", ".txt", ".ics", ".csv", ".map", ".md", ".conf")
HEADERS = ("_headers", ".headers/nginx.conf", ".headers/Caddyfile")


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
    hashes = frozenset(
        digest for name in HEADERS if name in files for digest in _HASH.findall((site / name).read_text("utf-8"))
    )
    private = _private(content, templates, jobs) if content else PrivateValues({})
    names = sorted(files)

    def read_all(some: Sequence[str]) -> list[Facts]:
        return [_read(site, name, address, files, hashes, private) for name in some]

    facts = [one for part in in_chunks(read_all, names, jobs) for one in part]
    given = files_below(content / "pages") if content else ()
    problems = [one for fact in facts for one in fact.problems]
    problems += check_site(facts, files, lambda name: (site / name).read_text("utf-8"), frozenset(given))
    return tuple(sorted(problems, key=lambda one: (one.position.file, one.position.line, one.position.column)))


def _read(
    site: Path, name: str, address: Site, files: frozenset[str], hashes: frozenset[str], private: PrivateValues
) -> Facts:
    path = site / name
    if path.is_symlink():
        message = "this is a link to a file, which a host may not follow; put the file itself there"
        return Facts(name, problems=(problem("file-unexpected", Position(name), message),))
    data, suffix = path.read_bytes(), path.suffix
    if suffix not in _TEXT and name not in HEADERS:
        found = tuple(find_private(name, data.decode("latin-1"), private)) if private.by_run else ()
        return Facts(name, problems=found)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "this is not UTF-8; build the site again"
        return Facts(name, problems=(problem("file-unreadable", Position(name, line), message),))
    if suffix == ".html":
        facts = read_page(name, text, address, files, hashes)
    elif suffix == ".ics":
        facts = read_calendar(name, data)
    elif suffix in READERS:
        facts = READERS[suffix](name, text, address, files)
    else:
        facts = Facts(name)
    if private.by_run:
        facts = facts._replace(problems=(*facts.problems, *find_private(name, text, private)))
    return facts


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
