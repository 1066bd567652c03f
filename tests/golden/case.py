"""Reads a golden case, lays it out in a folder, and returns the problems that checking finds there.

A case is a file with any of these:

    day: 2026-11-25            # the day it is
    change:                    # texts of the base that are replaced, in a file below content/
      site.yml:
        - [old, new]
    write:                     # files that are written whole; `null` deletes one
      roadmap/tool/ERR-3.yml: |
        …
    bytes:                     # the same, each character a byte
      site.yml: "\xff\xfe"
    make:                      # what else may lie in a folder: a folder, a pipe, a link to a path, so many bytes
      roadmap/tool/ERR-3.yml: folder
      roadmap/tool/ERR-4.yml: {link: /etc/hosts}
      roadmap/tool/ERR-5.yml: {size: 2000000}
    expect:                    # every problem: position, severity, message, rule, suggestion
      - "roadmap/tool/ERR-1.yml:1:5: error: … (rule) -> suggestion"

`expect` comes last, so that `pytest tests/golden --update-golden` can write it again; read in the diff what it accepts.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from corrigenda.edges.content.load import load_content
from corrigenda.edges.content.locate_problems import locate_problems
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.machine.request import BuildRequest

from tests.project import TODAY, line

GOLDEN = Path(__file__).parent
CASES = sorted(path for path in GOLDEN.glob("*/*.yml") if path.parent.name != "base")


def read_case(path: Path) -> dict[str, Any]:
    """Return a case as it is written."""
    case: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert set(case) <= {"day", "change", "write", "bytes", "make", "expect"}, f"{path} has fields that nobody reads"
    return case


def write_expectation(path: Path, problems: list[str]) -> None:
    """Replace the end of a case's file, from `expect:` on."""
    head = re.split(r"^expect:", path.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
    written = yaml.safe_dump({"expect": problems}, allow_unicode=True, width=float("inf"))
    path.write_text(head + written, encoding="utf-8")


def lay_out(case: dict[str, Any], folder: Path) -> Path:
    """Write a case's content below a folder, and return the content folder."""
    content = folder / "content"
    shutil.copytree(GOLDEN / "base", content)
    for name, pairs in case.get("change", {}).items():
        path = content / name
        text = path.read_bytes().decode()
        for old, new in pairs:
            assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
            text = text.replace(old, new)
        path.write_bytes(text.encode())
    for name, what in case.get("make", {}).items():
        make(content / name, what)
    written = {name: None if text is None else text.encode() for name, text in case.get("write", {}).items()}
    written |= {name: text.encode("latin-1") for name, text in case.get("bytes", {}).items()}
    for name, data in written.items():
        path = content / name
        if data is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return content


def make(path: Path, what: str | dict[str, Any]) -> None:
    """Make what is not an ordinary source file."""
    if what == "folder":
        path.mkdir(parents=True)
    elif what == "pipe":
        os.mkfifo(path)
    elif isinstance(what, dict) and "link" in what:
        path.symlink_to(what["link"])
    elif isinstance(what, dict) and "size" in what:
        path.write_bytes(b"#" * what["size"])
    else:
        raise ValueError(f"nobody knows how to make {what}")


def problems_in(content: Path, day: dt.date = TODAY) -> list[str]:
    """Check a content folder; return each problem in one line, with its file below the folder."""
    folder = content.parent
    request = BuildRequest(folder, content, folder / "site", folder / ".cache", 1, day)
    loaded = load_content(take_snapshot(request), None)
    located = locate_problems(loaded.problems, content, loaded.severities, loaded.suppressed)
    return [line(problem).removeprefix("content/") for problem in located.problems]
