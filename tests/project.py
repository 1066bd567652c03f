"""A small publisher's project in a folder, for tests to build, break and fix.

project = Project(tmp_path)                       # the sample content, in a folder of the test's own
project.write("roadmap/vision/NVS-1.yml", "…")    # below content/
project.replace("severity.yml", "2 hours", "3 hours")
project.build()
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from corrigenda.edges.build.build import build
from corrigenda.edges.content.check import check
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.machine.request import BuildRequest
from corrigenda.edges.publish.publish import Published
from corrigenda.problems.problem import LocatedProblem

REPOSITORY = Path(__file__).resolve().parents[1]
CONTENT = REPOSITORY / "content"
"""What is published. It changes every day, so only the tests of its facts and that it is valid look at it."""
SAMPLE = REPOSITORY / "tests" / "sample"
"""The content as it was on `TODAY`, which all other tests are about."""
TODAY = dt.date(2026, 11, 25)
"""The day it is in every test."""


class Project:
    """A copy of the sample content, or of another one, with this repository's configuration and templates."""

    def __init__(self, folder: Path, *, roadmap: bool = True, content: Path = SAMPLE) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.site = folder / "site"
        ignore = None if roadmap else shutil.ignore_patterns("roadmap")
        shutil.copytree(content, self.content, ignore=ignore)
        (self.content / "roadmap").mkdir(exist_ok=True)
        if not roadmap:
            self.replace("site.yml", "rules: {}", "rules: {roadmap-empty: off}")
        shutil.copy(REPOSITORY / "mkdocs.yml", folder)
        (folder / "site_templates").symlink_to(REPOSITORY / "site_templates", target_is_directory=True)

    def own_templates(self) -> Path:
        """Return the project templates of its own, to be changed by a test."""
        templates = self.folder / "site_templates"
        if templates.is_symlink():
            templates.unlink()
            shutil.copytree(REPOSITORY / "site_templates", templates)
        return templates

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file below content/; line ends stay as they are given."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a string that must be in a file below content/."""
        path = self.content / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def request(self, *, jobs: int = 1, as_of: dt.date = TODAY) -> BuildRequest:
        """Return the request to build it."""
        return BuildRequest(self.folder, self.content, self.site, self.folder / ".cache", jobs, as_of)

    def build(self, *, jobs: int = 1, as_of: dt.date = TODAY) -> Published:
        """Build the site."""
        return build(take_snapshot(self.request(jobs=jobs, as_of=as_of)))[1]

    def problems(self, as_of: dt.date = TODAY) -> list[str]:
        """Check the content; return each problem as `file:line:column: severity: message (rule)`."""
        return [line(problem) for problem in check(take_snapshot(self.request(as_of=as_of)))[1].problems]

    def page(self, address: str) -> str:
        """Return the HTML of a built page by its address, such as `faq/`."""
        return (self.site / address / "index.html").read_text(encoding="utf-8")


def line(problem: LocatedProblem) -> str:
    """Return a problem in one line, with the suggestion."""
    place = f"{problem.file}:{problem.position.line}:{problem.position.column}"
    hint = f" -> {problem.suggestion}" if problem.suggestion else ""
    return f"{place}: {problem.severity.value}: {problem.message} ({problem.rule}){hint}"


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
