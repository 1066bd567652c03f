"""What changed in one line, for pages, feeds and the API."""

from __future__ import annotations

from ..messages.messages import Messages
from ..model.site_data import SiteData
from .changes import AnyChange, ReleaseChange


def sentence(change: AnyChange, site_data: SiteData, messages: Messages) -> str:
    """Return what changed in one line, such as `NRC-1042 moved from 12.5 to 12.6`."""
    if isinstance(change, ReleaseChange):
        return _sentence_of_release(change, site_data, messages)
    step = change.step
    values = {
        "id": change.error.id,
        "status": site_data.status_by_id[step.status].name,
        "old": messages.plans(change.moved_from),
        "new": messages.plans(change.plans),
        "other": step.duplicate_of or "",
    }
    alone = change.kind == "released" and not step.releases
    return messages("change.corrected" if alone else f"change.{change.kind}", **values)


def _sentence_of_release(change: ReleaseChange, site_data: SiteData, messages: Messages) -> str:
    release, window = change.release, change.step.window
    key = "undated" if change.kind == "planned" and window is None else change.kind
    values = {
        "name": f"{site_data.product_by_id[release.product].name} {release.version}",
        "old": messages.window(change.moved_from) if change.moved_from else "",
        "new": messages.window(window) if window else "",
    }
    return messages(f"change.release.{key}", **values)
