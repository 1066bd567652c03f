"""Products and their releases; a release's date follows from its history, so that every move stays on record."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .addresses import badge_address, calendar_address, feed_address, product_address, release_address
from .redaction import Redaction
from .versions import Scheme, VersionOrder
from .window import Window


class ReleaseKind(enum.Enum):
    """A regular release follows the roadmap; a hot fix is made for one severe error."""

    REGULAR = "regular"
    HOTFIX = "hotfix"


class ReleaseState(enum.Enum):
    """What has become of a release."""

    PLANNED = "planned"
    RELEASED = "released"
    DROPPED = "dropped"
    RECALLED = "recalled"


class ReleaseStep(NamedTuple):
    """One entry of a release's history; `window` says when it is planned for, on a planned step."""

    date: dt.date
    state: ReleaseState
    window: Window | None = None
    note: str | None = None


class Release(NamedTuple):
    """A version of a product, out or to come; `notes` is Markdown, `branch` the id of its branch, if it is in one.

    `end_of_support` is its own or that of its branch.
    """

    product: str
    version: str
    kind: ReleaseKind
    notes: str | None
    history: tuple[ReleaseStep, ...]
    branch: str | None = None
    end_of_support: dt.date | None = None
    redactions: tuple[Redaction, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Return its product and its version, by which a publication finds what belongs to it."""
        return self.product, self.version

    @property
    def state(self) -> ReleaseState:
        """Return what has become of it."""
        return self.history[-1].state

    @property
    def released(self) -> dt.date | None:
        """Return the day it came out; None if it is not out, or not any more."""
        return self.history[-1].date if self.state is ReleaseState.RELEASED else None

    @property
    def came_out(self) -> dt.date | None:
        """Return the day it came out, even if it was recalled since; None if it never did."""
        return next((step.date for step in self.history if step.state is ReleaseState.RELEASED), None)

    @property
    def window(self) -> Window | None:
        """Return when it is, or was last, planned for."""
        return next((step.window for step in reversed(self.history) if step.window is not None), None)

    def support_ended(self, as_of: dt.date) -> bool:
        """Return whether, on a day, the last day of its support has passed."""
        return self.end_of_support is not None and self.end_of_support < as_of

    def supported_on(self, day: dt.date) -> bool:
        """Return whether it was out on a day, has not been recalled, and was supported."""
        return self.released is not None and self.released <= day and not self.support_ended(day)

    def overdue(self, as_of: dt.date) -> int:
        """Return for how many days, on a day, it has not been out although its time has passed; 0 if it is in time."""
        late = self.state is ReleaseState.PLANNED and self.window is not None and self.window.passed(as_of)
        return (as_of - self.window.last).days if late and self.window else 0

    @property
    def slug(self) -> str:
        """Return the release as used in addresses: product and version, the latter in characters of addresses."""
        version = re.sub(r"[^a-z0-9._-]+", "-", self.version.lower()).strip("-.")
        return f"{self.product.lower()}-{version}"

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return release_address(self.slug)

    @property
    def feed_address(self) -> str:
        """Return the address of its feed without the extension."""
        return feed_address("release", self.slug)


class Branch(NamedTuple):
    """A line of releases that gets corrections of its own, such as 17 beside 16.

    One of a `JointProduct` has a `part`: the product, and the branch of it, None if that has no name.
    """

    id: str
    name: str
    end_of_support: dt.date | None = None
    part: tuple[str, str | None] | None = None


class Platform(NamedTuple):
    """What a product runs on, such as an operating system; its errors may be on some of its platforms only."""

    id: str
    name: str


@dataclass(frozen=True)
class Product:
    """A product, its releases in the order of their versions, which `scheme` says; its branches and platforms."""

    id: str
    name: str
    summary: str | None
    releases: tuple[Release, ...]
    scheme: Scheme = Scheme.NUMERIC
    branches: tuple[Branch, ...] = ()
    platforms: tuple[Platform, ...] = ()

    def branch(self, branch_id: str | None) -> Branch | None:
        """Return a branch by its id, or None."""
        return next((branch for branch in self.branches if branch.id == branch_id), None)

    def platform_names(self, platforms: Collection[str]) -> list[str]:
        """Return the names of platforms, in the product's order, by their ids."""
        return [platform.name for platform in self.platforms if platform.id in platforms]

    @cached_property
    def recalls(self) -> bool:
        """Return whether any of its releases was recalled."""
        return any(release.state is ReleaseState.RECALLED for release in self.releases)

    @cached_property
    def order(self) -> VersionOrder:
        """Return the order of its versions."""
        return VersionOrder(self.scheme, [release.version for release in self.releases])

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return product_address(self.id)

    @property
    def feed_address(self) -> str:
        """Return the address of its feed without the extension."""
        return feed_address("product", self.id)

    @property
    def calendar_address(self) -> str:
        """Return the address of its calendar."""
        return calendar_address(self.id)

    @property
    def badge_address(self) -> str:
        """Return the address of its badge."""
        return badge_address(f"product/{self.id}")

    def release(self, version: str) -> Release | None:
        """Return a release by its version, or None."""
        return self._by_version.get(version)

    def branch_of(self, release: Release | None) -> Branch | None:
        """Return the branch of a release; None if it is in none."""
        return self.branch(release.branch) if release else None

    def written(self, release: Release) -> str:
        """Return a release as the step of a history names it."""
        return release.version

    def in_words(self, version: str) -> str:
        """Return a release that a step names as readers know it."""
        return version

    def lines(self, named: Collection[str | None]) -> list[str | None]:
        """Return the branches, by their ids, that a history is about which names releases of some of them."""
        ordered: list[str | None] = [branch.id for branch in self.branches if branch.id in named]
        return ordered if ordered and None not in named else [*ordered, None]

    @cached_property
    def _by_version(self) -> Mapping[str, Release]:
        return {release.version: release for release in reversed(self.releases)}
