"""A range of affected versions contains at least one release of the product; so does each of its alternatives (`||`).

It may also cover only releases older than the oldest that products.yml lists, of the product or of a branch.

Passes, if products.yml has 12.4:

    affects: ">=12.0 <12.5"

Fails:

    affects: ">=21.0"
"""

from ..lint.named_releases import named_products
from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.products import Product
from ..model.site_data import SiteData
from ..model.versions import Group, Key, VersionOrder, VersionRange
from ..problems.problem import FieldLocation, ProblemSeverity

MOST = 12
"""How many releases a message names."""


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    for found_in, path in named_products(error):
        product = site_data.product_by_id.get(found_in.product)
        if found_in.affects is not None and product is not None and product.releases:
            yield from _of_product(found_in.affects, product, error.field(*path, "affects"))


def _of_product(affects: VersionRange, product: Product, location: FieldLocation) -> Problems:
    for group in affects.alternatives:
        if any(product.order.key(bound) is None for _, bound in group):
            # Another rule reports it.
            continue
        if not _possible(group, product.order):
            message, hint = f"no version can be in '{_written(group)}'; correct its bounds", None
            if all(operator == "=" for operator, _ in group):
                named = [bound for _, bound in group]
                message = f"no version is {' and '.join(named)} at once; write '||' between them"
                hint = " || ".join(named) if len(affects.alternatives) == 1 else None
            yield RULE.problem(location, message, hint)
        elif not _met(group, product):
            newest = product.order.versions[-MOST:]
            versions = ", ".join(newest if len(newest) == len(product.releases) else ("…", *newest))
            message = f"no release of {product.name} is in '{_written(group)}'; products.yml has {versions}"
            yield RULE.problem(location, message)


def _possible(group: Group, order: VersionOrder) -> bool:
    """Return whether the lower bounds are below the upper ones; between two versions there may always be another."""
    lower: list[tuple[Key, str]] = [
        (order.key(bound), operator) for operator, bound in group if operator in (">", ">=", "=")
    ]
    upper: list[tuple[Key, str]] = [
        (order.key(bound), operator) for operator, bound in group if operator in ("<", "<=", "=")
    ]
    return all(
        low < high or (low == high and not {above, below} & {">", "<"}) for low, above in lower for high, below in upper
    )


def _met(group: Group, product: Product) -> bool:
    """Return whether a known release is in the range, or the range ends before the oldest that is still listed."""
    first, end = product.order.span(group)
    if first < end:
        return True
    later = product.order.versions[end:]
    if not later:
        return False
    branch = _branch(later[0], product)
    return branch not in {_branch(version, product) for version in product.order.versions[:end]}


def _branch(version: str, product: Product) -> str | None:
    release = product.release(version)
    return release.branch if release else None


def _written(group: Group) -> str:
    return " ".join(bound if operator == "=" else f"{operator}{bound}" for operator, bound in group)


RULE = Rule(
    "versions-known",
    ProblemSeverity.WARNING,
    each_error=_check,
    needs=("product", "also_in"),
)
