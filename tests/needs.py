"""What a test needs besides Python, read from its source: it decides the marks `browser` and `process`.

A test needs a browser if it asks for one of the fixtures in `BROWSER`. It needs a process if it asks for the fixture
`other_programs`, as the program itself then starts one, or if its function mentions what starts one: `subprocess`, or a
function, a fixture or a constant, in its own module or in one it imports from, that does.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
OURS = ("tests.", "scripts.", "bench.")
BROWSER = {"browser", "context", "page"}
"""The fixtures of tests/conftest.py that start Chromium."""
FIXTURES = REPOSITORY / "tests" / "conftest.py"
STARTS = {"subprocess", "other_programs"}


def marks(path: Path, test: str, fixtures: Sequence[str]) -> Iterator[str]:
    """Yield the marks of a test function in a file, given the names of all fixtures that it uses, also indirectly."""
    if BROWSER & set(fixtures):
        yield "browser"
    if any(starts_process(path, name) or starts_process(FIXTURES, name) for name in (test, *fixtures)):
        yield "process"


@functools.cache
def starts_process(path: Path, name: str) -> bool:
    """Return whether a name at the top of a module leads to one that starts a process."""
    mentions, imports = _module(path)
    seen, todo = {name}, [name]
    while todo:
        current = todo.pop()
        if current in STARTS:
            return True
        if current in imports and starts_process(*imports[current]):
            return True
        found = mentions.get(current, set()) - seen
        seen |= found
        todo += found
    return False


@functools.cache
def _module(path: Path) -> tuple[dict[str, set[str]], dict[str, tuple[Path, str]]]:
    """Return what each name at the top of a module mentions, and where the names it imports from us come from."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    mentions: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            mentions[node.name] = _names(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            mentions |= {target.id: _names(node) for target in targets if isinstance(target, ast.Name)}
    imports = {
        alias.asname or alias.name: (REPOSITORY / f"{node.module.replace('.', '/')}.py", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(OURS)
        for alias in node.names
        if (REPOSITORY / f"{node.module.replace('.', '/')}.py").is_file()
    }
    return mentions, imports


def _names(top: ast.AST) -> set[str]:
    """Return the names and the arguments, which may be fixtures, below a node."""
    return {node.id for node in ast.walk(top) if isinstance(node, ast.Name)} | {
        node.arg for node in ast.walk(top) if isinstance(node, ast.arg)
    }
