"""Fingerprints the program: what a different version of it made is made again."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from .folders import files_below

TEMPLATES = "site_templates"
"""The folder of templates."""

PACKAGE = Path(__file__).resolve().parents[2]
SHIPPED = next(place for place in (PACKAGE / TEMPLATES, PACKAGE.parent / TEMPLATES) if place.is_dir())
"""The templates that come with the program: in the package if installed, next to it in the repository."""


def templates_folder(project: Path) -> Path:
    """Return the folder of templates for a project: the one next to its mkdocs.yml, else the one shipped."""
    own = project / TEMPLATES
    return own if own.is_dir() else SHIPPED


def config_file(project: Path) -> Path:
    """Return a project's mkdocs.yml: its own if it has one, else the one that comes with the package."""
    own = project / "mkdocs.yml"
    if own.is_file():
        return own
    # When installed, it is among the templates; in the repository, it is where users of MkDocs look for it.
    return next(path for path in (SHIPPED / "mkdocs.yml", SHIPPED.parent / "mkdocs.yml") if path.is_file())


def program_fingerprint(templates: Path) -> str:
    """Fingerprint the generator's modules, the templates, Python, and every installed library with its version."""
    digest = hashlib.blake2b("\n".join((sys.version, *_libraries())).encode(), digest_size=16)
    for folder, suffix in ((PACKAGE, ".py"), (templates, "")):
        for name in sorted(files_below(folder)):
            path = folder / name
            if name.endswith(suffix) and path.is_file():
                digest.update(os.fsencode(name))
                digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _libraries() -> list[str]:
    """Return the names of the folders that record a library and its version, such as `nh3-0.3.3.dist-info`.

    A list of those that matter would one day be incomplete; installing one that does not merely costs a full build.
    """
    return sorted(found.name for place in sys.path if Path(place).is_dir() for found in Path(place).glob("*.dist-info"))
