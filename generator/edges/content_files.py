"""Finds and reads the files of `content/`: names and stamps first, bytes only where needed.

Traps of a file system become problems here: a missing folder, a directory named like a source, a link that leaves the
folder, a file that may not be read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.problem import Place, Problem, Weight

SMALL = ("site", "faq", "severity", "calendar", "products", "lifecycle")
"""The kinds of source that are one file each, `content/<kind>.yml`."""
OPTIONAL = ("words",)
"""Those that may be left out."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A source: its name in problems (`content/roadmap/…`), where it is, and what tells whether it changed."""

    name: str
    path: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a content folder. `small` holds the single files by kind, `errors` the roadmap in order of names."""

    root: Path
    small: dict[str, FoundFile]
    errors: tuple[FoundFile, ...]
    others: tuple[FoundFile, ...]
    problems: tuple[Problem, ...]


def find_content(root: Path) -> Content:
    """List a content folder; whatever cannot be listed is a problem."""
    problems: list[Problem] = []
    if not root.is_dir():
        missing = _problem("content-missing", str(root), "there is no such folder; run this where content/ is")
        return Content(root, {}, (), (), (missing,))
    small: dict[str, FoundFile] = {}
    errors: list[FoundFile] = []
    others: list[FoundFile] = []
    for found in _walk(root, root.name, os.path.realpath(root), problems):
        parts = found.name.split("/")
        if len(parts) == 2 and parts[1].endswith(".yml") and parts[1][:-4] in (*SMALL, *OPTIONAL):
            small[parts[1][:-4]] = found
        elif len(parts) == 4 and parts[1] == "roadmap" and parts[3].endswith(".yml"):
            errors.append(found)
        else:
            others.append(found)
    for kind in SMALL:
        name = f"{root.name}/{kind}.yml"
        if kind not in small and not any(problem.spot.file == name for problem in problems):
            problems.append(_problem("file-missing", name, f"the file '{kind}.yml' is missing; every site needs one"))
    errors.sort(key=lambda found: found.name)
    return Content(root, small, tuple(errors), tuple(others), tuple(problems))


def read_file(found: FoundFile) -> bytes | Problem:
    """Give a file's bytes, or the problem of reading it."""
    try:
        with open(found.path, "rb") as stream:  # noqa: PTH123
            return stream.read()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file's permissions"
        return _problem("unreadable-file", found.name, reason)


def _walk(folder: Path, name: str, real_root: str, problems: list[Problem]) -> Iterator[FoundFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_problem("unreadable-file", name, f"cannot be listed ({error.strerror}); check permissions"))
        return
    for entry in entries:
        inner = f"{name}/{entry.name}"
        if entry.name.startswith(".") or inner == f"{real_root.rsplit(os.sep, 1)[-1]}/pages":
            continue
        if entry.is_symlink() and not os.path.realpath(entry.path).startswith(real_root + os.sep):
            problems.append(_problem("link-outside", inner, "is a link that leaves the content folder; copy the file"))
        elif entry.is_dir():
            if entry.name.endswith((".yml", ".yaml")):
                problems.append(_problem("not-a-file", inner, "is a folder; a source must be a file"))
            else:
                yield from _walk(Path(entry.path), inner, real_root, problems)
        else:
            try:
                status = entry.stat()
            except OSError as error:
                problems.append(_problem("unreadable-file", inner, f"cannot be read ({error.strerror})"))
                continue
            yield FoundFile(inner, entry.path, status.st_size, status.st_mtime_ns)


def _problem(rule: str, name: str, message: str) -> Problem:
    return Problem(rule, Weight.ERROR, Place(name, 1, 1), message)
