"""`corrigenda format` writes all or nothing, and says what it did."""

from __future__ import annotations

from tests.project import REPOSITORY, Project, tree
from tests.running import corrigenda

UNTIDY = ("product: vision\n", "product:   vision\n")


def test_the_own_content_is_laid_out() -> None:
    ran = corrigenda(REPOSITORY, "format", "--check")
    assert (ran.code, ran.out) == (0, "Nothing to do.\n")


def test_check_names_a_file_and_leaves_it(project: Project) -> None:
    project.replace("roadmap/vision/NVS-2024.yml", *UNTIDY)
    before = tree(project.content)
    ran = corrigenda(project.folder, "format", "--check")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "would format content/roadmap/vision/NVS-2024.yml",
        "1 of 45 files is not in the canonical layout; run corrigenda format",
    ]
    assert tree(project.content) == before


def test_a_byte_order_mark_goes_and_the_line_ends_of_windows_stay(project: Project) -> None:
    name = "roadmap/vision/NVS-2024.yml"
    before = (project.content / name).read_bytes().replace(b"\n", b"\r\n")
    project.write(name, b"\xef\xbb\xbf" + before)
    ran = corrigenda(project.folder, "format", f"content/{name}")
    assert ran.out.splitlines() == [f"formatted content/{name}", "1 of 1 files is formatted"]
    assert (project.content / name).read_bytes() == before
    assert corrigenda(project.folder, "format", "--check", f"content/{name}").out == "Nothing to do.\n"


def test_the_line_ends_of_an_old_macintosh_go_and_mixed_ones_become_those_of_windows(project: Project) -> None:
    name = "roadmap/vision/NVS-2024.yml"
    before = (project.content / name).read_bytes()
    project.write(name, before.replace(b"\n", b"\r"))
    corrigenda(project.folder, "format", f"content/{name}")
    assert (project.content / name).read_bytes() == before
    project.write(name, before.replace(b"\n", b"\r\n", 3))
    corrigenda(project.folder, "format", f"content/{name}")
    assert (project.content / name).read_bytes() == before.replace(b"\n", b"\r\n")


def test_a_problem_in_one_file_leaves_all_as_they_are(project: Project) -> None:
    project.replace("roadmap/vision/NVS-2024.yml", *UNTIDY)
    project.replace("roadmap/vision/NVS-2010.yml", "title: ", "title: &x ")
    before = tree(project.content)
    ran = corrigenda(project.folder, "format")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == "Nothing was changed; fix the problems above first."
    assert "content/roadmap/vision/NVS-2010.yml:3:8: error: '&x' is an anchor" in ran.err
    assert tree(project.content) == before


def test_a_file_outside_the_content_is_refused(project: Project) -> None:
    ran = corrigenda(project.folder, "format", "mkdocs.yml")
    assert ran.code == 2
    assert "Error: mkdocs.yml is not below FOLDER/content; name its folder with --content" in ran.err
