"""Everything that is imported is declared, so that a fresh installation has it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.project import REPOSITORY

OWN = ("generator", "tests", "scripts", "bench")
BROUGHT_ALONG = {"markupsafe": "jinja2", "pydantic_core": "pydantic"}
"""Libraries that are part of another one's interface, which is declared."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = [re.match(r"[A-Za-z0-9._-]+", text) for group in groups for text in group]
    return {plain(name[0]) for name in names if name}


def imported(text: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found - {*OWN, "corrigenda"} - sys.stdlib_module_names


def test_every_library_that_is_imported_is_declared() -> None:
    known, where = declared(), packages_distributions()
    missing = [
        f"{path.relative_to(REPOSITORY)}: {name}"
        for folder in OWN
        for path in sorted((REPOSITORY / folder).rglob("*.py"))
        if "node_modules" not in path.parts
        for name in sorted(imported(path.read_text(encoding="utf-8")))
        if not known & {plain(one) for one in (*where.get(name, ()), BROUGHT_ALONG.get(name, ""))}
    ]
    assert missing == []
