"""What is going to be published: the specifications of pages and of files.

A specification is cheap: it says where a file goes and what it is made from. The file itself is made only if its inputs
changed since the last build, perhaps in another process. `FileSpec` is the hinge between the pure core and whatever
takes the files: a folder, MkDocs, or a test.

What there are thousands of is a named tuple, which is created in a fifth of the time of a frozen dataclass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ..views.inputs import Inputs

SOCIAL_IMAGE = "assets/corrigenda/social.png"
"""The picture that a link to the site is shown with elsewhere."""

Parents = tuple[tuple[str, str], ...]
"""The pages above a page, as (title, address), from the top: breadcrumbs and their metadata."""


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """A kind of page in the theme. The engine builds its layout once, at `address`; every page of the kind fills it.

    Pages of a kind are equally deep below the site's root, because the theme's links are relative. The only page of
    its kind has its own address here, so that the theme marks its entry in the navigation.
    """

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """What fills a layout. `title` and `description` are plain text; `scripts` are names of components' scripts."""

    title: str
    description: str
    article_html: str
    scripts: tuple[str, ...] = ()
    head_html: str = ""
    feeds: tuple[tuple[str, str], ...] = ()


class PageSpec(NamedTuple):
    """A page to make. `address` is below the site's root and ends in `/`; `changed` is when its content last changed.

    `listed` says whether the sitemap and the search list it, as they do every page but the one for unknown addresses.
    """

    address: str
    kind: str
    changed: dt.date
    inputs: Inputs
    make: Callable[[], Page]
    parents: Parents = ()
    listed: bool = True

    @property
    def path(self) -> str:
        """Return the path of the file it is published as."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A hand-written page as the engine built it; `changed` is the day it gives itself, else the site's."""

    address: str
    title: str
    changed: dt.date


class FileSpec(NamedTuple):
    """A file to make: its path below the site's root, what it is made from, and how."""

    path: str
    inputs: Inputs
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class SitePages:
    """All pages of a site, for the outputs that list them.

    `specs` are the pages made here, `hand_written` those that the engine built, and `index` is the search index that
    the engine made of the latter, as JSON; it is empty if the engine has no search.
    """

    specs: tuple[PageSpec, ...] = ()
    hand_written: tuple[HandWritten, ...] = ()
    index: str = ""
