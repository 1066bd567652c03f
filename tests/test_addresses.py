"""An address is put together in one place, in lower case, whatever letters an id is written in."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot

from tests.links import broken_links
from tests.project import REPOSITORY, Project

PUT_TOGETHER = re.compile(r"""["'](?:\.\./|corrections/|feeds/|calendar/|badges/)(?!\?)[^"']*(?:\{|["'] ~|["'] \+)""")
"""What joins an address to an id, in Python or in a template."""
PROSE = (
    "[[product:Vision]], [[release:Vision/9.10]], [[error:NVS-2021]], [[NVS-2021]], [[level:critical]] "
    "and [[faq:why-register]]."
)


@pytest.fixture(scope="module", params=("mkdocs", "plain"))
def capitals(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a built site whose product's id begins with a capital letter; not to be changed."""
    project = Project(tmp_path_factory.mktemp("capitals"))
    shutil.move(project.content / "roadmap/vision", project.content / "roadmap/Vision")
    for path in sorted((project.content / "roadmap/Vision").iterdir()):
        path.write_text(path.read_text(encoding="utf-8").replace("product: vision", "product: Vision"), "utf-8")
    project.replace("products.yml", "id: vision", "id: Vision")
    for path in sorted(project.content.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("product:vision", "product:Vision").replace("release:vision/", "release:Vision/"))
    project.replace("faq.yml", "    answer: |\n", f"    answer: |\n      {PROSE}\n\n")
    build(take_snapshot(replace(project.request(jobs=2), engine=request.param)))
    return project


def test_every_link_to_a_product_with_capitals_leads_to_a_page(capitals: Project) -> None:
    assert broken_links(capitals.site) == []
    assert 'corrections/product/vision/"' in capitals.page("faq/")


def test_every_file_is_at_an_address_in_lower_case(capitals: Project) -> None:
    own = [path.relative_to(capitals.site).as_posix() for path in capitals.site.rglob("*") if path.is_file()]
    assert [name for name in own if name != name.lower() and "vision" in name.lower()] == []


def test_nothing_else_puts_an_address_together() -> None:
    found = []
    for path in (*sorted((REPOSITORY / "generator").rglob("*.py")), *_templates()):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if PUT_TOGETHER.search(line) and path.name != "addresses.py":
                found.append(f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()}")
    assert found == []


def _templates() -> list[Path]:
    return sorted((REPOSITORY / "site_templates").rglob("*.html"))
