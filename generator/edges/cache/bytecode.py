"""Keeps compiled templates between builds, outside the checkout: they are code, and `.cache` holds only data."""

from __future__ import annotations

import contextlib

import jinja2
from jinja2.bccache import Bucket


class BytecodeStore(jinja2.FileSystemBytecodeCache):
    """Compiled templates in the user's own temporary folder, by program; what cannot be kept is compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if its template was compiled before and the stored copy is intact."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was just compiled."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def bytecode_store(program: str) -> BytecodeStore | None:
    """Return a program's store, or None if Jinja finds no folder that belongs to the user alone."""
    try:
        return BytecodeStore(pattern=f"corrigenda-{program}-%s.cache")
    except (RuntimeError, OSError):
        return None
