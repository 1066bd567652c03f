"""A range of affected versions contains at least one release of the product; so does each of its alternatives (`||`).

It may also cover only releases older than the oldest that products.yml lists.

Passes, if products.yml has 12.4:

    affects: ">=12.0 <12.5"

Fails:

    affects: ">=21.0"
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..model.versions import VersionKey, VersionRange, version_key
from ..problems.problem import ProblemSeverity

Group = tuple[tuple[str, str], ...]


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:  # noqa: ARG001
    product = site_data.product_by_id.get(error.product)
    if error.affects is None or product is None or not product.releases:
        return
    versions = [release.version for release in product.releases]
    location = error.field("affects")
    for group in error.affects.alternatives:
        if not _possible(group):
            message = f"no version can be in '{_written(group)}'; correct its bounds"
            yield RULE.problem(location, message)
        elif not _met(group, versions):
            message = f"no release of {product.name} is in '{_written(group)}'; products.yml has {', '.join(versions)}"
            yield RULE.problem(location, message)


def _possible(group: Group) -> bool:
    """Return whether any version is in the range: one of the bounds, or the version just above or below one."""
    bounds = [version_key(bound) for _, bound in group]
    around = [(*key[:3], key[3] + more) for key in bounds for more in (-1, 0, 1)]
    return any(all(_holds(key, operator, version_key(bound)) for operator, bound in group) for key in around)


def _met(group: Group, versions: Sequence[str]) -> bool:
    """Return whether a known release is in the range, or the range ends before the oldest that is still listed."""
    one = VersionRange("", (group,))
    oldest = min(version_key(version) for version in versions)
    before = any(
        operator in ("<", "<=", "=") and version_key(bound) <= oldest and not one.holds(".".join(map(str, oldest)))
        for operator, bound in group
    )
    return before or bool(one.among(versions))


def _holds(key: VersionKey, operator: str, bound: VersionKey) -> bool:
    return {">": key > bound, ">=": key >= bound, "<": key < bound, "<=": key <= bound, "=": key == bound}[operator]


def _written(group: Group) -> str:
    return " ".join(bound if operator == "=" else f"{operator}{bound}" for operator, bound in group)


RULE = Rule("versions-known", ProblemSeverity.WARNING, each_error=_check, needs=("product",))
