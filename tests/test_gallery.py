"""The gallery shows every component in every state, and holds to what every page holds to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from click.testing import CliRunner
from corrigenda.commands.gallery import command
from jinja2 import meta
from playwright.sync_api import Browser

from scripts.audit.axe import violations
from scripts.serving import served
from tests.conftest import browsing
from tests.project import REPOSITORY, Project

FOLDER = REPOSITORY / "site_templates/components"
COMPONENTS = sorted({path.parent.name for kind in ("html", "css", "yml") for path in FOLDER.glob(f"*/*.{kind}")})


@pytest.fixture(scope="module")
def gallery(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Return the gallery's folder and its address."""
    out = tmp_path_factory.mktemp("gallery")
    result = CliRunner().invoke(command, ["--project", str(built.folder), "--out", str(out)], standalone_mode=False)
    assert result.return_value == 0, result.output
    with served(out) as root:
        yield out, root


def test_every_component_has_examples(gallery: tuple[Path, str]) -> None:
    for name in ("light", "dark"):
        text = (gallery[0] / f"{name}.html").read_text(encoding="utf-8")
        shown = [part.partition('"')[0] for part in text.split('data-component="')[1:]]
        assert shown == COMPONENTS


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_example_is_accessible_and_fits(
    browser: Browser, gallery: tuple[Path, str], scheme: str, width: int
) -> None:
    with browsing(browser, viewport={"width": width, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{gallery[1]}{scheme}.html")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        empty = page.evaluate(
            "() => [...document.querySelectorAll('[data-example]')].filter((one) => !one.innerHTML.trim()).length"
        )
        assert empty == 0


def test_a_component_without_examples_is_named(tmp_path: Path) -> None:
    project = Project(tmp_path)
    folder = project.own_templates() / "components/new-one"
    folder.mkdir()
    (folder / "new-one.css").write_text(".new-one{display:block}", encoding="utf-8")
    arguments = ["--project", str(project.folder), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert result.return_value == 3
    place = project.folder / "site_templates/components/new-one/examples.yml"
    assert result.output == f"error: the component 'new-one' has no examples; add {place}\n"


def test_every_parameter_of_a_component_is_documented() -> None:
    for path in sorted(FOLDER.glob("*/*.html")):
        text = path.read_text(encoding="utf-8")
        documented = _documented(text.partition("Parameters:")[2].partition("{% macro")[0])
        for parameters in re.findall(r"\{% macro \w+\((.*?)\)", text):
            assert {name.partition("=")[0] for name in parameters.split(", ")} <= documented, path


def test_every_name_that_an_included_template_expects_is_documented() -> None:
    templates = FOLDER.parent
    environment = jinja2.Environment()
    environment.filters.update(dict.fromkeys(("day", "window", "url"), str))
    texts = [path.read_text(encoding="utf-8") for path in templates.rglob("*.html")]
    names = {name for text in texts for name in re.findall(r'\{% include "(.+?)"', text)}
    included = [
        path for top in ("", "overrides") for name in sorted(names) if (path := templates / top / name).is_file()
    ]
    assert len(included) > 5
    for path in included:
        text = path.read_text(encoding="utf-8")
        expected = text.partition("#}")[0].partition("Expects:")[2].partition("Parameters:")[0]
        assert _documented(expected) == meta.find_undeclared_variables(environment.parse(text)), path


def _documented(text: str) -> set[str]:
    return set(re.findall(r"(?:- |, )(\w+) \(", text))
