"""The pages of the site: one file a kind of page.

A module here has `SHELL`, the page of the theme that its pages are stamped into, and `plans`, which gives the pages.
It is found by being here; adding a page is adding a file. A plan is cheap; the page itself is made only if its
`inputs` changed since the last build, and maybe in another process.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from generator.render.renderer import Renderer

Inputs = tuple[object, ...]
"""What a page or an output is made from, besides the publication's foundation: short texts, numbers and days."""


@dataclass(frozen=True, slots=True)
class Shell:
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


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page to be. `address` is below the site's root and ends in `/`; `changed` is when its content last did.

    `parents` are the pages above it, as (title, address), from the top: breadcrumbs and their metadata.
    """

    address: str
    kind: str
    changed: dt.date
    inputs: Inputs
    make: Callable[[], Page]
    parents: tuple[tuple[str, str], ...] = field(default=())
    listed: bool = True

    @property
    def path(self) -> str:
        """Give the file it is published as."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"


class PageModule(Protocol):
    """What a module of this package offers."""

    SHELL: Shell

    def plans(self, render: Renderer) -> Iterator[PagePlan]:
        """Give all pages of the kind."""
        ...
