"""The core is pure: between a source's text and a published file's bytes, nothing opens a file or reads the clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.project import REPOSITORY

GENERATOR = REPOSITORY / "generator"
EDGES = ("edges", "commands")
CORE = sorted(
    path
    for path in GENERATOR.rglob("*.py")
    if path.relative_to(GENERATOR).parts[0] not in EDGES and path.name != "__main__.py"
)
FORBIDDEN_MODULES = {
    "os",
    "io",
    "pathlib",
    "shutil",
    "subprocess",
    "socket",
    "time",
    "tempfile",
    "mkdocs",
    "urllib.request",
}
IN_MEMORY = {"BytesIO", "StringIO"}
"""What may be had from `io`: files that are none, buffers that a library writes to."""
FORBIDDEN_CALLS = {"open", "print", "input", "today", "now", "utcnow"}


def imported(tree: ast.AST) -> set[str]:
    """Give the modules that a module imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "io" and {a.name for a in node.names} <= IN_MEMORY:
            continue
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_core_module_touches_neither_files_nor_clock_nor_engine(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = imported(tree)
    tops = names | {name.split(".")[0] for name in names}
    assert not tops & FORBIDDEN_MODULES
    assert not {name for name in names if name.startswith(("generator.edges", "generator.commands"))}
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {
        call.id if isinstance(call, ast.Name) else call.attr
        for call in calls
        if isinstance(call, ast.Name | ast.Attribute)
    }
    assert not called & FORBIDDEN_CALLS


def test_the_core_has_modules() -> None:
    assert len(CORE) > 50
