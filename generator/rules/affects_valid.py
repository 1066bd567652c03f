"""A range of affected versions names versions of the product, as its `versions` in products.yml orders them.

Passes, for a product whose versions are `numeric`, which is the default:

    affects: ">=12.0 <12.5"

Passes, for a product whose versions are `listed`, if both are among its releases:

    affects: ">=R12 SP2 <R12 SP4"

Fails, for a product whose versions are `numeric`:

    affects: ">=12.0 <12.5-rc1"
"""

from ..lint.named_releases import named_products
from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..model.versions import Scheme, meant_range
from ..problems.suggest import nearest


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    for found_in, path in named_products(error):
        product, affects = site_data.product_by_id.get(found_in.product), found_in.affects
        if affects is None or product is None:
            continue
        bounds = [bound for group in affects.alternatives for _, bound in group]
        unknown = next((bound for bound in bounds if product.order.key(bound) is None), None)
        if unknown is None:
            continue
        text, message = affects.text, product.order.refusal(unknown, product.name)
        if product.order.scheme is Scheme.LISTED:
            known = nearest(unknown, product.order.versions)
            hint = known and text.replace(unknown, known)
        elif hint := meant_range(text, product.order):
            message = f"'{text}' is not a range of versions; write comparisons such as >=12.0 <12.5"
        yield RULE.problem(error.field(*path, "affects"), message, hint)


RULE = Rule(
    "affects-valid",
    each_error=_check,
    needs=("product", "also_in"),
    essential=True,
)
