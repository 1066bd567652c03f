"""`make release`: a version is dated, built, committed and tagged, or nothing has changed."""

from __future__ import annotations

import datetime as dt
import subprocess
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from scripts.release import ReleaseError, release
from tests.project import REPOSITORY

DAY = dt.date(2026, 11, 28)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with the files of this one, as they are now, in one commit."""
    folder = tmp_path / "repository"
    listed = git(REPOSITORY, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    for name in filter(None, listed):
        if (source := REPOSITORY / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    git(folder, "init", "--quiet")
    git(folder, "config", "user.name", "Nobody")
    git(folder, "config", "user.email", "nobody@example.com")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "All")
    return folder


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_a_release_is_dated_built_committed_and_tagged(repository: Path) -> None:
    wheel, sdist = release(repository, "1.2.3", DAY)
    assert git(repository, "log", "-1", "--format=%s %D", "--decorate-refs=refs/tags").strip() == (
        "Release 1.2.3 tag: v1.2.3"
    )
    assert git(repository, "status", "--porcelain") == ""
    changes = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]\n\n## [1.2.3] - 2026-11-28\n\n" in changes
    with zipfile.ZipFile(wheel) as archive:
        metadata = message_from_bytes(archive.read("corrigenda-1.2.3.dist-info/METADATA"))
        assert "corrigenda/py.typed" in archive.namelist()
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert metadata["Version"] == "1.2.3"
    assert metadata.get_all("Classifier") == project["classifiers"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    with tarfile.open(sdist) as archive_of_sources:
        assert "corrigenda-1.2.3/CHANGELOG.md" in archive_of_sources.getnames()


@pytest.mark.parametrize(
    ("version", "before", "message"),
    [
        ("", "", "'' is not a version; write three numbers"),
        ("v1.2", "", "'v1.2' is not a version"),
        ("1.2.3", "git tag v1.2.3", "1.2.3 has been released"),
        ("1.2.3", "git tag v1.10.0", "1.10.0 is later than 1.2.3"),
        ("1.2.3", "echo x >> README.md", "there are changes that are not committed"),
        ("1.2.3", "sed -i /Unreleased/d CHANGELOG.md && git commit -qam x", "has no heading '## [Unreleased]'"),
        (
            "1.2.3",
            "printf '## [Unreleased]\\n\\n## [0.0.1] - 2026-01-01\\n' > CHANGELOG.md && git commit -qam x",
            "lists nothing under 'Unreleased'",
        ),
        ("1.2.3", "rm hatch_build.py && git commit -qam x", "failed:"),
    ],
)
def test_what_keeps_a_version_from_being_released_changes_nothing(
    repository: Path, version: str, before: str, message: str
) -> None:
    subprocess.run(before, cwd=repository, shell=True, check=True)
    state = git(repository, "status", "--porcelain"), git(repository, "rev-parse", "HEAD"), git(repository, "tag")
    with pytest.raises(ReleaseError, match=message.replace("[", r"\[")):
        release(repository, version, DAY)
    assert (
        git(repository, "status", "--porcelain"),
        git(repository, "rev-parse", "HEAD"),
        git(repository, "tag"),
    ) == state
