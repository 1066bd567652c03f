"""A site outside of the repository: with the package installed, a folder that holds only `content/` is all it takes."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from tests.project import REPOSITORY, Project, tree
from tests.running import Ran, corrigenda, mkdocs, run


@pytest.fixture
def elsewhere(project: Project) -> Project:
    """Return the content alone, without configuration and templates."""
    (project.folder / "site_templates").unlink()
    (project.folder / "mkdocs.yml").unlink()
    return project


@pytest.mark.slow
def test_the_installed_package_builds_a_folder_that_holds_only_content(
    elsewhere: Project, site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, installed = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("installed")
    monkeypatch.chdir(REPOSITORY)
    zipfile.ZipFile(made / build_wheel(str(made))).extractall(installed)
    # Not the repository, which the tests' own environment would find.
    script = (
        f"import sys; sys.path.remove({str(REPOSITORY)!r}); import corrigenda.__main__ as program; "
        f"assert program.__file__.startswith({str(installed)!r}); program.main()"
    )
    ran = run(elsewhere.folder, sys.executable, "-c", script, "build", PYTHONPATH=os.fspath(installed))
    assert (ran.code, ran.err) == (0, "")
    assert tree(elsewhere.site) == tree(site)


def test_content_without_hand_written_pages_needs_no_folder_for_them(elsewhere: Project) -> None:
    shutil.rmtree(elsewhere.content / "pages")
    elsewhere.replace("site.yml", "logo: assets/logo.svg\n", "")
    ran = corrigenda(elsewhere.folder, "build")
    assert (ran.code, ran.err) == (0, "")


def test_the_programs_overrides_stand_behind_those_of_a_theme_folder_of_ones_own(project: Project) -> None:
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
def test_a_theme_without_a_place_for_the_article_is_told_with_a_way_out(project: Project, command: object) -> None:
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
