"""The program needs nothing that Windows lacks: no such import on loading, and a build without it is the same."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.project import REPOSITORY, Project, tree
from tests.running import run

MODULES = sorted((REPOSITORY / "generator").rglob("*.py"))
POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}

WITHOUT_POSIX = """
import ctypes, multiprocessing, os, sys
import mkdocs.livereload  # Its parts choose by the name of the system what to load, so they are loaded before.
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in ("fork", "sched_getaffinity", "killpg", "geteuid"):
    delattr(os, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
def no_library(name, **options):
    if name is None:
        raise TypeError("bad argument type for built-in operation")
    raise OSError("no such library")
ctypes.CDLL = no_library
from corrigenda.__main__ import main
main()
"""
"""Runs the command line as on a system without forks, file locks and a rename that exchanges."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_no_module_imports_on_loading_what_windows_lacks(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    imported = {alias.name for node in body if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in body if isinstance(node, ast.ImportFrom) and node.module}
    assert not {name.split(".")[0] for name in imported} & POSIX_ONLY


@pytest.mark.slow
def test_a_build_without_what_windows_lacks_gives_the_same_site(project: Project, built: Project) -> None:
    script = project.folder / "windows.py"
    script.write_text(WITHOUT_POSIX, encoding="utf-8")
    for expected in ("0 removed", "0 made, 0 removed"):
        ran = run(project.folder, sys.executable, str(script), "build", "--jobs", "2", PYTHONPATH=str(REPOSITORY))
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.rstrip().endswith(expected)
    project.replace("severity.yml", "response: 2 hours", "response: 3 hours")
    assert run(project.folder, sys.executable, str(script), "build", PYTHONPATH=str(REPOSITORY)).code == 0
    project.replace("severity.yml", "response: 3 hours", "response: 2 hours")
    assert run(project.folder, sys.executable, str(script), "build", PYTHONPATH=str(REPOSITORY)).code == 0
    assert tree(project.site) == tree(built.site)
