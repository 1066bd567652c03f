"""The site's navigation, whichever engine shows it: that of `site.yml`, else the usual pages with short names."""

from __future__ import annotations

from ...messages.messages import Messages
from ...model.addresses import PAGES, hand_written_address
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


def navigation_address(page: str) -> str:
    """Return the address of an entry's page: one of the site's own, or a hand-written one."""
    return PAGES[page] if page in PAGES else hand_written_address(page)
