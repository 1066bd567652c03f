"""`corrigenda list`: the errors that have something in common, such as those that are overdue."""

from __future__ import annotations

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE
from ..terminal.options import content_options


@click.command("list", epilog="Example: corrigenda list screen --product vision --overdue --without-workaround")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--product", help="Of this product.")
@click.option("--status", help="With this status of lifecycle.yml.")
@click.option("--phase", type=click.Choice(["open", "planned", "done", "closed"]), help="In this phase.")
@click.option("--release", metavar="VERSION", help="Planned for this release or corrected in it, even if recalled.")
@click.option("--severity", help="Of this level of severity.yml.")
@click.option("--overdue", is_flag=True, help="Whose promised time has passed, or whose release came without them.")
@click.option("--stale", is_flag=True, help="Open, and unchanged for longer than stale_after_days of site.yml.")
@click.option("--without-workaround", is_flag=True, help="Without a workaround.")
@click.option("--security", is_flag=True, help="About security.")
@click.option("--owner", help="With this owner in the private field internal.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@content_options
def command(
    words: tuple[str, ...],
    product: str | None,
    status: str | None,
    phase: str | None,
    release: str | None,
    severity: str | None,
    overdue: bool,
    stale: bool,
    without_workaround: bool,
    security: bool,
    owner: str | None,
    form: str,
    request: BuildRequest,
) -> int:
    """List the errors that have every WORD in id or text and all that the options say, ordered by id.

    The forms csv and json hold the private owner: they are for colleagues only.
    """
    from ..manager.listing import Asked, listed, rows_csv, rows_json, rows_text
    from ..terminal.finding import known_id, load_valid

    catalog, *_ = load_valid(request)
    site_data = catalog.site_data
    asked = Asked(
        words,
        known_id("product", product, site_data.product_by_id, site_data),
        known_id("status", status, site_data.status_by_id, site_data),
        phase,
        known_id("release", release, [one.version for *_, one in catalog.releases()], site_data),
        known_id("severity", severity, site_data.levels_by_id, site_data),
        owner,
        overdue,
        stale,
        without_workaround,
        security,
    )
    pairs = list(zip(catalog.errors, catalog.private, strict=True))
    known = [pair for pair in pairs if all(step.status in site_data.status_by_id for step in pair[0].history)]
    rows = listed(known, site_data, asked)
    click.echo({"csv": rows_csv, "json": rows_json, "table": rows_text}[form](rows), nl=False)
    unknown = [pair[0].id for pair in pairs if pair not in known] if len(known) < len(pairs) else []
    for name in (*catalog.unreadable, *unknown):
        click.echo(f"error: {name} cannot be read, so it is not listed; 'corrigenda check' says why", err=True)
    return FINE
