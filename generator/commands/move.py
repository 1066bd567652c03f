"""`corrigenda move`: append a step to errors' histories, such as a new plan, a delivery or a withdrawal."""

from __future__ import annotations

import datetime as dt

import click

from ..edges.machine.request import BuildRequest
from ..terminal.appending import write_checked
from ..terminal.group import USAGE
from ..terminal.options import DayType, WordsType, content_options


@click.command("move", epilog='Example: corrigenda move NRC-1042 --to 12.7 --because "Tests on old adapters failed."')
@click.argument("error_ids", metavar="ID...", nargs=-1)
@click.option("--release", "planned_for", metavar="VERSION", help="Instead of ids: all that are planned for a release.")
@click.option("--product", help="With --release, where several products have such a release.")
@click.option(
    "--to",
    "plan",
    metavar="PLAN",
    multiple=True,
    help="A release of the product, or a time such as 2027-Q1; again for a release of another branch.",
)
@click.option("--status", help="A status of lifecycle.yml; without it, the one that the plan asks for.")
@click.option("--because", type=WordsType(), metavar="REASON", help="The reason, for customers to read.")
@click.option("--duplicate-of", metavar="ID", help="The error that this one repeats.")
@click.option("--on", "day", type=DayType(), help="The day it happened (today, or the release's day).")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(
    error_ids: tuple[str, ...],
    planned_for: str | None,
    product: str | None,
    plan: tuple[str, ...],
    status: str | None,
    because: str | None,
    duplicate_of: str | None,
    day: dt.date | None,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Move errors to another plan or status, by a new step in each history; nothing that was said is lost.

    All of them are moved or, if one cannot be, none.
    """
    from ..edges.content.check_edits import check_edits
    from ..edges.content.edit import with_step
    from ..edits.next_step import Order, OrderError, next_step
    from ..model.lifecycle import Phase
    from ..terminal.finding import load_valid, the_error, the_errors_planned_for

    if bool(error_ids) is (planned_for is not None):
        raise click.UsageError("say what to move: ids of errors, or all that are planned for a --release")
    if product is not None and planned_for is None:
        raise click.UsageError("--product goes with --release")
    catalog, loaded, _ = load_valid(request)
    if planned_for is None:
        named = [the_error(catalog, error_id) for error_id in error_ids]
        errors = list({error.id: error for error in named}.values())
    else:
        errors = the_errors_planned_for(catalog, planned_for, product)
        wanted = catalog.site_data.lifecycle.get(status) if status else None
        if wanted is not None and wanted.phase is Phase.DONE and not plan:
            # An error may be planned for releases of several branches.
            plan = (planned_for,)
    repeated = the_error(catalog, duplicate_of).id if duplicate_of else None
    order = Order(day, status, plan, because or None, repeated)
    edits, refused = {}, []
    for error in errors:
        try:
            edits[error.file] = with_step(request, error.file, next_step(error, catalog.site_data, order))
        except OrderError as reason:
            # Nothing is wrong with the content: what was asked for cannot be.
            refused.append(f"{error.id} stays as it is: {reason}")
    located = check_edits(loaded, request.content, {name: edit.text for name, edit in edits.items()})
    say_why = "say why, for customers to read, with --because"
    refused += [
        f"{error.id} stays as it is: {problem.message.partition(';')[0]}; {say_why}"
        for problem in located.problems
        for error in errors
        if problem.rule == "moved-reason" and not because and problem.position.file == error.file
    ]
    if refused:
        click.echo("".join(f"error: {line}\n" for line in refused), err=True, nl=False)
        if len(errors) > 1:
            click.echo("Nothing was written.", err=True)
        return USAGE
    return write_checked(request, edits, located, subjects=[error.id for error in errors], dry_run=dry_run)
