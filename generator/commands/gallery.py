"""`corrigenda gallery`: a page that shows every component in every state, for looking at and for the tests."""

from __future__ import annotations

from pathlib import Path

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FAULT, FINE
from ..terminal.options import content_options


@click.command("gallery")
@content_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="build/gallery",
    show_default=True,
    help="The folder to write to.",
)
def command(request: BuildRequest, out: Path) -> int:
    """Show every component in every state, in light and in dark."""
    from ..edges.build.build import prepare
    from ..edges.build.gallery import GalleryError, write_gallery
    from ..edges.content.snapshot import take_snapshot

    try:
        made = write_gallery(prepare(take_snapshot(request)), out)
    except GalleryError as error:
        click.echo(f"error: {error}", err=True)
        return FAULT
    click.echo(f"{out}: {made} examples; open {out / 'light.html'} or {out / 'dark.html'}")
    return FINE
