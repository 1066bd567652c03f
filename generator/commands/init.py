"""`corrigenda init`: a content folder to start from, valid and complete, for a publisher who has none yet."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

import click

from ..terminal.group import FINE, PROBLEMS

ZONE = "UTC"
"""The starter's time zone, which decides the day it is written for."""
IGNORED = "/.cache/\n/site/\n/.site.stage/\n"
"""What a build makes beside the content, and no repository keeps."""


@click.command("init")
@click.argument("project", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--name", default="Example Support", show_default=True, help="What the site is called.")
@click.option("--url", default="https://support.example.com/", show_default=True, help="Where it will be.")
def command(project: Path, name: str, url: str) -> int:
    """Write a content folder to start from into PROJECT (here, if left out)."""
    from ..edges.content.locate_problems import locate_problems
    from ..edges.machine.clock import today
    from ..edges.machine.folders import files_below
    from ..edges.machine.program import SHIPPED
    from ..edits.starter import starter_texts
    from ..schema.read_source import read_source
    from ..schema.site import SiteSource
    from ..terminal.console import show_problems

    content = project / "content"
    if content.exists() or content.is_symlink():
        raise click.UsageError(f"there is a folder {content} already; what is in it stays as it is")
    starter = SHIPPED / "starter"
    templates = {file: (starter / file).read_text(encoding="utf-8") for file in sorted(files_below(starter))}
    texts = starter_texts(templates, name=name, url=url, salt=secrets.token_hex(8), day=today(ZONE))
    problems = read_source(texts["site.yml"].encode(), "content/site.yml", SiteSource).problems
    if problems:
        located = locate_problems(problems, content, {}, (), {"content/site.yml": texts["site.yml"]})
        show_problems(located.problems, located.texts)
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
    for file in texts:
        click.echo(content / file)
    click.echo("Next: corrigenda schema, so that your editor explains every field; then corrigenda serve.")
    return FINE
