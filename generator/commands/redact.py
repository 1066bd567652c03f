"""`corrigenda redact`: take words out of what was published, and say there that the wording was corrected."""

from __future__ import annotations

import datetime as dt

import click

from ..edges.machine.request import BuildRequest
from ..terminal.appending import write_checked
from ..terminal.group import USAGE
from ..terminal.options import DayType, WordsType, content_options


@click.command(
    "redact",
    epilog='Example: corrigenda redact NRC-1042 "ACME Ltd" --with "a customer" --because "A customer was named."',
)
@click.argument("subject", metavar="ID|RELEASE|QUESTION")
@click.argument("words")
@click.option("--with", "instead", metavar="WORDS", required=True, help="What is to be there instead.")
@click.option("--because", type=WordsType(), metavar="REASON", required=True, help="The reason, for customers to read.")
@click.option("--on", "day", type=DayType(), help="The day it was corrected (today).")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(
    subject: str,
    words: str,
    instead: str,
    because: str,
    day: dt.date | None,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Replace WORDS in all public texts of an error, and list the correction with its reason on the error's page.

    Instead of the ID of an error, name a release such as vision/9.10, or a question such as faq/why-register. Dates,
    statuses and plans stay. Copies that others made of the page, and git, keep the old words.
    """
    from ..edges.content.edit import redact
    from ..edits.next_step import OrderError
    from ..terminal.finding import load_valid, the_public

    catalog, loaded, _ = load_valid(request)
    name = the_public(catalog, subject)
    try:
        edits, _, located = redact(request, loaded, name, words, instead, because, day)
    except OrderError as reason:
        click.echo(f"error: {name} stays as it is: {reason}", err=True)
        return USAGE
    return write_checked(request, edits, located, subjects=[name], dry_run=dry_run)
