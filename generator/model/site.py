"""Who publishes the site and how (`site.yml`): everything that names the publisher comes from here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from .announce import Announce

RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi")


class Contact(NamedTuple):
    """Where customers report a case and whom they phone."""

    form: str
    phone: str | None
    phone_label: str | None


class CaseIds(NamedTuple):
    """How case ids look, and the salt of their published digests (public: the reader's browser needs it too)."""

    lookup: bool
    pattern: str
    example: str
    salt: str


class RouteStop(NamedTuple):
    """A station on a case's route; `via` is how it gets to the next, `only_if` the condition for coming here."""

    id: str
    name: str
    text: str
    via: str | None
    only_if: str | None


class NavigationEntry(NamedTuple):
    """An entry of the site's navigation: one of the generator's pages, or a hand-written Markdown file."""

    page: str
    label: str


class Site(NamedTuple):
    """The publisher's settings. `outputs` says which kinds of files are published; `rules` overrides rules' severities.

    `tag_authority` is a host and a date on which it was the publisher's (RFC 4151); permanent ids are made from it.
    """

    name: str
    description: str
    url: str
    tag_authority: str
    locale: str
    time_zone: str
    changed: dt.date
    sample_data: bool
    sample_notice: str | None
    logo: str | None
    colours: tuple[tuple[str, str], ...]
    contact: Contact
    cases: CaseIds
    outputs: Mapping[str, bool]
    """Which kinds of files are published; one that is part of another is on only if that one is."""
    errors_in_page_index: int
    rules: Mapping[str, str]
    private_patterns: tuple[str, ...]
    stale_after_days: int
    route: tuple[RouteStop, ...]
    navigation: tuple[NavigationEntry, ...]
    announce: Announce

    @property
    def direction(self) -> str:
        """Return the direction its language is written in: `ltr` or `rtl`."""
        return "rtl" if self.locale.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"

    def has_page(self, name: str) -> bool:
        """Return whether the site has one of the program's pages; three exist only with the outputs they are about."""
        if name == "feeds":
            kinds = ("feeds", "error_feeds", "calendar", "badges")
            return any(self.outputs[kind] for kind in kinds) or any(one.subscribe for one in self.announce.lists)
        return name not in ("api", "promises") or self.outputs[name]

    def splits_search(self, errors: int) -> bool:
        """Return whether so many errors need a split search index, as one that comes with every page would be large."""
        return errors > self.errors_in_page_index
