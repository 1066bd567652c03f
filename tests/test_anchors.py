"""The ids that no question, level or note may have are those that pages and scripts use."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.model.anchors import PAGE_ANCHORS, SCRIPT_NAMES
from corrigenda.schema.fields import ID_PATTERN
from lxml import html

from tests.project import REPOSITORY, Project

THEME = Path(str((find_spec("material") or pytest.fail()).origin)).parent / "templates/assets/javascripts"
BLOCKS = tuple((REPOSITORY / "site_templates/blocks").iterdir())
ASKED = re.compile(r"\b(?:document|window|globalThis|self)\.([A-Za-z]\w*)|\btypeof (module|exports|require)\b")


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_pages_with_ids_of_the_publisher_have_the_reserved_ones_besides_and_no_other(
    project: Project, engine: str
) -> None:
    # Every block that an answer may show, and each of them twice.
    blocks = "".join(f"[[{path.stem}]]\n\n      " for path in sorted(BLOCKS) * 2)
    project.replace("faq.yml", "      Yes, every Netop product is.", f"      {blocks}Yes, every Netop product is.")
    build(take_snapshot(replace(project.request(), engine=engine)))
    for page, anchors in PAGE_ANCHORS.items():
        ids = html.document_fromstring(project.page(page)).xpath("//@id")
        own = re.findall(
            r"id: ([\w-]+)", (project.content / ("faq.yml" if page == "faq" else "severity.yml")).read_text()
        )
        found = [one for one in ids if one not in own]
        assert sorted({one for one in found if re.fullmatch(ID_PATTERN, one)}) == sorted(anchors), page
        assert sorted(ids) == sorted(set(ids)), page


def test_names_that_scripts_ask_the_browser_for_are_reserved() -> None:
    # Its other scripts run in a worker, which has no document.
    scripts = [*THEME.glob("*.js"), *(REPOSITORY / "site_templates").rglob("*.js")]
    asked = {
        name for path in scripts for found in ASKED.findall(path.read_text(encoding="utf-8")) for name in found if name
    }
    assert len(scripts) > 10
    assert "forms" in asked
    assert sorted(asked - set(SCRIPT_NAMES)) == []
