"""`corrigenda move`: append a step to an error's history, such as a new plan, a delivery or a withdrawal."""

from __future__ import annotations

import datetime as dt

import click

from ..edges.content.locate_problems import Report
from ..edges.machine.request import BuildRequest
from ..terminal.appending import append_checked
from ..terminal.group import USAGE
from ..terminal.options import DayType, content_options


@click.command("move", epilog='Example: corrigenda move NRC-1042 --to 12.7 --because "Tests on old adapters failed."')
@click.argument("error_id", metavar="ID")
@click.option(
    "--to",
    "plan",
    metavar="PLAN",
    multiple=True,
    help="A release of the product, or a time such as 2027-Q1; again for a release of another branch.",
)
@click.option("--status", help="A status of lifecycle.yml; without it, the one that the plan asks for.")
@click.option("--because", metavar="REASON", help="The reason, for customers to read.")
@click.option("--duplicate-of", metavar="ID", help="The error that this one repeats.")
@click.option("--on", "day", type=DayType(), help="The day it happened (today, or the release's day).")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(
    error_id: str,
    plan: tuple[str, ...],
    status: str | None,
    because: str | None,
    duplicate_of: str | None,
    day: dt.date | None,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Move error ID to another plan or status, by a new step in its history; nothing that was said is lost."""
    from ..edges.content.edit import check_edits
    from ..edits.next_step import Order, OrderError, next_step
    from ..terminal.finding import load_valid, the_error

    catalog, loaded, _ = load_valid(request)
    error = the_error(catalog, error_id)
    order = Order(day, status, plan, because or None, duplicate_of)
    try:
        step = next_step(error, catalog.site_data, order)
    except OrderError as reason:
        # Nothing is wrong with the content: what was asked for cannot be.
        click.echo(f"error: {error.id} stays as it is: {reason}", err=True)
        return USAGE

    def check(text: str) -> Report:
        located = check_edits(loaded, request.content, {error.file: text})
        lacking = next((one for one in located.problems if one.rule == "moved-reason" and not because), None)
        if lacking is not None:
            reason = f"{lacking.message.partition(';')[0]}; say why, for customers to read, with --because"
            click.echo(f"error: {error.id} stays as it is: {reason}", err=True)
            raise click.exceptions.Exit(USAGE)
        return located

    return append_checked(request, error.file, step, ("history",), check, subject=error.id, dry_run=dry_run)
