"""`corrigenda release`: move a release's date, say that it is out, drop or recall it, by a step in its history."""

from __future__ import annotations

import datetime as dt

import click

from ..edges.content.locate_problems import Report
from ..edges.machine.request import BuildRequest
from ..terminal.appending import append_checked
from ..terminal.group import FINE, USAGE
from ..terminal.options import DayType, content_options


@click.command(
    "release", epilog='Example: corrigenda release remote-control 12.6 --to 2027-03-02 --because "Tests take longer."'
)
@click.argument("product")
@click.argument("version")
@click.option("--to", "window", metavar="TIME", help="When it is planned for now: a day, or a time such as 2027-Q1.")
@click.option("--out", is_flag=True, help="It came out.")
@click.option("--drop", is_flag=True, help="It will not come out.")
@click.option("--recall", is_flag=True, help="It came out, and was taken back.")
@click.option("--because", metavar="REASON", help="The reason, for customers to read.")
@click.option("--on", "day", type=DayType(), help="The day it happened (today).")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(
    product: str,
    version: str,
    window: str | None,
    out: bool,
    drop: bool,
    recall: bool,
    because: str | None,
    day: dt.date | None,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Move release VERSION of PRODUCT, say that it is out, drop or recall it; nothing that was said is lost."""
    from ..edges.content.edit import check_products
    from ..edits.next_release import ReleaseOrder, history_of, left_to_say, next_release_step
    from ..edits.next_step import OrderError
    from ..terminal.finding import load_valid, the_product

    catalog, loaded, _ = load_valid(request)
    product = the_product(catalog, product)
    order = ReleaseOrder(product, version, day or catalog.site_data.as_of, window, out, drop, recall, because)
    try:
        step = next_release_step(catalog.site_data, order)
    except OrderError as reason:
        click.echo(f"error: products.yml stays as it is: {reason}", err=True)
        return USAGE
    name = loaded.content.settings["products"].name

    def check(text: str) -> Report:
        return check_products(loaded, request.content, name, text)

    history = history_of(catalog.site_data, order)
    code = append_checked(request, name, step, history, check, subject=name, dry_run=dry_run)
    for line in left_to_say(catalog.site_data, catalog.errors, order) if code == FINE else ():
        click.echo(line)
    return code
