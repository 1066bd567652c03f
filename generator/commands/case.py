"""`corrigenda case`: attach customers' cases to an error, or take them away."""

from __future__ import annotations

import click

from ..edges.content.rewrite import Edit
from ..edges.machine.request import BuildRequest
from ..terminal.appending import write_checked
from ..terminal.group import USAGE
from ..terminal.options import content_options


@click.command("case", epilog="Example: corrigenda case add NRC-1042 NS-219877")
@click.argument("action", type=click.Choice(["add", "remove"]))
@click.argument("error_id", metavar="ID")
@click.argument("cases", metavar="CASE...", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(action: str, error_id: str, cases: tuple[str, ...], dry_run: bool, request: BuildRequest) -> int:
    """Attach customers' cases to error ID, or remove them; they are private, and only digests are published."""
    from ..edges.content.check_edits import check_edits
    from ..edits.cases import with_cases
    from ..model.cases import case_digest
    from ..terminal.finding import load_valid, the_error

    catalog, loaded, _ = load_valid(request)
    error = the_error(catalog, error_id)
    settings = catalog.site_data.site.cases
    there = next(record for record in catalog.private if record.error == error.id).cases
    # A case is the same however it is written, as in the look-up on the site.
    known = {case_digest(case, settings): case for case in there}
    named = {case_digest(case, settings): case.strip() for case in cases}
    wrong = [case for digest, case in named.items() if (digest in known) is (action == "add")]
    if wrong:
        reason = "has {} already" if action == "add" else "has no case {}"
        click.echo(f"error: {error.id} stays as it is: it {reason.format(', '.join(wrong))}", err=True)
        return USAGE
    after = [*there, *named.values()] if action == "add" else [known[one] for one in known if one not in named]
    before = (request.content.parent / error.file).read_bytes()
    text = with_cases(before.decode("utf-8"), after)
    if text is None:
        click.echo(f"error: {error.id} stays as it is: a comment would be lost; edit cases in {error.file}", err=True)
        return USAGE
    located = check_edits(loaded, request.content, {error.file: text})
    return write_checked(request, {error.file: Edit(before, text)}, located, subjects=[error.id], dry_run=dry_run)
