"""An error's product is one of products.yml.

Passes:

    product: remote-control

Fails:

    product: remote-controll
"""

from ..lint.known_names import nearest_id
from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:  # noqa: ARG001
    if error.product not in site_data.product_by_id:
        message = f"unknown product '{error.product}'; add it to products.yml, or correct the name"
        yield RULE.problem(error.field("product"), message, nearest_id(error.product, "product", site_data))


RULE = Rule("product-known", each_error=_check, essential=True)
