"""`corrigenda release`: add a release, move its date, or say that it is out, dropped or recalled."""

from __future__ import annotations

import datetime as dt

import click

from ..edges.machine.request import BuildRequest
from ..edits.next_release import ReleaseOrder
from ..terminal.appending import write_checked
from ..terminal.group import FINE, USAGE
from ..terminal.options import DayType, WordsType, content_options


@click.command(
    "release", epilog='Example: corrigenda release remote-control 12.6 --to 2027-03-02 --because "Tests take longer."'
)
@click.argument("product")
@click.argument("version")
@click.option("--add", is_flag=True, help="It is a new one; with --to or --out.")
@click.option("--hotfix", is_flag=True, help="With --add: it is a hot fix.")
@click.option("--branch", metavar="ID", help="With --add: its branch, in a product that has branches.")
@click.option("--notes", metavar="TEXT", help="With --add: what customers should know about it.")
@click.option(
    "--after", metavar="VERSION", help="With --add: the release before it, where the order is that of the list."
)
@click.option("--to", "window", metavar="TIME", help="When it is planned for now: a day, or a time such as 2027-Q1.")
@click.option("--out", is_flag=True, help="It came out.")
@click.option("--all", "with_errors", is_flag=True, help="With --out: all errors planned for it are corrected by it.")
@click.option("--yes", is_flag=True, help="With --all: do not ask.")
@click.option("--drop", is_flag=True, help="It will not come out.")
@click.option("--recall", is_flag=True, help="It came out, and was taken back.")
@click.option("--because", type=WordsType(), metavar="REASON", help="The reason, for customers to read.")
@click.option("--on", "day", type=DayType(), help="The day it happened (today).")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(
    product: str,
    version: str,
    add: bool,
    hotfix: bool,
    branch: str | None,
    notes: str | None,
    after: str | None,
    window: str | None,
    out: bool,
    with_errors: bool,
    yes: bool,
    drop: bool,
    recall: bool,
    because: str | None,
    day: dt.date | None,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Add release VERSION of PRODUCT, move it, say that it is out, drop or recall it; nothing that was said is lost."""
    from ..edges.content.check_edits import check_products
    from ..edges.content.edit import corrected_by, with_added, with_step
    from ..edits.next_release import NewRelease, history_of, left_to_say, new_release, next_release_step
    from ..edits.next_step import OrderError
    from ..terminal.finding import load_valid, the_product

    if (with_errors and not out) or (yes and not with_errors):
        raise click.UsageError("--all goes with --out, and --yes with --all")
    new = NewRelease(hotfix, branch, notes, after)
    if (new != NewRelease() and not add) or (add and with_errors):
        raise click.UsageError("--hotfix, --branch, --notes and --after go with --add, and --all does not")
    catalog, loaded, _ = load_valid(request)
    product = the_product(catalog, product)
    order = ReleaseOrder(product, version, day or catalog.site_data.as_of, window, out, drop, recall, because or None)
    name = loaded.content.settings["products"].name
    try:
        if add:
            name, edit = with_added(request, loaded, *new_release(catalog.site_data, order, new))
            edits = {name: edit}
        else:
            step = next_release_step(catalog.site_data, order)
            edits = {name: with_step(request, name, step, history_of(catalog.site_data, order))}
    except OrderError as reason:
        click.echo(f"error: products.yml stays as it is: {reason}", err=True)
        return USAGE
    located = check_products(loaded, request.content, name, edits[name].text)
    if with_errors and not located.errors:
        corrected, refused = corrected_by(request, loaded, order, edits[name])
        if refused:
            click.echo("".join(f"error: {line}\n" for line in refused), err=True, nl=False)
            click.echo("Nothing was written.", err=True)
            return USAGE
        edits |= corrected
        located = check_products(
            loaded, request.content, name, edits[name].text, {one: edit.text for one, edit in corrected.items()}
        )
        if not located.errors and not dry_run and not yes:
            for error in catalog.errors:
                if error.file in corrected:
                    click.echo(f"  {error.id}  {error.title}")
            click.confirm(f"Is {product} {version} out, and are these {len(corrected)} corrected by it?", abort=True)
    code = write_checked(request, edits, located, subjects=list(edits), dry_run=dry_run)
    if code == FINE and not with_errors and not add:
        for line in left_to_say(catalog.site_data, catalog.errors, order):
            click.echo(line)
    return code
