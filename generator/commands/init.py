"""`corrigenda init`: a content folder to start from, valid and complete, for a publisher who has none yet."""

from __future__ import annotations

import re
import secrets
import tempfile
import textwrap
from pathlib import Path

import click

from .. import __version__
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import quiet_option

ZONE = "UTC"
"""The starter's time zone, which decides the day it is written for."""
IGNORED = "/.cache/\n/site/\n/.site.stage/\n"
"""What a build makes beside the content, and no repository keeps."""

CI = {
    "github": {"github/site.yml": ".github/workflows/site.yml", "github/request.yml": ".github/workflows/request.yml"},
    "gitlab": {"gitlab/.gitlab-ci.yml": ".gitlab-ci.yml"},
}
"""The files of each host's CI: their templates, and where they are written."""
_REQUIREMENT = re.compile(r"[^\s\"\\\\$`@][^\"\\\\$`\n]*")


@click.command("init")
@click.argument("project", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--name", default="Example Support", show_default=True, help="What the site is called.")
@click.option("--url", default="https://support.example.com/", show_default=True, help="Where it will be.")
@click.option("--ci", type=click.Choice(sorted(CI)), help="Also write the host's CI, with a form for requests.")
@click.option(
    "--install",
    metavar="REQUIREMENT",
    default=f"corrigenda=={__version__}",
    show_default=True,
    help="With --ci: what pip is to install there.",
)
@quiet_option
def command(project: Path, name: str, url: str, ci: str | None, install: str) -> int:
    """Write a content folder to start from into PROJECT (here, if left out); with --ci, add CI to one that is there."""
    from ..edges.content.locate_problems import locate_problems
    from ..edges.content.write_files import create_files
    from ..edges.machine.clock import today
    from ..edges.machine.folders import files_below
    from ..edges.machine.program import SHIPPED
    from ..edits.starter import starter_texts
    from ..schema.read_source import read_source
    from ..schema.site import SiteSource
    from ..terminal.console import show_problems

    content = project / "content"
    files = _ci_files(project, ci, install) if ci else {}
    there = [path for path in files if path.exists()]
    if there:
        raise click.UsageError(f"there is {there[0]} already; what is in it stays as it is")
    if files and content.is_dir():
        create_files(files)
        click.echo("".join(f"{path}\n" for path in files), nl=False)
        return FINE
    if content.exists() or content.is_symlink():
        raise click.UsageError(f"there is a folder {content} already; what is in it stays as it is")
    starter = SHIPPED / "starter"
    templates = {file: (starter / file).read_text(encoding="utf-8") for file in sorted(files_below(starter))}
    texts = starter_texts(templates, name=name, url=url, salt=secrets.token_hex(8), day=today(ZONE))
    problems = read_source(texts["site.yml"].encode(), "content/site.yml", SiteSource).problems
    if problems:
        located = locate_problems(problems, content, {}, (), {"content/site.yml": texts["site.yml"]})
        show_problems(located)
        click.echo("Nothing was written: the site's settings would have the problems above.", err=True)
        return PROBLEMS
    project.mkdir(parents=True, exist_ok=True)
    # Beside its place and then moved there, so that it is whole or not there at all.
    with tempfile.TemporaryDirectory(dir=project, prefix=".content.") as beside:
        fresh = Path(beside) / "content"
        for file, text in texts.items():
            (fresh / file).parent.mkdir(parents=True, exist_ok=True)
            (fresh / file).write_text(text, encoding="utf-8", newline="\n")
        fresh.rename(content)
    ignored = project / ".gitignore"
    if not ignored.exists():
        ignored.write_text(IGNORED, encoding="utf-8", newline="\n")
    create_files(files)
    for path in [*(content / file for file in texts), *files]:
        click.echo(path)
    click.echo("Next: corrigenda schema, so that your editor explains every field; then corrigenda serve.")
    return FINE


def _ci_files(project: Path, ci: str, install: str) -> dict[Path, str]:
    """Return the texts of a host's CI by their paths."""
    from ..edges.machine.program import SHIPPED

    if not _REQUIREMENT.fullmatch(install):
        raise click.UsageError(f"--install cannot be {install!r}; write what pip takes, such as corrigenda==1.0")
    folder = SHIPPED / "ci"
    script = (folder / "request.sh").read_text(encoding="utf-8").rstrip()
    texts = {}
    for template, path in CI[ci].items():
        text = (folder / template).read_text(encoding="utf-8").replace("@@CORRIGENDA@@", install)
        indent = " " * (10 if ci == "github" else 6)
        texts[project / path] = text.replace("@@REQUEST@@", textwrap.indent(script, indent))
    return texts
