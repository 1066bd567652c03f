"""A range of affected versions meets at least one release that the product has.

Passes, if products.yml has 12.4:

    affects: ">=12.0 <12.5"

Fails:

    affects: ">=21.0"
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.error import Error, PrivateRecord
from generator.model.setting import Setting
from generator.problem import Problem, Spot, Weight
from generator.rules import Rule


def _check(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:  # noqa: ARG001
    product = setting.product_by_id.get(error.product)
    if error.affects is None or product is None or not product.releases:
        return
    versions = [release.version for release in product.releases]
    older = any(operator in ("<", "<=") for group in error.affects.alternatives for operator, _ in group)
    if not older and not error.affects.among(versions):
        message = f"no release of {product.name} is in this range; products.yml has {', '.join(versions)}"
        yield Problem(RULE.id, RULE.weight, Spot(error.file, ("affects",)), message)


RULE = Rule("versions-known", Weight.WARNING, each_error=_check)
