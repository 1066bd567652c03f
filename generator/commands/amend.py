"""`corrigenda amend`: correct or take back the last step of an error while nobody outside has seen it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import click

from ..edges.machine.request import BuildRequest
from ..terminal.appending import write_checked
from ..terminal.group import USAGE
from ..terminal.options import DayType, WordsType, content_options


@click.command("amend", epilog="Example: corrigenda amend NRC-1042 --to 12.7")
@click.argument("error_id", metavar="ID")
@click.option("--to", "plan", metavar="PLAN", multiple=True, help="What was meant: a release or a time, as for move.")
@click.option("--status", help="What was meant: a status of lifecycle.yml.")
@click.option("--because", type=WordsType(), metavar="REASON", help='What was meant: the reason; "" for none.')
@click.option("--duplicate-of", metavar="ID", help="What was meant: the error that this one repeats.")
@click.option("--on", "day", type=DayType(), help="What was meant: the day it happened.")
@click.option("--undo", is_flag=True, help="Take the step back.")
@click.option(
    "--since",
    default="HEAD",
    show_default=True,
    help="What was published: a revision of git, such as origin/main, or the site by its folder or its https address.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(
    error_id: str,
    plan: tuple[str, ...],
    status: str | None,
    because: str | None,
    duplicate_of: str | None,
    day: dt.date | None,
    undo: bool,
    since: str,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Correct the last step of error ID, or take it back, while it is not published; what is not said stays.

    A reason is needed only where the plan moves from what was published. What is published already is not corrected:
    add a step with move.
    """
    from ..edges.content.amend import amended
    from ..edges.content.check_edits import check_edits
    from ..edits.next_step import Order, OrderError
    from ..terminal.finding import load_valid, published_steps, the_error

    given = Order(day, status, plan, because, duplicate_of)
    if undo is (given != Order()):
        raise click.UsageError("say what was meant, as for move, or --undo to take the step back")
    catalog, loaded, _ = load_valid(request)
    error = the_error(catalog, error_id)
    if duplicate_of:
        given = replace(given, duplicate_of=the_error(catalog, duplicate_of).id)
    published = published_steps(request, since, error, catalog.site_data.as_of)
    try:
        edit = amended(request, loaded, error, published, None if undo else given, since)
    except OrderError as reason:
        click.echo(f"error: {error.id} stays as it is: {reason}", err=True)
        return USAGE
    located = check_edits(loaded, request.content, {error.file: edit.text})
    return write_checked(request, {error.file: edit}, located, subjects=[error.id], dry_run=dry_run)
