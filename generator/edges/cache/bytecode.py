"""Keeps compiled templates between builds: compiling the two dozen that an edit needs takes a tenth of a second."""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from . import store


class BytecodeStore(jinja2.BytecodeCache):
    """Compiled templates under `.cache/`, as long as their source and the program are the same."""

    def __init__(self, cache: Path, program: str) -> None:
        self.folder = cache / "templates"
        self.program = program

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if its template was compiled before."""
        code = store.load(self._path(bucket), self._key(bucket))
        if isinstance(code, bytes):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was just compiled."""
        store.save(self._path(bucket), self._key(bucket), bucket.bytecode_to_string())

    def _path(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.stored"

    def _key(self, bucket: Bucket) -> str:
        return f"{self.program} {bucket.checksum}"
