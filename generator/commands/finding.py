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
    """Give the error with an id, also without capitals or hyphens, or with its number only if that is clear.

    Wrong usage, with a suggestion, if there is none.
    """
    from generator.source.suggest import nearest
    from generator.source.text import visible

    error_id = error_id.strip()
    for error in catalog.errors:
        if error.id.lower() == error_id.lower():
            return error
    short = _short(error_id)
    shortened = [error for error in catalog.errors if short in (_short(error.id), _number(error.id))]
    # What cannot be seen is shown, not passed over.
    if len(shortened) == 1 and error_id.isprintable():
        return shortened[0]
    if any(name.lower() == error_id.lower() for name in catalog.unread):
        raise click.UsageError(f"the file of '{error_id}' cannot be read; 'corrigenda check' says why")
    hint = nearest(error_id, catalog.by_id)
    raise click.UsageError(f"there is no error '{visible(error_id)}'" + (f"; did you mean '{hint}'?" if hint else ""))


def the_errors(catalog: Catalog, name: str) -> list[Error]:
    """Give the error with an id, or all behind a customer's case; wrong usage, with a suggestion, if there is none."""
    from generator.model.cases import canonical_case

    case = canonical_case(name)
    behind = {record.error for record in catalog.private if case and case in map(canonical_case, record.cases)}
    if name.strip().upper() in catalog.by_id or not behind:
        return [the_error(catalog, name)]
    return [catalog.by_id[error_id] for error_id in sorted(behind)]


def _short(error_id: str) -> str:
    return "".join(one for one in error_id.lower() if one.isalnum())


def _number(error_id: str) -> str:
    return error_id.rpartition("-")[2]


def the_product(catalog: Catalog, product: str) -> str:
    """Give a product's id; wrong usage, with a suggestion, if there is none."""
    from generator.rules.known_names import nearest_id

    known = catalog.setting.product_by_id
    if product in known:
        return product
    hint = nearest_id(product, "product", catalog.setting)
    raise click.UsageError(f"there is no product '{product}'" + (f"; did you mean '{hint}'?" if hint else ""))
