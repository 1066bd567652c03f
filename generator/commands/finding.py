"""What commands about single errors share: the loaded content, and the error that an id on the command line means."""

from __future__ import annotations

import click

from generator.commands.group import PROBLEMS
from generator.edges.load import Loaded
from generator.edges.placing import Placed
from generator.edges.request import BuildRequest
from generator.model.catalog import Catalog
from generator.model.error import Error


def load_sound(request: BuildRequest) -> tuple[Catalog, Loaded, Placed]:
    """Load the content; ends the command with its problems if what surrounds the errors is unsound."""
    from generator.edges.checking import check
    from generator.edges.console import show_problems
    from generator.edges.stock import take_stock

    loaded, placed = check(take_stock(request))
    if loaded.catalog is None:
        show_problems(placed.problems, placed.texts)
        raise click.exceptions.Exit(PROBLEMS)
    return loaded.catalog, loaded, placed


def the_error(catalog: Catalog, error_id: str) -> Error:
    """Give the error with an id, in capitals or not; wrong usage, with a suggestion, if there is none."""
    from generator.source.suggest import nearest
    from generator.source.text import visible

    error_id = error_id.strip()
    for error in catalog.errors:
        if error.id.lower() == error_id.lower():
            return error
    if any(name.lower() == error_id.lower() for name in catalog.unread):
        raise click.UsageError(f"the file of '{error_id}' cannot be read; 'corrigenda check' says why")
    hint = nearest(error_id, catalog.by_id)
    raise click.UsageError(f"there is no error '{visible(error_id)}'" + (f"; did you mean '{hint}'?" if hint else ""))


def the_product(catalog: Catalog, product: str) -> str:
    """Give a product's id; wrong usage, with a suggestion, if there is none."""
    from generator.source.suggest import nearest

    known = catalog.setting.product_by_id
    if product in known:
        return product
    hint = nearest(product, known)
    raise click.UsageError(f"there is no product '{product}'" + (f"; did you mean '{hint}'?" if hint else ""))
