"""Keeps the outbox in a file: replaced in one step, and flushed to the disk before and after each announcement."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

from ...manager.announcing import Outbox
from ..content.rewrite import rewrite


class OutboxError(Exception):
    """The outbox cannot be read; the message says why."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds; another `format` is of another version of the program."""

    format: int
    outbox: Outbox


def read_outbox(path: Path) -> Outbox | None:
    """Return what the file holds, or None if there is no file; raise OutboxError if it is damaged."""
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OutboxError(str(error)) from error
    if file.format != 1:
        raise OutboxError(f"it has the format {file.format}, which only a newer version of the program reads")
    return file.outbox


def write_outbox(path: Path, outbox: Outbox) -> None:
    """Replace the file; raise OSError, leaving it as it was, if that fails."""
    rewrite(path, msgspec.json.format(msgspec.json.encode(_File(1, outbox)), indent=1) + b"\n")
    # The new name is on the disk, too, before anything is sent. Not every system can do this to a folder.
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
