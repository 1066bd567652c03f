"""`corrigenda diff`: what the public would see change, between a revision and the working tree."""

from __future__ import annotations

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import content_options


@click.command("diff")
@click.option("--base", default="HEAD", show_default=True, help="The revision to compare with, such as origin/main.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@content_options
def command(
    base: str,
    form: str,
    request: BuildRequest,
) -> int:
    """Show what the public would see change: new errors, moves, releases, figures and texts.

    Exit code 1 if something is rewritten or lost that was public: a history, an error, the ids of feeds.
    """
    from ..manager.difference import BROKEN, Edition, differences
    from ..manager.difference_text import differences_json, differences_text
    from ..terminal.console import print_report
    from ..terminal.finding import load_valid, published_at

    catalog, *_ = load_valid(request)
    old = published_at(request, base, catalog.site_data.as_of)
    found = list(differences(Edition(old.site_data, old.by_id), Edition(catalog.site_data, catalog.by_id)))
    # An error whose file cannot be read is not gone.
    unreadable = [one.subject for one in found if one.kind == "lost-error" and one.subject in catalog.unreadable]
    found = [one for one in found if one.subject not in unreadable]
    broken = sum(one.kind in BROKEN for one in found)
    text = differences_json(found, base) if form == "json" else differences_text(found, base)
    print_report(text, wrong=bool(broken))
    for name in unreadable:
        click.echo(f"error: {name} cannot be read, so it is not compared; 'corrigenda check' says why", err=True)
    if broken:
        what = "1 thing that is" if broken == 1 else f"{broken} things that are"
        click.echo(f"error: {what} never to change would change; see above", err=True)
    return PROBLEMS if broken or unreadable else FINE
