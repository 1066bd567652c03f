"""Runs the program as people do: in a process of its own, with its whole output and exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.project import TODAY

EXECUTABLES = Path(sys.executable).parent


@dataclass(frozen=True)
class Ran:
    """How a process ended; the path of its folder is replaced by FOLDER."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """Return the variables a process is started with: the tests' day, no colours, no wide terminal."""
    epoch = str((TODAY.toordinal() - 719_163) * 86_400 + 43_200)
    return {**os.environ, "SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **more}


def corrigenda(folder: Path, *arguments: str, feed: str | None = None, **more: str) -> Ran:
    """Run `corrigenda` in a folder; `feed` is what is typed."""
    return run(folder, sys.executable, "-m", "corrigenda", *arguments, feed=feed, **more)


def mkdocs(folder: Path, *arguments: str) -> Ran:
    """Run `mkdocs` in a folder."""
    return run(folder, str(EXECUTABLES / "mkdocs"), *arguments)


def run(folder: Path, *command: str, feed: str | None = None, **more: str) -> Ran:
    """Run a command in a folder."""
    done = subprocess.run(
        command, cwd=folder, env=environment(**more), input=feed or "", capture_output=True, text=True, check=False
    )
    return Ran(done.returncode, done.stdout.replace(str(folder), "FOLDER"), done.stderr.replace(str(folder), "FOLDER"))


def commit(folder: Path) -> None:
    """Commit the content in a folder that is a repository of git."""
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    for command in (("add", "content"), (*identity, "commit", "-qm", "Change")):
        subprocess.run(["git", *command], cwd=folder, check=True)
