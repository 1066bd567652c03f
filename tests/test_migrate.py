"""`corrigenda migrate` gives content of an older version the names of today, and leaves all else as it is."""

from __future__ import annotations

import re

import pytest

from tests.project import Project, tree
from tests.running import Ran, corrigenda

OLD = {
    "products.yml": [("window:", "for:")],
    "severity.yml": [("aliases:", "also:"), ("names_in_criteria:", "named:")],
}
RULES = """
rules:
  calendar-sound: off  # why: calendar-sound
  "zero-width": warning
  unused-excuse: warning
"""


def migrate(project: Project, *arguments: str) -> Ran:
    return corrigenda(project.folder, "migrate", *arguments)


def made_old(project: Project) -> dict[str, bytes]:
    """Give a project the names of before 0.1.0; return its files as they were."""
    site = project.content / "site.yml"
    site.write_text(site.read_text(encoding="utf-8").rstrip() + RULES.replace("sound: off", "valid: off"), "utf-8")
    before = tree(project.content)
    site.write_text(site.read_text(encoding="utf-8").replace("  calendar-valid: off", "  calendar-sound: off"), "utf-8")
    for name, fields in OLD.items():
        path = project.content / name
        text = path.read_text(encoding="utf-8")
        for new, old in fields:
            text = re.sub(rf"(?<=[{{, ]){new}", old, text)
        path.write_text(text, encoding="utf-8")
    (project.content / "messages.yml").rename(project.content / "words.yml")
    return before


def test_content_of_today_is_left_alone(project: Project) -> None:
    before = tree(project.content)
    assert migrate(project) == Ran(0, "Nothing to do: the content has the names of today.\n", "")
    assert tree(project.content) == before


def test_old_names_become_those_of_today_and_nothing_else_changes(project: Project) -> None:
    (project.content / "messages.yml").write_text("skip: Skip\n", encoding="utf-8")
    error = "roadmap/remote-control/NRC-1042.yml"
    project.replace(error, "product: remote-control", "product: remote-control  # allow: zero-width because it is so")
    before = made_old(project)
    old = tree(project.content)
    assert old["products.yml"] != before["products.yml"]
    shown = migrate(project, "--dry-run")
    assert (shown.code, shown.err) == (0, "")
    assert tree(project.content) == old
    ran = migrate(project)
    assert ran.out == shown.out.replace(" (not written)", "").replace(" (not renamed)", "")
    expected = {
        **before,
        error: before[error].replace(b"allow: zero-width", b"allow: invisible-in-name"),
        "site.yml": before["site.yml"]
        .replace(b'"zero-width":', b"invisible-in-name:")
        .replace(b"unused-excuse:", b"unused-suppression:"),
    }
    assert tree(project.content) == expected
    assert migrate(project).out == "Nothing to do: the content has the names of today.\n"


def test_words_that_are_not_those_fields_stay(project: Project) -> None:
    release = "{version: '1', history: [{for: x, window: y}]}"
    text = f"products:\n  - id: for\n    for: 1\n    name: for\n    releases: [{release}]\n"
    project.write("products.yml", text)
    project.write(
        "pages/note.md", "---\ntitle: A note\n---\n\nA rule called calendar-sound; # allow:other zero-widths.\n"
    )
    assert migrate(project).out == "Nothing to do: the content has the names of today.\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("first", ["", "\ufeff", "# Ω 🛠\n"])
def test_other_bytes_of_a_file_stay(project: Project, line_end: str, first: str) -> None:
    text = f"{first}products:\n- id: a # 🛠\n  releases:\n  - history:\n    - {{'for' : 2027-Q1, note: \"for:\"}}\n"
    (project.content / "products.yml").write_bytes(text.replace("\n", line_end).encode())
    assert migrate(project).code == 0
    assert (project.content / "products.yml").read_bytes().decode() == text.replace("'for'", "window").replace(
        "\n", line_end
    )


def test_what_cannot_be_read_or_has_both_names_stays(project: Project) -> None:
    project.write("products.yml", "products: [{for: ")
    before = tree(project.content)
    ran = migrate(project)
    said = "error: content/products.yml cannot be read; run corrigenda check, and fix it first\nNothing was written.\n"
    assert ran == Ran(1, "", said)
    assert tree(project.content) == before
    project.write("products.yml", "products: []\n")
    project.write("words.yml", "{}\n")
    project.write("messages.yml", "{}\n")
    ran = migrate(project)
    assert ran.code == 2
    assert "content/words.yml is called messages.yml today, which is there, too; make one of the two" in ran.err
