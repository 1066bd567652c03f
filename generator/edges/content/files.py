"""Finds and reads the files of `content/`: names and time stamps first, bytes only where needed.

What can go wrong with a file system becomes a problem here: a missing folder, a directory named like a source, a link
that leaves the folder, a file without permission to read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from ...problems.problem import LocatedProblem, Position, ProblemSeverity
from ...yaml_text.text import MAX_BYTES

SETTINGS = ("site", "faq", "severity", "calendar", "products", "lifecycle")
"""The kinds of source that are a single file, `content/<kind>.yml`."""
OPTIONAL = ("messages",)
"""Further such kinds, which may be left out."""
ERRORS = "/roadmap/"
"""What follows the folder in the names of error files."""


_ELSEWHERE = "is a link to another part of the content, which may be private; copy what readers may see"
_DEEPEST = 30
"""How deep folders may be nested: far more than anybody needs, and far below Python's own recursion limit."""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The ends of names, in any case, that MkDocs or an author may take for pages."""
_NOT_IN_ADDRESS = ("#", "?", "%", "\\")


class FoundFile(NamedTuple):
    """A source: its name in problems (`content/roadmap/…`), where it is, and what shows whether it changed."""

    name: str
    path: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a content folder. `settings` holds the settings files by kind, `errors` the roadmap ordered by name.

    `pages` are the files below pages/, which MkDocs reads, by their paths from there; `page_texts` are
    the contents of those in Markdown, by their names in problems.
    """

    root: Path
    settings: dict[str, FoundFile]
    errors: tuple[FoundFile, ...]
    others: tuple[FoundFile, ...]
    problems: tuple[LocatedProblem, ...]
    pages: tuple[str, ...] = ()
    page_texts: tuple[tuple[str, str], ...] = ()


def find_content(root: Path) -> Content:
    """List a content folder; whatever cannot be listed becomes a problem."""
    problems: list[LocatedProblem] = []
    if not root.is_dir():
        missing = _problem("content-missing", str(root), "there is no such folder; run this where content/ is")
        return Content(root, {}, (), (), (missing,))
    settings: dict[str, FoundFile] = {}
    errors: list[FoundFile] = []
    others: list[FoundFile] = []
    kinds = {f"{root.name}/{kind}.yml": kind for kind in (*SETTINGS, *OPTIONAL)}
    roadmap = f"{root.name}{ERRORS}"
    for found in _walk(root, root.name, os.path.realpath(root), problems):
        name = found.name
        if name.startswith(roadmap) and name.endswith(".yml") and name.count("/") == 3:
            errors.append(found)
        elif name in kinds:
            settings[kinds[name]] = found
        else:
            others.append(found)
    for kind in SETTINGS:
        name = f"{root.name}/{kind}.yml"
        if kind not in settings and not any(problem.file == name for problem in problems):
            problems.append(_problem("file-missing", name, f"the file '{kind}.yml' is missing; every site needs one"))
    # Sorted by whole names: the folder `a-b` comes after `a`, but `a-b/…` before `a/…`.
    errors.sort()
    pages, page_texts = _pages(root, problems, [*settings.values(), *errors, *others])
    return Content(root, settings, tuple(errors), tuple(others), tuple(problems), pages, page_texts)


def _pages(
    root: Path, problems: list[LocatedProblem], elsewhere: Sequence[FoundFile]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """List what MkDocs will publish. As it follows links and fails at bytes that are not text, both are refused here.

    `elsewhere` are the content's other files: no page may be a link to one of them, as some are private.
    """
    folder, name = root / "pages", f"{root.name}/pages"
    if not os.path.lexists(folder):
        return (), ()
    if folder.is_symlink():
        problems.append(_problem("link-outside", name, _ELSEWHERE))
        return (), ()
    found = _walk(folder, name, os.path.realpath(root), problems)
    linked = [page for page in found if _status(page).st_nlink > 1]
    others = {(status.st_dev, status.st_ino) for status in map(_status, elsewhere)} if linked else set()
    for page in linked:
        if ((status := _status(page)).st_dev, status.st_ino) in others:
            problems.append(_problem("link-outside", page.name, _ELSEWHERE))
            found.remove(page)
    texts = []
    for page in found:
        problems.extend(_page_name_problems(page.name))
        if page.name.endswith(".md"):
            try:
                texts.append((page.name, Path(page.path).read_text(encoding="utf-8-sig")))
            except UnicodeDecodeError:
                problems.append(_problem("encoding", page.name, "the text is not UTF-8; save the file as UTF-8"))
            except OSError as error:
                reason = f"cannot be read ({error.strerror}); check the file's permissions"
                problems.append(_problem("unreadable-file", page.name, reason))
    return tuple(sorted(page.name.removeprefix(f"{name}/") for page in found)), tuple(texts)


def _page_name_problems(name: str) -> Iterator[LocatedProblem]:
    """Yield why a page cannot have a name: what MkDocs reads as Markdown and we do not would be published unchecked."""
    if not name.endswith(".md"):
        if name.lower().endswith(_MARKDOWN):
            yield _problem("page-name", name, "pages end in .md, in lower case; rename the file")
    elif (sign := next((sign for sign in _NOT_IN_ADDRESS if sign in name), None)) is not None:
        yield _problem("page-name", name, f"links to an address with '{sign}' lead elsewhere; rename the file")
    elif any(part != part.strip() for part in name.removesuffix(".md").split("/")):
        yield _problem("page-name", name, "links to an address with a space at an end lead elsewhere; rename the file")


def _status(found: FoundFile) -> os.stat_result:
    return os.stat(found.path)  # noqa: PTH116


def read_file(found: FoundFile) -> bytes | LocatedProblem:
    """Return a file's bytes, or the problem of reading it."""
    try:
        with open(found.path, "rb") as stream:  # noqa: PTH123
            # One byte more than allowed shows that the file is too large; the rest is not needed.
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file's permissions"
        return _problem("unreadable-file", found.name, reason)


def _walk(folder: Path, name: str, real_root: str, problems: list[LocatedProblem]) -> list[FoundFile]:
    """List the files below a folder, which problems call `name`, ordered by name."""
    found: list[FoundFile] = []
    try:
        entries = sorted(os.scandir(folder), key=attrgetter("name"))
    except OSError as error:
        problems.append(_problem("unreadable-file", name, f"cannot be listed ({error.strerror}); check permissions"))
        return found
    top = "/" not in name
    for entry in entries:
        own = entry.name
        if own.startswith(".") or (top and own == "pages"):
            continue
        inner = f"{name}/{own}"
        refusal = _refusal(entry, inner, real_root) if own.isprintable() else _name_refusal(own)
        if refusal:
            inner = "".join(
                character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in inner
            )
            problems.append(_problem(refusal[0], inner, refusal[1]))
        elif entry.is_dir():
            found.extend(_walk(Path(entry.path), inner, real_root, problems))
        else:
            status = entry.stat()
            found.append(FoundFile(inner, entry.path, status.st_size, status.st_mtime_ns))
    return found


def _name_refusal(name: str) -> tuple[str, str]:
    """Return the rule and the reason why a file with such a name can be neither published nor named in messages."""
    hidden = next(character for character in name if not character.isprintable())
    if 0xD800 <= ord(hidden) <= 0xDFFF:
        return "encoding", "the file's name is not UTF-8; rename the file"
    return "control-character", f"an invisible character (U+{ord(hidden):04X}) is in the file's name; rename the file"


def _refusal(entry: os.DirEntry[str], name: str, real_root: str) -> tuple[str, str] | None:
    """Return the rule and the reason why an entry of a folder is not even looked at."""
    try:
        if entry.is_file(follow_symlinks=False):
            # Nearly all are. The entry caches its status, which is needed next.
            entry.stat()
            return None
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if not target.startswith(real_root + os.sep):
                return "link-outside", "is a link that leaves the content folder; copy the file"
            if name.split("/")[1] == "pages" and not target.startswith(os.path.join(real_root, "pages", "")):  # noqa: PTH118
                return "link-outside", _ELSEWHERE
            if entry.is_dir():
                return "not-a-file", "is a link to a folder; move the folder here, or link its files"
        if entry.is_dir():
            if name.count("/") > _DEEPEST:
                return "unreadable-file", f"lies too deep; keep folders within {_DEEPEST} others"
            source = entry.name.lower().endswith((".yml", ".yaml"))
            return ("not-a-file", "is a folder; a source must be a file") if source else None
        if not stat.S_ISREG(entry.stat().st_mode):
            return "not-a-file", "is a pipe or a device; a source must be a file"
    except OSError as error:
        return "unreadable-file", f"cannot be read ({error.strerror}); check where the link leads, or permissions"
    return None


def _problem(rule: str, name: str, message: str) -> LocatedProblem:
    return LocatedProblem(rule, ProblemSeverity.ERROR, Position(name), message)
