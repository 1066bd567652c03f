"""What the documentation names is there: files, links, and the functions that it walks through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.project import REPOSITORY

PAGES = sorted(
    [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md"), *(REPOSITORY / "docs" / "decisions").glob("*.md")]
)
CODE = [path.read_text(encoding="utf-8") for path in (REPOSITORY / "generator").rglob("*.py")]
TOPS = ("generator/", "site_templates/", "tests/", "scripts/", "bench/", "docs/", "schemas/")


def named(path: Path) -> str:
    """Return a page's path in the repository."""
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name != "decisions"], ids=named)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    # A decision record may name a file that is gone by now: it says how things were.
    names = re.findall(r"`([\w./-]+)`", page.read_text(encoding="utf-8"))
    assert [name for name in names if name.startswith(TOPS) and not (REPOSITORY / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_between_files_leads_to_one_and_to_the_function_it_names(page: Path) -> None:
    broken = []
    for words, target in re.findall(r"(?<!`)\[([^][]+)\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        path = page.parent / target
        if "://" in target:
            continue
        if not path.exists():
            broken.append(target)
        elif path.suffix == ".py" and not re.search(
            rf"^\s*(?:def|class) {words.strip('`')}\b", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            broken.append(f"{words} in {target}")
    assert broken == []


def test_every_name_of_the_glossary_is_in_the_code() -> None:
    rows = re.findall(
        r"^\|.*\|.*\|(.*)\|$", (REPOSITORY / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    names = [name for row in rows for name in re.findall(r"`([A-Z]\w+)`", row)]
    assert names
    assert [name for name in names if not any(re.search(rf"\bclass {name}\b", text) for text in CODE)] == []
