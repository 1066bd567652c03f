"""Release a version: date its changes, build it twice, commit and tag it. Nothing is pushed.

`make release VERSION=0.1.0` runs every check before. What is wrong ends with exit code 1, and nothing is changed.
"""

from __future__ import annotations

import datetime as dt
import filecmp
import re
import subprocess
import sys
import tempfile
from pathlib import Path

VERSION = re.compile(r"\d+\.\d+\.\d+")
CHANGES = "CHANGELOG.md"
MODULE = "generator/__init__.py"
_UNRELEASED = re.compile(r"^## \[Unreleased\]\n+(.*?)(?=^## \[|\Z)", re.MULTILINE | re.DOTALL)
_DECLARED = re.compile(r'^__version__ = "(.*)"$', re.MULTILINE)


class ReleaseError(Exception):
    """What keeps a version from being released."""


def release(folder: Path, version: str, today: dt.date) -> list[Path]:
    """Release a version of the repository in a folder; return the files to publish, which are in `dist/`."""
    _check(folder, version)
    changes = _dated(_text(folder / CHANGES), version, today)
    module = _DECLARED.sub(f'__version__ = "{version}"', _text(folder / MODULE), count=1)
    before = {path: path.read_bytes() for path in (folder / CHANGES, folder / MODULE)}
    try:
        (folder / CHANGES).write_text(changes, encoding="utf-8")
        (folder / MODULE).write_text(module, encoding="utf-8")
        files = _built(folder, version)
        _git(folder, "add", CHANGES, MODULE)
        _git(folder, "commit", "--quiet", "--allow-empty", "--message", f"Release {version}")
        _git(folder, "tag", "--annotate", f"v{version}", "--message", f"Version {version}")
    except BaseException:
        for path, data in before.items():
            path.write_bytes(data)
        _git(folder, "reset", "--quiet")
        raise
    return files


def _check(folder: Path, version: str) -> None:
    if not VERSION.fullmatch(version):
        raise ReleaseError(f"'{version}' is not a version; write three numbers, as in VERSION=0.1.0")
    if changed := _git(folder, "status", "--porcelain"):
        raise ReleaseError(f"there are changes that are not committed; commit or undo them:\n{changed.rstrip()}")
    tags = _git(folder, "tag", "--list", "v*").split()
    if f"v{version}" in tags:
        raise ReleaseError(f"{version} has been released (tag v{version}); choose the next version")
    later = [tag for tag in tags if VERSION.fullmatch(tag[1:]) and _numbers(tag[1:]) > _numbers(version)]
    if later:
        raise ReleaseError(f"{later[-1][1:]} is later than {version}, and has been released; choose a later version")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _dated(changes: str, version: str, today: dt.date) -> str:
    """Return the changelog with what is unreleased under a version and its day."""
    found = _UNRELEASED.search(changes)
    if found is None:
        raise ReleaseError(f"{CHANGES} has no heading '## [Unreleased]'; add it above the last version")
    if not found[1].strip():
        raise ReleaseError(f"{CHANGES} lists nothing under 'Unreleased'; write what users will notice")
    heading = f"## [Unreleased]\n\n## [{version}] - {today.isoformat()}\n\n"
    return changes[: found.start()] + heading + found[1] + changes[found.end() :]


def _built(folder: Path, version: str) -> list[Path]:
    """Build the package twice, and return the files if both are the same."""
    with tempfile.TemporaryDirectory() as again:
        for out in (str(folder / "dist"), again):
            _run(folder, sys.executable, "-m", "hatchling", "build", "--directory", out)
        names = [f"corrigenda-{version}-py3-none-any.whl", f"corrigenda-{version}.tar.gz"]
        same, different, missing = filecmp.cmpfiles(folder / "dist", again, names, shallow=False)
    if different or missing:
        raise ReleaseError(f"building twice gives different files: {', '.join(different + missing)}")
    return [folder / "dist" / name for name in same]


def _git(folder: Path, *arguments: str) -> str:
    return _run(folder, "git", *arguments)


def _run(folder: Path, *command: str) -> str:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if ran.returncode:
        raise ReleaseError(f"'{' '.join(command[:3])}' failed:\n{ran.stderr.strip()}")
    return ran.stdout


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main() -> int:
    """Release the version that the command line names."""
    version = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        files = release(Path(), version, dt.datetime.now(dt.UTC).date())
    except ReleaseError as error:
        print(f"Not released: {error}", file=sys.stderr)
        return 1
    print(f"{version} is committed and tagged. Look at it (git show), then publish it:")
    print("    git push --follow-tags")
    print(f"    twine upload {' '.join(map(str, files))}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
