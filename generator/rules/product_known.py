"""An error's product is one of products.yml.

Passes:

    product: remote-control

Fails:

    product: remote-controll
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.known_names import nearest_id
from ..lint.rule import Rule
from ..model.error import Error, PrivateRecord
from ..model.site_data import Setting
from ..problems.problem import Problem, Spot, Weight


def _check(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:  # noqa: ARG001
    if error.product not in setting.product_by_id:
        message = f"unknown product '{error.product}'; add it to products.yml or mend the name"
        hint = nearest_id(error.product, "product", setting)
        yield Problem(RULE.id, RULE.weight, Spot(error.file, ("product",)), message, hint)


RULE = Rule("product-known", Weight.ERROR, each_error=_check)
