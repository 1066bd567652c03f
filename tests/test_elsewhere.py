"""A site outside of the repository: with the package installed, a folder that holds only `content/` is all it takes."""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.project import REPOSITORY, Project, tree
from tests.running import Ran, corrigenda, mkdocs, run


@pytest.fixture
def elsewhere(project: Project) -> Project:
    """Return the content alone, without configuration and templates."""
    (project.folder / "site_templates").unlink()
    (project.folder / "mkdocs.yml").unlink()
    return project


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this repository."""
    return built_in(REPOSITORY, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of installed packages: ours, and strangers with the names of our repository's folders."""
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    write_strangers(folder)
    return folder


def built_in(folder: Path, kind: str, out: Path) -> Path:
    """Build the package in a folder as pip does, as a `wheel` or an `sdist`, and return the file."""
    script = f"import sys; from hatchling.build import build_{kind}; print(build_{kind}(sys.argv[1]))"
    ran = run(folder, sys.executable, "-c", script, str(out))
    assert ran.code == 0, ran.err
    return out / ran.out.split()[-1]


def write_strangers(folder: Path) -> None:
    """Write a package `generator`, which breaks whoever takes it for ours, and templates that are not ours."""
    (folder / "generator").mkdir()
    (folder / "generator" / "__init__.py").write_text("raise ImportError('not ours')\n", encoding="utf-8")
    (folder / "site_templates").mkdir()
    (folder / "site_templates" / "README.md").write_text("Not ours.\n", encoding="utf-8")


def test_the_wheel_installs_one_package(wheel: Path) -> None:
    assert {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()} == {
        "corrigenda",
        "corrigenda-0.1.0.dist-info",
    }


@pytest.mark.slow
def test_the_installed_package_builds_a_folder_that_holds_only_content(
    elsewhere: Project, site: Path, installed: Path
) -> None:
    write_strangers(elsewhere.folder)
    shutil.rmtree(elsewhere.folder / "site_templates")
    path = os.fspath(installed)
    where = run(
        elsewhere.folder, sys.executable, "-c", "import corrigenda; print(corrigenda.__file__)", PYTHONPATH=path
    )
    assert where.out == f"{installed}/corrigenda/__init__.py\n"
    version = corrigenda(elsewhere.folder, "--version", PYTHONPATH=path)
    assert version == Ran(0, "corrigenda, version 0.1.0\n", "")
    ran = corrigenda(elsewhere.folder, "build", PYTHONPATH=path)
    assert (ran.code, ran.err) == (0, "")
    assert tree(elsewhere.site) == tree(site)


@pytest.mark.slow
def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    packed = built_in(REPOSITORY, "sdist", tmp_path)
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    again = built_in(tmp_path / "corrigenda-0.1.0", "wheel", tmp_path)
    assert contents(again) == contents(wheel)
    assert (tmp_path / "corrigenda-0.1.0" / "hatch_build.py").is_file()


def contents(wheel: Path) -> dict[str, bytes]:
    """Return every file of a wheel with its bytes."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def test_content_without_hand_written_pages_needs_no_folder_for_them(elsewhere: Project) -> None:
    shutil.rmtree(elsewhere.content / "pages")
    elsewhere.replace("site.yml", "logo: assets/logo.svg\n", "")
    ran = corrigenda(elsewhere.folder, "build")
    assert (ran.code, ran.err) == (0, "")


def test_the_programs_overrides_come_after_those_of_a_theme_folder_of_ones_own(project: Project) -> None:
    own = project.folder / "own" / "partials"
    own.mkdir(parents=True)
    (own / "footer.html").write_text("<p>A footer of our own</p>", encoding="utf-8")
    config = project.folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("name: material\n", "name: material\n  custom_dir: own\n"), encoding="utf-8")
    project.build()
    page = project.page("faq/")
    assert "A footer of our own" in page
    assert 'class="site-header ' in page


@pytest.mark.parametrize("command", [corrigenda, mkdocs])
def test_a_theme_without_a_place_for_the_article_is_reported_with_a_way_out(project: Project, command: object) -> None:
    assert callable(command)
    overrides = project.own_templates() / "overrides"
    page = overrides / "404.html"
    page.write_text(page.read_text(encoding="utf-8").replace("corrigenda-marker-article", ""), encoding="utf-8")
    ran: Ran = command(project.folder, "build")
    assert ran.code == 1
    assert (
        "site_templates/overrides: error: the theme's page '404' has no place for: article;"
        " keep the blocks of the program's own overrides/main.html and 404.html (template)"
    ) in ran.err
