"""`corrigenda gallery`: a page that shows every component in every state, for looking at and for the tests."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.commands.group import FAULT, FINE, PROBLEMS
from generator.commands.options import content_options, request_from


@click.command("gallery")
@content_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="build/gallery",
    show_default=True,
    help="The folder to write to.",
)
def command(
    project: Path, content: Path | None, cache: Path | None, jobs: int | None, as_of: dt.date | None, out: Path
) -> int:
    """Show every component in every state, in light and in dark."""
    from generator.edges.build import ContentProblems, settle
    from generator.edges.console import show_problems
    from generator.edges.gallery import GalleryError, write_gallery

    try:
        settled = settle(request_from(project, content, cache, jobs, as_of))
        made = write_gallery(settled, out)
    except ContentProblems as found:
        show_problems(found.problems, found.texts)
        return PROBLEMS
    except GalleryError as error:
        click.echo(f"error: {error}", err=True)
        return FAULT
    click.echo(f"{out}: {made} examples; open {out / 'light.html'} or {out / 'dark.html'}")
    return FINE
