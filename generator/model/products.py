"""Products and their releases; a release's date follows from its history, so that every move stays on record."""

from __future__ import annotations

import datetime as dt
import enum
from typing import NamedTuple

from .addresses import badge_address, calendar_address, feed_address, product_address, release_address
from .versions import VersionKey, version_key
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


class ReleaseStep(NamedTuple):
    """One entry of a release's history; `window` says when it is planned for, on a planned step."""

    date: dt.date
    state: ReleaseState
    window: Window | None = None
    note: str | None = None


class Release(NamedTuple):
    """A version of a product, out or to come; `notes` is Markdown."""

    product: str
    version: str
    kind: ReleaseKind
    notes: str | None
    history: tuple[ReleaseStep, ...]

    @property
    def state(self) -> ReleaseState:
        """Return what has become of it."""
        return self.history[-1].state

    @property
    def released(self) -> dt.date | None:
        """Return the day it came out; None if it is not out."""
        return self.history[-1].date if self.state is ReleaseState.RELEASED else None

    @property
    def window(self) -> Window | None:
        """Return when it is, or was last, planned for."""
        return next((step.window for step in reversed(self.history) if step.window is not None), None)

    def overdue(self, as_of: dt.date) -> bool:
        """Return whether, on a day, the time it was planned for has passed and it is not out."""
        return self.state is ReleaseState.PLANNED and self.window is not None and self.window.passed(as_of)

    @property
    def key(self) -> VersionKey:
        """Return the sort key of releases."""
        return version_key(self.version)

    @property
    def slug(self) -> str:
        """Return the release as used in addresses: product and version."""
        return f"{self.product}-{self.version}".lower()

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return release_address(self.slug)

    @property
    def feed_address(self) -> str:
        """Return the address of its feed without the extension."""
        return feed_address("release", self.slug)


class Product(NamedTuple):
    """A product and its releases in version order."""

    id: str
    name: str
    summary: str | None
    releases: tuple[Release, ...]

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
        return next((release for release in self.releases if release.version == version), None)
