"""A step names a release of the error's product or, as `product/version`, of another one that it is in.

Passes, if products.yml has 12.6:

    - {date: 2026-10-11, status: planned, release: "12.6"}

Fails:

    - {date: 2026-10-11, status: planned, release: "12.66"}
"""

import re
from collections.abc import Iterable

from ..lint.named_releases import named_releases
from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.joint_product import JointProduct
from ..model.site_data import SiteData
from ..problems.suggest import nearest


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    product = site_data.find_product(error)
    if product is None:
        return
    for path, version in named_releases(error):
        if product.release(version) is None:
            missing = f"{product.name} has no release '{version}'"
            if isinstance(product, JointProduct):
                missing = f"none of {', '.join(part.name for part in product.parts)} has a release '{version}'"
            message = f"{missing}; add it to products.yml, or correct the version"
            versions = [product.written(release) for release in product.releases]
            other = next((product.written(one) for one in product.releases if one.version == version), None)
            hint = other or nearest(version, versions) or _within(version, versions)
            yield RULE.problem(error.field(*path), message, hint)


def _within(text: str, versions: Iterable[str]) -> str | None:
    """Return the longest version that a string such as `Remote Control 12.6` contains, or None."""
    found = [version for version in versions if re.search(rf"(?<![\w.]){re.escape(version)}(?![\w.])", text)]
    return max(found, key=len, default=None)


RULE = Rule("release-known", each_error=_check, needs=("product", "also_in"))
