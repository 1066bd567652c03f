"""The site's navigation, whichever engine shows it: as `site.yml` has it, else the usual pages with short names."""

from __future__ import annotations

from ...messages.messages import Words
from ...model.site import NavigationEntry
from .prepared import Settled

DEFAULT_NAVIGATION = ("home", "faq", "severity", "assess", "corrections", "changes")


def navigation_of(settled: Settled) -> tuple[NavigationEntry, ...]:
    """Give the entries in their order."""
    site = settled.publication.site
    words = Words(settled.templates.phrases, site.locale)
    return site.navigation or tuple(NavigationEntry(page, words(f"navigation.{page}")) for page in DEFAULT_NAVIGATION)
