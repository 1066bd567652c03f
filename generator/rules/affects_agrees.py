"""A range of affected versions agrees with the correction: it begins before the release that brings it, and ends there.

A range that ends earlier leaves out a release which, by the history, nothing corrects, as after the plan has moved.

Passes, if 12.6 corrects the error:

    affects: ">=12.4"
    affects: ">=12.4 <12.6"

Fails, as 12.6 would be affected and correct the error:

    affects: ">=12.4 <=12.6"

Fails, as nothing before 12.6 would be affected:

    affects: ">=12.6"

Fails, if 12.5 comes before 12.6 in its branch, and is not dropped or recalled:

    affects: ">=12.4 <12.5"
"""

from __future__ import annotations

from collections.abc import Iterable

from ..lint.named_releases import named_products
from ..lint.rule import Problems, Rule
from ..model.corrections import corrections_of
from ..model.error import KnownError, PrivateRecord
from ..model.products import Product, Release, ReleaseState
from ..model.site_data import SiteData
from ..model.versions import Group, Key, VersionRange
from ..problems.problem import FieldLocation, ProblemSeverity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    releases = [one.release for one in corrections_of(error, site_data) if one.release is not None and not one.dropped]
    for found_in, path in named_products(error):
        product = site_data.product_by_id.get(found_in.product)
        if product is not None and found_in.affects is not None:
            # Another rule reports a release that the order does not know.
            own = [one for one in releases if one.product == product.id and one.version in product.order.versions]
            yield from _of_product(found_in.affects, product, own, error.field(*path, "affects"))


def _of_product(
    affects: VersionRange, product: Product, releases: Iterable[Release], location: FieldLocation
) -> Problems:
    if any(product.order.key(bound) is None for group in affects.alternatives for _, bound in group):
        # Another rule reports it.
        return
    for release in releases:
        closed = next((group for group in affects.alternatives if _ends_after(group, release, product)), None)
        if closed is not None:
            written = " ".join(bound if operator == "=" else f"{operator}{bound}" for operator, bound in closed)
            message = f"'{written}' includes {release.version}, which corrects the error; end the range before it"
            yield RULE.problem(location, message)
            continue
        before = [group for group in affects.alternatives if _begins_before(group, release, product)]
        # Without a version in the range, another rule reports it, or all that is affected is older than what is listed.
        if not before and product.order.among(affects):
            where = f" of branch '{release.branch}'" if product.branches else ""
            message = f"no version{where} before {release.version}, which corrects the error, is in '{affects.text}'"
            yield RULE.problem(location, f"{message}; correct the range, or the plan")
        elif before and (left_out := _left_out(before, release, product)):
            message = f"'{affects.text}' leaves out {left_out}, which comes before the correction in {release.version}"
            yield RULE.problem(location, f"{message}; end the range at {release.version}, or correct the plan")


def _ends_after(group: Group, release: Release, product: Product) -> bool:
    """Return whether a range says where it ends, and a release is in it."""
    first, end = product.order.span(group)
    place = product.order.versions.index(release.version)
    return first <= place < end and any(operator in ("<", "<=", "=") for operator, _ in group)


def _begins_before(group: Group, release: Release, product: Product) -> bool:
    """Return whether a range can hold a version of a release's branch before it, listed or older than those listed."""
    order = product.order
    first, end = order.span(group)
    places = [place for place, version in enumerate(order.versions) if _branch(version, product) == release.branch]
    if any(first <= place < end for place in places if place < order.versions.index(release.version)):
        return True
    oldest: Key = order.key(order.versions[places[0]])
    lower: list[Key] = [order.key(bound) for sign, bound in group if sign in (">", ">=", "=")]
    return first <= places[0] <= end and all(bound < oldest for bound in lower)


def _left_out(groups: Iterable[Group], release: Release, product: Product) -> str | None:
    """Return the first version of a release's branch that is after a range and before the release; None without any.

    A range that names its last version (`12.4`) may only say where the error has been seen.
    """
    last = max(groups, key=lambda group: product.order.span(group)[1])
    if not any(operator in ("<", "<=") for operator, _ in last):
        return None
    end = product.order.span(last)[1]
    between = product.order.versions[end : product.order.versions.index(release.version)]
    found = (one for version in between if (one := product.release(version)) and one.branch == release.branch)
    gone = (ReleaseState.DROPPED, ReleaseState.RECALLED)
    return next((one.version for one in found if one.state not in gone), None)


def _branch(version: str, product: Product) -> str | None:
    release = product.release(version)
    return release.branch if release else None


RULE = Rule(
    "affects-agrees",
    ProblemSeverity.WARNING,
    each_error=_check,
    needs=("product", "also_in", "affects", "history.status", "history.release", "history.window"),
)
