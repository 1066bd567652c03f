"""The list as CSV: what a spreadsheet reads is what the sources say, and nothing in it is a formula."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from corrigenda.outputs.spreadsheet import harmless

from tests.project import Project


def rows(site: Path) -> list[dict[str, str]]:
    """Return the list's rows."""
    text = (site / "api/v1/errors.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_error_is_a_row_that_says_what_the_api_says(site: Path) -> None:
    errors = json.loads((site / "api/v1/errors.json").read_bytes())["errors"]
    for row, error in zip(rows(site), errors, strict=True):
        planned = error.pop("planned") or {"text": None, "first": None, "last": None}
        error |= {"planned": planned["text"], "planned_first": planned["first"], "planned_last": planned["last"]}
        corrections = (
            (one["release"], one["corrected"] or (one["planned"] or {}).get("text")) for one in error["corrections"]
        )
        error["corrections"] = "; ".join(" ".join(part for part in parts if part) for parts in corrections)
        error |= {field: " ".join(error[field]) for field in ("platforms", "aliases")}
        error["security"] = "true" if error["security"] else "false"
        error["also_in"] = " ".join(other["product"] for other in error["also_in"])
        assert row == {key: value or "" for key, value in error.items()} | {"affects": harmless(error["affects"] or "")}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_be_a_formula_is_made_harmless(start: str) -> None:
    assert harmless(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("cell", ["", "A=1", "12.5", "'=1", "مرحبا"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_title_that_is_a_formula_is_published_as_a_text(project: Project) -> None:
    title = '"=HYPERLINK(\\"https://evil.example/\\";\\"see, here\\")"'
    path = project.content / "roadmap/remote-control/NRC-1042.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("title: Session drops when the Host's network adapter goes to sleep", f"title: {title}")
    )
    project.build()
    (row,) = (row for row in rows(project.site) if row["id"] == "NRC-1042")
    assert row["title"] == '\'=HYPERLINK("https://evil.example/";"see, here")'
