"""Which releases an error affects: decided once, for pages, the API and the finder."""

from __future__ import annotations

from .error import KnownError
from .lifecycle import Phase
from .products import Release
from .site_data import SiteData


def affected_releases(error: KnownError, site_data: SiteData) -> tuple[Release, ...] | None:
    """Return the releases that an error affects, in their order; None if its source does not say which it occurs in.

    They are out and in the range that the source gives, and come before the release that corrects it, if one does.
    What is planned or was dropped affects nobody.
    """
    product = site_data.product_by_id.get(error.product)
    if error.affects is None or product is None:
        return None
    versions = product.order.among(error.affects)
    status = site_data.status_by_id.get(error.status)
    if status is not None and status.phase is Phase.DONE:
        corrected = product.order.key(error.current.release) if error.current.release else None
        versions = tuple(
            version for version in versions if corrected is not None and product.order.key(version) < corrected
        )
    found = (product.release(version) for version in versions)
    return tuple(release for release in found if release is not None and release.released)
