"""Traps of a file system give one clear problem, and no wait."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from corrigenda.problems.problem import LocatedProblem, Position, ProblemSeverity

from tests.golden.case import lay_out, problems_in
from tests.project import REPOSITORY, Project

NOBODY = 65534


def test_a_content_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    found = problems_in(tmp_path / "content")
    assert found == [
        f"{tmp_path}/content:1:1: error: there is no such folder; run this where content/ is (content-missing)"
    ]


def test_a_content_folder_without_any_file_misses_each_of_them(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    kinds = ("calendar", "faq", "lifecycle", "products", "severity", "site")
    expected = [
        f"{kind}.yml:1:1: error: the file '{kind}.yml' is missing; every site needs one (file-missing)"
        for kind in kinds
    ]
    assert problems_in(tmp_path / "content") == expected


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX'")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = lay_out({}, tmp_path) / "roadmap" / "tool" / "ERR-1.yml"
    path.chmod(0)
    # The administrator may read everything, so another user asks; all that is imported is imported before.
    script = f"""
import os, sys
sys.path.insert(0, {str(REPOSITORY)!r})
from corrigenda.edges.content.files import FoundFile, read_file
if os.getuid() == 0:
    os.chdir({str(path.parent)!r})
    os.setgid({NOBODY})
    os.setuid({NOBODY})
print(read_file(FoundFile("content/roadmap/tool/ERR-1.yml", "ERR-1.yml", 1, 1)))
"""
    for folder in [path.parent, *path.parent.parents]:
        if folder == Path(tempfile.gettempdir()):
            break
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=path.parent)
    assert done.stdout.strip() == repr(
        LocatedProblem(
            "unreadable-file",
            ProblemSeverity.ERROR,
            Position("content/roadmap/tool/ERR-1.yml", 1, 1),
            "cannot be read (Permission denied); check the file's permissions",
        )
    )


def test_a_problem_in_a_settings_file_does_not_hide_those_of_the_errors(project: Project) -> None:
    project.replace("site.yml", "locale: en", "local: en")
    project.replace("roadmap/vision/NVS-2024.yml", "title:", "tittle:")
    files = [problem.split(":")[0] for problem in project.problems()]
    assert files == ["content/roadmap/vision/NVS-2024.yml", "content/site.yml"]


def test_a_misspelled_field_in_a_settings_file_does_not_keep_the_rules_from_the_errors(project: Project) -> None:
    project.replace("site.yml", "locale: en", "local: en")
    project.replace("site.yml", "rules: {}", "rules: {text-length: off}")
    project.replace("roadmap/vision/NVS-2024.yml", "status: registered", "status: registred")
    project.replace("roadmap/vision/NVS-2024.yml", "Screenshots of a class are too dark to read", "Dark")
    reported = [problem.split(": ", 2)[-1].split(";")[0] for problem in project.problems()]
    assert reported == ["unknown status 'registred'", "unknown field 'local' (unknown-field) -> locale"]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [("id: vision", "id: vis ion", "(bad-value) -> vis-ion"), ("    releases:", "    issues:", "(unknown-field)")],
)
def test_what_cannot_be_read_in_a_settings_file_is_not_reported_of_every_error(
    project: Project, old: str, new: str, hint: str
) -> None:
    project.replace("products.yml", old, new)
    reported = project.problems()
    assert all(one.startswith("content/products.yml:") and one.endswith(hint) for one in reported), reported


def test_a_suppression_in_a_file_without_problems_is_found_again_from_the_cache(project: Project) -> None:
    project.replace("roadmap/vision/NVS-2024.yml", "product: vision", "product: vision  #allow: text-length because x")
    path = project.content / "roadmap/vision/NVS-2024.yml"
    os.utime(path, (1_000_000_000, 1_000_000_000))
    first = project.problems()
    assert len(first) == 1
    assert project.problems() == first


def test_a_content_folder_may_be_a_link(project: Project) -> None:
    project.content.rename(project.folder / "elsewhere")
    project.content.symlink_to(project.folder / "elsewhere", target_is_directory=True)
    assert project.problems() == []
