"""What will be published: the specifications of pages and of files.

A specification is cheap: it says where a file goes and what it is made from. The file itself is made only if its inputs
changed since the last build, perhaps in another process. `FileSpec` connects the pure core with what
takes the files: a folder, MkDocs, or a test.

Types with thousands of instances are named tuples, which take a fifth of the time of frozen dataclasses to create.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ..views.inputs import Inputs

SOCIAL_IMAGE = "assets/corrigenda/social.png"
"""The picture that other sites show with a link to this one."""

Parents = tuple[tuple[str, str], ...]
"""The pages above a page, as (title, address), from the top: for breadcrumbs and their metadata."""


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """A kind of page in the theme. The engine builds its layout once, at `address`; every page of the kind fills it.

    Pages of a kind are equally deep below the site's root, because the theme's links are relative. If a kind has only
    one page, this is that page's address, so that the theme highlights its entry in the navigation.
    """

    kind: str
    address: str

    def page(self, changed: dt.date, inputs: Inputs, make: Callable[[], Page], parents: Parents = ()) -> PageSpec:
        """Return the plan of the only page of the kind."""
        return PageSpec(self.address, self.kind, changed, inputs, make, parents)


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
    """A page to make. `address` is relative to the site's root and ends in `/`; `changed` is when it last changed.

    `listed` says whether the sitemap and the search list it: all pages but the one for unknown addresses are.
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
        """Return the path of the file as which it is published."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A hand-written page as the engine built it; `changed` is the day in its front matter, else the site's."""

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
    the engine made of the latter, as JSON; it is empty if the engine has no search. `files` are the paths of what the
    engine built besides, and `layouts` its pages with markers.
    """

    specs: tuple[PageSpec, ...] = ()
    hand_written: tuple[HandWritten, ...] = ()
    index: str = ""
    files: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
