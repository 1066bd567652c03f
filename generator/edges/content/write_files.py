"""Writes several source files, all or none of them; none that somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .rewrite import rewrite


class EditError(Exception):
    """A file could not be written; nothing was changed. The message says why."""


def replace_file(path: Path, before: bytes, text: str) -> None:
    """Replace a file that still holds `before`; raise EditError if it does not, or cannot be written."""
    try:
        if path.read_bytes() != before:
            raise EditError(f"{path} was changed meanwhile by somebody else; run this again")
        rewrite(path, text.encode())
    except OSError as error:
        raise EditError(f"{path} could not be written: {error.strerror}; it is as it was") from error


def create_files(files: Mapping[Path, str]) -> None:
    """Create files that must not exist yet: all of them or none. EditError says which could not be created."""
    write_files(files, {})


def write_files(
    created: Mapping[Path, str], replaced: Mapping[Path, tuple[bytes, str]], like: Path | None = None
) -> None:
    """Create and replace files: all of them or none. EditError says which one could not be written.

    `created` must not exist yet, and get the line ends of the file `like`; each of `replaced` must still hold the bytes
    that come with its new text.
    """
    made: list[Path] = []
    changed: list[Path] = []
    try:
        end = b"\r\n" if like is not None and b"\r\n" in like.read_bytes() else b"\n"
        for path, text in created.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                made.append(path)
                stream.write(text.encode().replace(b"\n", end))
        for path, (before, text) in replaced.items():
            replace_file(path, before, text)
            changed.append(path)
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        for path in changed:
            rewrite(path, replaced[path][0])
        if isinstance(error, FileExistsError):
            raise EditError(f"{error.filename} is there already; nothing was written") from error
        if isinstance(error, OSError):
            raise EditError(f"{error.filename} could not be written: {error.strerror}; nothing was written") from error
        raise
