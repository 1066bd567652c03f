"""Keeps compiled templates between builds, outside the checkout: they are code, and `.cache` holds only data."""

from __future__ import annotations

import contextlib

import jinja2
from jinja2.bccache import Bucket


class BytecodeStore(jinja2.FileSystemBytecodeCache):
    """Compiled templates in the user's own folder for temporary files, by program; what cannot be kept is compiled."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if its template was compiled before, and what is kept of it is whole."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was just compiled."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def bytecode_store(program: str) -> BytecodeStore | None:
    """Return the store of a program, or None if Jinja finds no folder that is only the user's own."""
    try:
        return BytecodeStore(pattern=f"corrigenda-{program}-%s.cache")
    except (RuntimeError, OSError):
        return None
