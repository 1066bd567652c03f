"""No link below pages/ publishes what is elsewhere, and odd folders are refused with a sentence."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot

from tests.project import Project, tree
from tests.running import corrigenda

ERROR = "roadmap/remote-control/NRC-1042.yml"
ELSEWHERE = "is a link to another part of the content, which may be private; copy what readers may see (link-outside)"


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("name", ["ex.yml", "assets/ex.yml", "ex.md", "ex.png"])
def test_a_page_that_is_a_link_to_an_error_is_refused(project: Project, name: str, hard: bool) -> None:
    page, error = project.content / "pages" / name, project.content / ERROR
    page.hardlink_to(error) if hard else page.symlink_to(error)
    assert f"content/pages/{name}:1:1: error: {ELSEWHERE}" in project.problems()
    assert corrigenda(project.folder, "build").code == 1
    assert not project.site.exists()


def test_links_are_refused_wherever_they_lead_out_of_the_pages(project: Project) -> None:
    pages = project.content / "pages"
    (pages / "folder").symlink_to(project.content / "roadmap")
    (pages / "settings.yml").symlink_to("../site.yml")
    (pages / "same.md").symlink_to(sorted(pages.glob("*.md"))[0].name)
    assert project.problems() == [
        f"content/pages/folder:1:1: error: {ELSEWHERE}",
        f"content/pages/settings.yml:1:1: error: {ELSEWHERE}",
    ]


def test_pages_that_are_a_link_to_the_roadmap_are_refused(project: Project) -> None:
    (project.content / "pages").rename(project.folder / "pages")
    (project.content / "pages").symlink_to(project.content / "roadmap")
    assert f"content/pages:1:1: error: {ELSEWHERE}" in project.problems()


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_a_hidden_link_below_pages_is_not_published(project: Project, engine: str) -> None:
    (project.content / "pages/.ex.yml").symlink_to(project.content / ERROR)
    (project.content / "pages/.folder").symlink_to(project.content / "roadmap")
    build(take_snapshot(replace(project.request(), engine=engine)))
    assert [name for name in tree(project.site) if "/." in f"/{name}" or name.endswith(".yml")] == [
        ".headers/Caddyfile",
        ".headers/nginx.conf",
    ]


def test_a_site_that_is_up_to_date_is_not_when_a_link_is_added(project: Project) -> None:
    for path in project.content.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert corrigenda(project.folder, "build").code == 0
    (project.content / "pages/ex.yml").symlink_to(project.content / ERROR)
    assert corrigenda(project.folder, "build").code == 1


@pytest.mark.parametrize("below", ["pages", "roadmap"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_folders_nested_too_deep_are_refused(project: Project, below: str, command: str) -> None:
    before, folder = Path.cwd(), project.content / below
    os.chdir(folder)
    try:
        for _ in range(1_500):
            Path("a").mkdir()
            os.chdir("a")
    finally:
        os.chdir(before)
    ran = corrigenda(project.folder, command)
    # What removes old folders of tests bears no such depth.
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    place = f"content/{below}/{'a/' * 29}a"
    assert f"{place}:1:1: error: lies too deep; keep folders within 30 others (unreadable-file)" in ran.out + ran.err
    assert ran.code == 1


@pytest.mark.parametrize(
    "name", ["errors", "lock", "layouts", "layouts.stored", "build-record.stored", "settings", "parts-api.stored"]
)
@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_odd_below_the_cache_is_no_fault_of_the_program(project: Project, name: str, kind: str) -> None:
    cache = project.folder / ".cache"
    cache.mkdir()
    elsewhere = project.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    odd = cache / name
    if kind == "folder":
        (odd / "inner").mkdir(parents=True)
    elif kind == "file":
        odd.write_text("odd")
    else:
        odd.symlink_to(elsewhere)
    ran = corrigenda(project.folder, "build")
    assert "fault of the program" not in ran.err and "Traceback" not in ran.err
    assert ran.code == 0 or (".cache" in ran.err and "error: " in ran.err.lower()), ran.err
    assert (elsewhere / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_cache_that_is_a_link_is_refused(project: Project, command: str) -> None:
    elsewhere = project.folder / "elsewhere"
    (elsewhere / "layouts").mkdir(parents=True)
    (elsewhere / "layouts/mine.txt").write_text("mine")
    (project.folder / ".cache").symlink_to(elsewhere)
    ran = corrigenda(project.folder, command)
    assert ran.code == 2
    assert "FOLDER/.cache is a link; delete it, or name the folder it leads to with --cache" in ran.err
    assert [path.name for path in elsewhere.iterdir()] == ["layouts"]
    assert corrigenda(project.folder, command, "--cache", "other").code == 0


def test_a_file_in_place_of_the_cache_is_told(project: Project) -> None:
    (project.folder / ".cache").write_text("odd")
    ran = corrigenda(project.folder, "build")
    assert "fault of the program" not in ran.err
    assert ".cache" in ran.err
