"""An error's product is one of products.yml.

Passes:

    product: remote-control

Fails:

    product: remote-controll
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.error import Error, PrivateRecord
from generator.model.setting import Setting
from generator.problem import Problem, Spot, Weight
from generator.rules import Rule
from generator.rules.known_names import nearest_id


def _check(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:  # noqa: ARG001
    if error.product not in setting.product_by_id:
        message = f"unknown product '{error.product}'; add it to products.yml or mend the name"
        hint = nearest_id(error.product, "product", setting)
        yield Problem(RULE.id, RULE.weight, Spot(error.file, ("product",)), message, hint)


RULE = Rule("product-known", Weight.ERROR, each_error=_check)
