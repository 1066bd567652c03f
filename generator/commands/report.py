"""`corrigenda report`: what is overdue, untouched, moved and next, and how many promises were kept."""

from __future__ import annotations

import datetime as dt

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE
from ..terminal.options import DayType, content_options


@click.command("report")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--since", type=DayType(), help="From which day on moves are listed (90 days ago).")
@click.option("--product", help="Only errors of this product.")
@content_options
def command(
    form: str,
    since: dt.date | None,
    product: str | None,
    request: BuildRequest,
) -> int:
    """Report to the product manager: overdue promises, stale entries, moves, what is next, and what was kept."""
    from ..manager.overview import management
    from ..manager.overview_text import management_csv, management_json, management_text
    from ..terminal.finding import load_valid, the_product

    catalog, *_ = load_valid(request)
    site_data = catalog.site_data
    only = the_product(catalog, product) if product else None
    known = [error for error in catalog.errors if all(step.status in site_data.status_by_id for step in error.history)]
    report = management(known, site_data, since or site_data.as_of - dt.timedelta(days=90), only)
    if form == "text":
        text = management_text(report, site_data)
    else:
        text = management_json(report) if form == "json" else management_csv(report)
    click.echo(text, nl=False)
    return FINE
