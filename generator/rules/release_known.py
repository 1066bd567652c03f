"""A step names a release of the error's product.

Passes, if products.yml has 12.6:

    - {date: 2026-10-11, status: planned, release: "12.6"}

Fails:

    - {date: 2026-10-11, status: planned, release: "12.66"}
"""

from __future__ import annotations

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.suggest import nearest


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:  # noqa: ARG001
    product = site_data.product_by_id.get(error.product)
    if product is None:
        return
    for index, step in enumerate(error.history):
        if step.release is not None and product.release(step.release) is None:
            message = f"{product.name} has no release '{step.release}'; add it to products.yml, or correct the version"
            hint = nearest(step.release, [release.version for release in product.releases])
            yield RULE.problem(error.field("history", index, "release"), message, hint)


RULE = Rule("release-known", each_error=_check, needs=("product",))
