"""The site's own scripts: small together, and no two in each other's way on one page."""

from __future__ import annotations

import gzip
import re
from collections import Counter

import pytest

from tests.project import REPOSITORY

SCRIPTS = sorted((REPOSITORY / "site_templates").rglob("*.js"))
BUDGET = 20 * 1024
"""Bytes on the wire of all own scripts together; no page loads all of them."""


def test_all_scripts_together_keep_to_their_budget() -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes(), mtime=0)) for path in SCRIPTS}
    assert sum(sizes.values()) <= BUDGET, sizes


def test_no_two_scripts_declare_the_same_name() -> None:
    # Scripts are not modules, so that pages work from a folder; what they declare is the page's, and `const` once only.
    names = Counter(
        name
        for path in SCRIPTS
        for name in re.findall(r"^(?:const|let|class) +(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_writes_text_and_never_markup(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text) == []
