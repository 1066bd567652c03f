"""Finds the repository of a folder, and reads the folder as it was at a revision, without touching the working tree."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path


class GitError(Exception):
    """Git cannot read the folder; the message says why."""


def repository_of(folder: Path) -> Path | None:
    """Return the root of the repository that a folder is in, as code hosts name files from there; None if in none.

    In GitHub Actions it is GITHUB_WORKSPACE, unless the workflow checked a repository out below it.
    """
    folder = folder.resolve()
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or "/").resolve()
    in_workspace = workspace.parent != workspace and folder.is_relative_to(workspace)
    # A file `.git` is that of a work tree or a submodule.
    found = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    return workspace if in_workspace and ((workspace / ".git").exists() or found is None) else found


def folder_at(folder: Path, revision: str, out: Path) -> Path:
    """Write a folder as it was at a revision below `out`, and return its path there."""
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    inner = folder.resolve().relative_to(top.resolve()).as_posix()
    if revision.startswith("-"):
        raise GitError(f"'{revision}' is not a revision")
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    archive = _git(top, "archive", "--format=tar", commit, "--", inner)
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        for member in packed:
            stream = packed.extractfile(member) if member.isfile() else None
            if stream is not None:
                target = out / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(stream.read())
    return out / inner


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        # Reasons are shown, so they are in the language of all else.
        in_english = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(["git", *arguments], cwd=folder, env=in_english, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except OSError as error:
        raise GitError(f"{folder}: {error.strerror}") from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        if reason.startswith("not a git repository"):
            raise GitError(f"{folder} is in no repository of git; run this in a clone")
        raise GitError(reason or f"there is no revision '{arguments[-1].removesuffix('^{commit}')}'")
    return done.stdout
