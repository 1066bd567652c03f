"""A build is all or nothing: whatever stops it, the published site is the old one whole or the new one whole."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.publish import tree as trees

from tests.project import REPOSITORY, Project, tree
from tests.running import corrigenda, environment, mkdocs

OLD, NEW = "response: 2 hours", "response: 3 hours"

KILLED_AT_WRITE = """
import os, signal, sys
left = int(sys.argv.pop(1))
EVENTS = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "ctypes.call_function"}
def watch(event, arguments):
    global left
    writes = event in EVENTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & 0o3)
    if writes or event == "ctypes.dlsym":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from corrigenda.__main__ import main
main()
"""
"""Runs the command line and kills it just before its nth change of the disk."""


KILLED_BETWEEN_RENAMES = """
import os, signal, sys
nth = int(sys.argv.pop(1))
renames = 0
def watch(event, arguments):
    global renames
    if event == "ctypes.dlsym" and arguments[1] in ("renameat2", "renamex_np"):
        raise AttributeError("there is no such function on this system")
    if event == "os.rename" and os.path.basename(arguments[1]) in ("site", ".site.aside", ".site.stage"):
        renames += 1
        if renames == nth:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from corrigenda.__main__ import main
main()
"""
"""Runs the command line on a system without an atomic exchange, and kills it just before its nth rename of the site."""


def contents(project: Project) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the site before and after a change of the matrix, and leave the project with the old one published."""
    project.build()
    old = tree(project.site)
    project.replace("severity.yml", OLD, NEW)
    project.build()
    new = tree(project.site)
    project.replace("severity.yml", NEW, OLD)
    project.build()
    assert tree(project.site) == old != new
    project.replace("severity.yml", OLD, NEW)
    return old, new


def assert_next_build_is_whole(project: Project, new: dict[str, bytes]) -> None:
    assert corrigenda(project.folder, "build").code == 0
    assert tree(project.site) == new
    left = [path.name for path in project.folder.iterdir() if path.name.startswith(".site.aside")]
    assert left == []


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(project: Project) -> None:
    old, new = contents(project)
    moments = random.Random(1)
    seen = set()
    for _ in range(40):
        process = subprocess.Popen(
            [sys.executable, "-m", "corrigenda", "build"],
            cwd=project.folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.1, 1.2))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found = tree(project.site)
        assert found in (old, new)
        if found == new:
            seen.add("new")
            project.replace("severity.yml", NEW, OLD)
            project.build()
            project.replace("severity.yml", OLD, NEW)
        else:
            seen.add("old")
    assert_next_build_is_whole(project, new)
    assert "old" in seen


@pytest.mark.slow
def test_a_build_killed_before_any_of_its_writes_leaves_the_old_site_or_the_new_one(project: Project) -> None:
    old, new = contents(project)
    script = project.folder / "killed.py"
    script.write_text(KILLED_AT_WRITE, encoding="utf-8")

    def killed_at(nth: int) -> bool:
        done = subprocess.run(
            [sys.executable, str(script), str(nth), "build", "--jobs", "1"],
            cwd=project.folder,
            env=environment(PYTHONPATH=str(REPOSITORY), PYTHONDONTWRITEBYTECODE="1"),
            capture_output=True,
            check=False,
        )
        assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
        return done.returncode != 0

    # How many changes a build makes, found by doubling and halving, so that the last ones (the swap) are all tried.
    low, high = 1, 2
    while killed_at(high):
        assert tree(project.site) == old
        low, high = high, high * 2
        if tree(project.site) == new:
            break
    states = {True: 0, False: 0}
    for nth in sorted({1, 2, 3, *random.Random(2).sample(range(low // 2, high), 12)}):
        if tree(project.site) == new:
            project.replace("severity.yml", NEW, OLD)
            project.build()
            project.replace("severity.yml", OLD, NEW)
        killed_at(nth)
        found = tree(project.site)
        assert found in (old, new), f"killed before write {nth}, the site is neither the old nor the new one"
        states[found == old] += 1
    assert_next_build_is_whole(project, new)
    assert states[True] > 2


@pytest.mark.slow
@pytest.mark.parametrize(("nth", "command"), [(1, "corrigenda"), (2, "corrigenda"), (3, "corrigenda"), (2, "mkdocs")])
def test_the_site_is_back_after_a_build_that_was_killed_between_renames_even_if_the_next_one_finds_problems(
    project: Project, nth: int, command: str
) -> None:
    old, new = contents(project)
    script = project.folder / "killed.py"
    script.write_text(KILLED_BETWEEN_RENAMES, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(nth), "build", "--jobs", "1"],
        cwd=project.folder,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert tree(project.site) == [old, {}, new][nth - 1]
    whole = new if nth == 3 else old
    project.replace("severity.yml", NEW, "response: 3 hors")
    ran = corrigenda(project.folder, "build") if command == "corrigenda" else mkdocs(project.folder, "build")
    assert ran.code == 1
    assert tree(project.site) == whole
    assert not trees.aside_of(project.site).exists()
    project.replace("severity.yml", "response: 3 hors", NEW)
    assert_next_build_is_whole(project, new)


def test_a_build_that_fails_in_the_middle_leaves_the_old_site(project: Project) -> None:
    project.build()
    old = tree(project.site)
    template = project.own_templates() / "pages" / "table.html"
    template.write_text(template.read_text(encoding="utf-8") + "{{ no_such_value }}\n", encoding="utf-8")
    ran = corrigenda(project.folder, "build")
    assert (ran.code, ran.out) == (1, "")
    lines = template.read_text(encoding="utf-8").count("\n")
    assert ran.err == (
        f"site_templates/pages/table.html:{lines}: error: 'no_such_value' is undefined (template)\n"
        "The site was not built; it is as it was.\n"
    )
    assert tree(project.site) == old


def test_no_page_of_a_removed_error_survives(project: Project) -> None:
    project.write(
        "roadmap/vision/NVS-9999.yml",
        "id: NVS-9999\ntitle: A passing error\nproduct: vision\n"
        "assessment: {environment: lab, impact: little, interruption: none, workaround: false}\n"
        "summary: It passes.\nhistory:\n  - {date: 2026-11-20, status: registered}\n",
    )
    project.build()
    assert (project.site / "corrections" / "nvs-9999").is_dir()
    (project.content / "roadmap" / "vision" / "NVS-9999.yml").unlink()
    for build_again in (project.build, project.build):
        build_again()
        assert not (project.site / "corrections" / "nvs-9999").exists()
        assert not [name for name, data in tree(project.site).items() if b"NVS-9999" in data]


def test_a_page_put_beside_the_published_ones_by_an_older_program_does_not_survive(project: Project) -> None:
    project.site.mkdir()
    (project.site / "old.html").write_text("made by something else", encoding="utf-8")
    project.build()
    assert not (project.site / "old.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize("caches", [[".cache"] * 4, ["a", "b", "c", "d"]], ids=["one cache", "caches of their own"])
def test_builds_at_the_same_time_take_turns(project: Project, caches: list[str]) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "corrigenda", "build", f"--cache={cache}"],
            cwd=project.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for cache in caches
    ]
    ends = [(*process.communicate(), process.returncode) for process in running]
    assert [(err, code) for _, err, code in ends] == [("", 0)] * 4
    counts = [re.search(r"(\d+) files, (\d+) made", out) for out, _, _ in ends]
    made_all = [one is not None and one[1] == one[2] for one in counts].count(True)
    assert made_all == (1 if len(set(caches)) == 1 else 4)
    found = tree(project.site)
    shutil.rmtree(project.site)
    project.build()
    assert tree(project.site) == found


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 24 MB; skips where the system lets nobody mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"only root can mount a small disk here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """Fill a disk but for some bytes."""
    filler = disk / "filler"
    filler.write_bytes(b"\0" * (shutil.disk_usage(disk).free - leave))
    return filler


@pytest.mark.slow
@pytest.mark.parametrize(
    ("leave", "warm"), [(0, True), (50_000, True), (0, False), (50_000, False), (900_000, False), (3_000_000, False)]
)
def test_a_full_disk_leaves_the_old_site(small_disk: Path, leave: int, warm: bool) -> None:
    project = Project(small_disk)
    old, new = contents(project)
    if not warm:
        shutil.rmtree(project.folder / ".cache")
    shutil.rmtree(project.folder / ".site.stage")
    filler = fill(small_disk, leave)
    ran = corrigenda(project.folder, "build")
    assert ran.code == 3, ran
    assert ran.err.splitlines()[-1] == "The site was not built; it is as it was."
    # The system does not always name the file that had no room.
    reported = r"error: the new site could not be written: No space left on device( \((FOLDER)?/.+\))?"
    assert re.fullmatch(reported, ran.err.splitlines()[-2]), ran.err
    assert "Traceback" not in ran.err
    assert tree(project.site) == old
    filler.unlink()
    assert_next_build_is_whole(project, new)


@pytest.mark.slow
def test_a_read_only_disk_leaves_the_old_site(small_disk: Path) -> None:
    project = Project(small_disk)
    old, new = contents(project)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    ran = corrigenda(project.folder, "build")
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 2
    assert ran.err.startswith("error: the new site could not be written: Read-only file system (")
    assert tree(project.site) == old
    assert_next_build_is_whole(project, new)


def test_the_problem_of_a_strict_build_leaves_the_old_site(project: Project) -> None:
    project.build()
    old = tree(project.site)
    privacy = project.content / "pages" / "privacy.md"
    privacy.write_text(privacy.read_text(encoding="utf-8") + "\n[Nowhere](#nowhere)\n", encoding="utf-8")
    ran = corrigenda(project.folder, "build")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error: MkDocs could not build the site's pages\n"
        "warning: Doc file 'privacy.md' contains a link '#nowhere', but there is no such anchor on this page.\n"
        "The site was not built; it is as it was.\n"
    )
    assert tree(project.site) == old


@pytest.mark.slow
def test_mkdocs_builds_the_same_site_and_a_warning_of_its_strict_build_leaves_the_old_one(project: Project) -> None:
    project.build()
    old = tree(project.site)
    shutil.rmtree(project.site)
    assert mkdocs(project.folder, "build", "--strict").code == 0
    assert tree(project.site) == old
    privacy = project.content / "pages" / "privacy.md"
    privacy.write_text(privacy.read_text(encoding="utf-8") + "\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    for arguments in (("build", "--strict"), ("build", "--strict", "--quiet")):
        assert mkdocs(project.folder, *arguments).code == 1
        assert tree(project.site) == old
    project.replace("severity.yml", OLD, "response: 2 hors")
    ran = mkdocs(project.folder, "build", "--strict")
    assert ran.code == 1
    assert "content/severity.yml:107:17: error: '2 hors' is not a target" in ran.err
    assert "Traceback" not in ran.err
    assert tree(project.site) == old
    assert not [path.name for path in project.folder.iterdir() if path.name == ".site.mkdocs"]


def test_building_twice_takes_nothing_from_the_old_site(project: Project) -> None:
    build(take_snapshot(project.request()))
    first = tree(project.site)
    shutil.rmtree(project.folder / ".cache")
    build(take_snapshot(project.request()))
    assert tree(project.site) == first
