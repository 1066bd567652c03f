"""What the program is made of, as a fingerprint: what was made by another program is made again."""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "nh3", "pydantic", "pyyaml")


def program_fingerprint(templates: Path) -> str:
    """Fingerprint the generator's modules, the templates, Python, and the libraries that shape the result."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for name in _PACKAGES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for folder, pattern in ((Path(__file__).resolve().parents[1], "*.py"), (templates, "*")):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
