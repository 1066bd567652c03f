"""What is going to be published: plans of pages and outputs, and the files that they come to.

A plan is cheap: it says where a file goes and what it is made from. The file itself is made only if its inputs changed
since the last build, and maybe in another process. `OutputFile` is the hinge between the pure core and whatever takes
the files: a folder, MkDocs, or a test.

What there are thousands of is a named tuple, which is made in a fifth of the time of a frozen dataclass.
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
    """A kind of page in the theme. The engine builds it once, at `address`; every page of the kind is stamped from it.

    Pages of a kind lie equally deep below the site's root, because the theme's links are relative. A page that is
    alone in its kind has its own address here, so that the theme marks its entry in the navigation.
    """

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is stamped into a shell. `title` and `description` are plain text; `scripts` name components' scripts."""

    title: str
    description: str
    article_html: str
    scripts: tuple[str, ...] = ()
    head_html: str = ""
    feeds: tuple[tuple[str, str], ...] = ()


class PageSpec(NamedTuple):
    """A page to be. `address` is below the site's root and ends in `/`; `changed` is when its content last did.

    `listed` says whether it is to be found: in the sitemap and by the search. The page for unknown addresses is not.
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
        """Return the file it is published as."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A hand-written page as the engine built it; `changed` is what it says of itself, else when the site changed."""

    address: str
    title: str
    changed: dt.date


class FileSpec(NamedTuple):
    """A file to be: its path below the site's root, what it is made from, and how."""

    path: str
    inputs: Inputs
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file as published. Any sink can take it: a folder, MkDocs, a test."""

    path: str
    data: bytes
