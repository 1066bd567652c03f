"""Which releases an error affects: decided once, for pages, the API and the finder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .corrections import corrections_of
from .error import AlsoIn, KnownError
from .products import Product, Release
from .site_data import SiteData
from .versions import Key


def affected_releases(
    error: KnownError, site_data: SiteData, found_in: AlsoIn | None = None, *, recalled: bool = False
) -> tuple[Release, ...] | None:
    """Return the releases that an error affects, in their order; None if its source does not say which it occurs in.

    They are those of its own product, or of another one that it is `found_in`.

    They are out and in the range that the source gives, and come before the release that corrects it in their branch,
    if one does. What is planned or was dropped affects nobody; nor does what was recalled, unless it is asked for
    (`recalled`) for somebody who still has it.
    """
    found_in = found_in or error.products[0]
    product = site_data.product_by_id.get(found_in.product)
    if found_in.affects is None or product is None:
        return None
    found = (product.release(version) for version in product.order.among(found_in.affects))
    out = (one for one in found if one is not None and (one.came_out if recalled else one.released))
    return _without_correction(out, error, product, site_data)


def possible_releases(error: KnownError, product: Product, site_data: SiteData) -> tuple[Release, ...]:
    """Return the releases of a product that came out without the correction of an error which does not say more."""
    return _without_correction((one for one in product.releases if one.came_out), error, product, site_data)


def _without_correction(
    releases: Iterable[Release], error: KnownError, product: Product, site_data: SiteData
) -> tuple[Release, ...]:
    corrected = _corrected(error, product, site_data)
    return tuple(release for release in releases if not _is_corrected(release, corrected, product))


def _corrected(error: KnownError, product: Product, site_data: SiteData) -> Mapping[str | None, Key | None]:
    """Return, by branch, the key of the release that corrects an error there; None if all releases are corrected."""
    found: dict[str | None, Key | None] = {}
    for one in corrections_of(error, site_data):
        if one.product != product.id:
            continue
        if one.out is not None and one.release is not None:
            found[one.release.branch] = product.order.key(one.release.version)
        elif one.out is not None:
            own = one.own_branch
            names: list[str | None] = [own] if own else [branch.id for branch in product.branches]
            found |= dict.fromkeys(names or [None])
    return found


def _is_corrected(release: Release, corrected: Mapping[str | None, Key | None], product: Product) -> bool:
    if release.branch not in corrected:
        return False
    since = corrected[release.branch]
    return since is None or product.order.key(release.version) >= since
