"""`corrigenda redact`: take words out of what was published about an error, and say that the wording was corrected."""

from __future__ import annotations

import datetime as dt

import click

from ..edges.content.rewrite import Edit
from ..edges.machine.request import BuildRequest
from ..terminal.appending import write_checked
from ..terminal.group import USAGE
from ..terminal.options import DayType, content_options


@click.command(
    "redact",
    epilog='Example: corrigenda redact NRC-1042 "ACME Ltd" --with "a customer" --because "A customer was named."',
)
@click.argument("error_id", metavar="ID")
@click.argument("words")
@click.option("--with", "instead", metavar="WORDS", required=True, help="What is to be there instead.")
@click.option("--because", metavar="REASON", required=True, help="The reason, for customers to read.")
@click.option("--on", "day", type=DayType(), help="The day it was corrected (today).")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(
    error_id: str,
    words: str,
    instead: str,
    because: str,
    day: dt.date | None,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Replace WORDS in all public texts of error ID, and list the correction with its reason on the error's page.

    Dates, statuses and plans stay. Copies that others made of the page, and git, keep the old words.
    """
    from ..edges.content.edit import check_edits
    from ..edits.next_step import OrderError
    from ..edits.redacting import redacted
    from ..terminal.finding import load_valid, the_error

    catalog, loaded, _ = load_valid(request)
    error = the_error(catalog, error_id)
    before = (request.content.parent / error.file).read_bytes()
    try:
        new = redacted(before.decode("utf-8"), words, instead, because, day or catalog.site_data.as_of)
    except OrderError as reason:
        click.echo(f"error: {error.id} stays as it is: {reason}", err=True)
        return USAGE
    located = check_edits(loaded, request.content, {error.file: new})
    return write_checked(request, {error.file: Edit(before, new)}, located, subjects=[error.id], dry_run=dry_run)
