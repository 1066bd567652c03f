"""The rooms of the program: which may know which, and that the core opens no file and reads no clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.project import REPOSITORY

GENERATOR = REPOSITORY / "generator"
ROOMS = (
    "problems",
    "verify",
    "yaml_text",
    "severity",
    "business_time",
    "model",
    "markup",
    "messages",
    "views",
    "schema",
    "lint",
    "rules",
    "edits",
    "importing",
    "render",
    "api",
    "pages",
    "outputs",
    "manager",
    "edges/machine",
    "edges/cache",
    "edges/content",
    "edges/engines",
    "edges/publish",
    "edges/build",
    "edges/announce",
    "edges/editor",
    "terminal",
    "commands",
)
"""Every room, from the ground up: a module imports from its own room and from those before it in this list."""
OUTSIDE = ("edges", "terminal", "commands")
"""The rooms that open files, read the clock, or know MkDocs. Everything else is the core."""
MODULES = sorted(path for path in GENERATOR.rglob("*.py") if path.parent != GENERATOR)
CORE = [path for path in MODULES if path.relative_to(GENERATOR).parts[0] not in OUTSIDE]
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
"""What may be had from `io`: buffers that a library writes to."""
FORBIDDEN_CALLS = {"open", "print", "input", "today", "now", "utcnow"}


def name_of(path: Path) -> str:
    """Return a module's path below the package, such as `model/error.py`."""
    return path.relative_to(GENERATOR).as_posix()


def room_of(name: str) -> str | None:
    """Return the room of a module or a package below the package's root; None for the root's own modules."""
    return next((room for room in ROOMS if name == room or name.startswith(f"{room}/")), None)


def imported(path: Path) -> set[str]:
    """Return what a module imports: other modules of the program as paths below its root, libraries by their names."""
    package = path.relative_to(GENERATOR).parent.parts
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            above = package[: len(package) - node.level + 1]
            base = "/".join((*above, *(node.module.split(".") if node.module else ())))
            names |= {base, *(f"{base}/{alias.name}".lstrip("/") for alias in node.names)}
        elif isinstance(node, ast.ImportFrom) and node.module == "io" and {a.name for a in node.names} <= IN_MEMORY:
            continue
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_imports_only_from_its_own_room_and_those_below(path: Path) -> None:
    if name_of(path) == "edges/__init__.py":
        return
    own = room_of(name_of(path))
    assert own is not None, "a room that is not in the list"
    above = ROOMS[ROOMS.index(own) + 1 :]
    assert not {name for name in imported(path) if room_of(name) in above}


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_core_module_touches_neither_files_nor_clock_nor_engine(path: Path) -> None:
    names = imported(path)
    tops = names | {name.split(".")[0] for name in names}
    assert not tops & FORBIDDEN_MODULES
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    called = {
        call.id if isinstance(call, ast.Name) else call.attr
        for call in calls
        if isinstance(call, ast.Name | ast.Attribute)
    }
    assert not called & FORBIDDEN_CALLS


def test_the_core_has_modules() -> None:
    assert len(CORE) > 50
