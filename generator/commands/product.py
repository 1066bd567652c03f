"""`corrigenda product`: add a product."""

from __future__ import annotations

import click

from ..edges.machine.request import BuildRequest
from ..terminal.appending import write_checked
from ..terminal.group import USAGE
from ..terminal.options import content_options


@click.command("product", epilog='Example: corrigenda product add live-guide --name "Live Guide" --versions listed')
@click.argument("action", type=click.Choice(["add"]))
@click.argument("product", metavar="ID")
@click.option("--name", required=True, help="What the public reads.")
@click.option("--summary", help="One sentence about the product.")
@click.option(
    "--versions",
    type=click.Choice(["numeric", "semver", "listed"]),
    default="numeric",
    show_default=True,
    help="How its versions are ordered.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_options
def command(
    action: str,  # noqa: ARG001
    product: str,
    name: str,
    summary: str | None,
    versions: str,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Add a product with the permanent ID, after the others; its releases are added with release."""
    from ..edges.content.check_edits import check_products
    from ..edges.content.edit import with_added
    from ..edits.new_product import new_product
    from ..edits.next_step import OrderError
    from ..model.versions import Scheme
    from ..terminal.finding import load_valid

    catalog, loaded, _ = load_valid(request)
    try:
        new = new_product(catalog.site_data, product, name, summary, Scheme(versions))
        file, edit = with_added(request, loaded, *new)
    except OrderError as reason:
        click.echo(f"error: products.yml stays as it is: {reason}", err=True)
        return USAGE
    located = check_products(loaded, request.content, file, edit.text)
    return write_checked(request, {file: edit}, located, subjects=[file], dry_run=dry_run)
