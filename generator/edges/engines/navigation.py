"""The site's navigation, whichever engine shows it: that of `site.yml`, else the usual pages with short names."""

from __future__ import annotations

from ...messages.messages import Messages
from ...model.site import NavigationEntry
from .prepared import Prepared

DEFAULT_NAVIGATION = ("home", "faq", "severity", "assess", "corrections", "changes")


def navigation_of(prepared: Prepared) -> tuple[NavigationEntry, ...]:
    """Return the entries in order."""
    site = prepared.publication.site
    messages = Messages(prepared.templates.phrases, site.locale)
    return site.navigation or tuple(
        NavigationEntry(page, messages(f"navigation.{page}")) for page in DEFAULT_NAVIGATION
    )
