"""An error's product is one of products.yml, and so are those it is also in, each of them once.

Passes:

    product: remote-control

Fails:

    product: remote-controll
"""

from ..lint.known_names import nearest_id
from ..lint.named_releases import named_products
from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    seen: list[str] = []
    for found_in, path in named_products(error):
        product, location = found_in.product, error.field(*path, "product")
        if product not in site_data.product_by_id:
            message = f"unknown product '{product}'; add it to products.yml, or correct the name"
            yield RULE.problem(location, message, nearest_id(product, "product", site_data))
        elif product in seen:
            yield RULE.problem(location, f"the error is in '{product}' already; delete this entry of 'also_in'")
        seen.append(product)


RULE = Rule("product-known", each_error=_check, essential=True)
