"""`corrigenda diff`: what the public would see change, between a revision and the working tree."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from generator.commands.group import FINE
from generator.commands.options import content_options
from generator.edges.request import BuildRequest


@click.command("diff")
@click.option("--base", default="HEAD", show_default=True, help="The revision to compare with, such as origin/main.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@content_options
def command(
    base: str,
    form: str,
    request: BuildRequest,
) -> int:
    """Show what the public would see change: new errors, moves, releases, figures and texts."""
    from generator.commands.finding import load_sound
    from generator.edges.git import GitError, folder_at
    from generator.edges.load import load_content
    from generator.edges.stock import take_stock
    from generator.report.differences import differences_json, differences_text
    from generator.views.difference import Edition, differences

    catalog, *_ = load_sound(request)
    with tempfile.TemporaryDirectory() as folder:
        try:
            root = folder_at(request.content, base, Path(folder))
        except GitError as error:
            raise click.UsageError(f"cannot compare with '{base}': {error}") from error
        then = replace(request, content=root, as_of=catalog.setting.as_of)
        old = load_content(take_stock(then), None).catalog
    if old is None:
        raise click.UsageError(f"the content of '{base}' cannot be read, so there is nothing to compare with")
    found = list(differences(Edition(old.setting, old.by_id), Edition(catalog.setting, catalog.by_id)))
    click.echo(differences_json(found, base) if form == "json" else differences_text(found, base), nl=False)
    return FINE
