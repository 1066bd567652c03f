"""`corrigenda product`: add a product."""

from __future__ import annotations

import click

from ..edges.content.rewrite import Edit
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
    from ..edges.content.edit import check_products
    from ..edits.new_entry import with_entry
    from ..terminal.finding import load_valid

    catalog, loaded, _ = load_valid(request)
    known = catalog.site_data.products
    if product.lower() in {one.id.lower() for one in known}:
        click.echo(f"error: products.yml stays as it is: it has the product '{product}' already", err=True)
        return USAGE
    fields = {"id": product, "name": name, "summary": summary, "versions": None if versions == "numeric" else versions}
    file = loaded.content.settings["products"].name
    before = (request.content.parent / file).read_bytes()
    entry = {field: text for field, text in fields.items() if text is not None}
    text = with_entry(before.decode("utf-8"), ("products",), len(known), entry)
    if text is None:
        click.echo(f"error: {file} stays as it is: it is written in an unusual way; add the product by hand", err=True)
        return USAGE
    located = check_products(loaded, request.content, file, text)
    return write_checked(request, {file: Edit(before, text)}, located, subjects=[file], dry_run=dry_run)
