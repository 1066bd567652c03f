"""Which open errors nobody has touched for long: decided once, for the report and the rule."""

from __future__ import annotations

from .error import KnownError
from .lifecycle import Phase
from .site_data import SiteData


def stale_days(error: KnownError, site_data: SiteData) -> int | None:
    """Return for how many days an open error has not changed; None if that is not long, by `stale_after_days`."""
    status = site_data.status_by_id.get(error.status)
    days = (site_data.as_of - error.changed).days
    is_open = status is not None and status.phase is Phase.OPEN
    return days if is_open and days > site_data.site.stale_after_days else None
