"""Content that an earlier version took is built by this one, at the same addresses and with the same API.

`tests/compatibility/` has content for each such version, which uses every field that there was, and beside it a list of
what that version made of it. Once a version is published, neither is changed. A list that is not there is written by
`pytest tests/test_compatibility.py --update-golden`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot

from tests.project import REPOSITORY, Project

VERSIONS = sorted(path for path in (REPOSITORY / "tests/compatibility").iterdir() if path.is_dir())
MAY_CHANGE = ("assets/", "cases/", "corrections/finder.json", "search/")
"""What docs/compatibility.md does not promise."""


def promised(site: Path) -> Iterator[str]:
    """Yield each address, and each permanent anchor, entry, event, field of the API and column."""
    questions = [question["id"] for question in json.loads((site / "api/v1/faq.json").read_bytes())["questions"]]
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name.startswith(MAY_CHANGE):
            continue
        yield name
        text = path.read_text(encoding="utf-8-sig")
        if name.endswith(".html"):
            anchors = re.findall(' id="([^"]+)"', text)
            yield from (f"{name}#{one}" for one in anchors if one in questions or re.fullmatch("step-[0-9]+", one))
        elif name.startswith("feeds/") and name.endswith(".json"):
            yield from (f"{name} {entry['id']}" for entry in json.loads(text)["items"])
        elif name.endswith(".json") and "schemas" not in name and name != "api/v1/openapi.json":
            yield from (f"{name} {field}" for field in fields(json.loads(text)))
        elif name.endswith(".ics"):
            yield from (f"{name} {line}" for line in text.splitlines() if line.startswith("UID:"))
        elif name.endswith(".csv"):
            yield from (f"{name} {number} {column}" for number, column in enumerate(text.splitlines()[0].split(",")))


def fields(value: Any, path: str = "") -> Iterator[str]:
    """Yield the path of each field in JSON; the elements of a list are one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{path}.{name}"
            yield from fields(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, f"{path}[]")


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)
def test_content_of_an_earlier_version_is_still_built_with_all_that_was_promised(
    version: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    project = Project(tmp_path / "project", content=version)
    build(take_snapshot(replace(project.request(as_of=dt.date(2026, 11, 25)), engine="plain")))
    now = dict.fromkeys(promised(project.site))
    listing = version.with_name(f"{version.name}.txt")
    if request.config.getoption("--update-golden") and not listing.exists():
        listing.write_text("".join(f"{line}\n" for line in now), encoding="utf-8")
    then = listing.read_text(encoding="utf-8").splitlines()
    assert len(then) > 300
    assert [line for line in then if line not in now] == []
