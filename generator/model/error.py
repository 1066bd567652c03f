"""An error as the public may see it, and the private record that never leaves the building.

The two are different types on purpose: views and outputs are given `KnownError` values only, so a case id or an
internal note cannot get into a page by mistake. What changes over time (status, plan) is derived from the history.

There are thousands of both and of their parts, so all are named tuples, which are read from a store faster.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from ..problems.problem import FieldLocation
from .addresses import api_address, badge_address, error_address, feed_address
from .redaction import Redaction
from .versions import VersionRange
from .window import Window


class Step(NamedTuple):
    """One entry of an error's history; `number` counts from 1 and never changes, as histories are append only.

    It may name several releases, one of each branch of each product: one of the error's product by its version, one
    of another product that the error is in as `product/version`.
    """

    number: int
    date: dt.date
    status: str
    releases: tuple[str, ...] = ()
    window: Window | None = None
    duplicate_of: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """Return what the step is called on its error's page, and in redactions."""
        return f"step-{self.number}"

    @property
    def duplicate_address(self) -> str | None:
        """Return the address of the error that, according to the step, this one repeats; None if it names none."""
        return error_address(self.duplicate_of) if self.duplicate_of else None

    @property
    def plan(self) -> str | None:
        """Return what the step promises, as text: versions of releases, or a window; None if it promises nothing."""
        if self.releases:
            return ", ".join(self.releases)
        return self.window.text if self.window is not None else None


class Link(NamedTuple):
    """A page elsewhere that says more about an error."""

    title: str
    url: str


class AlsoIn(NamedTuple):
    """Another product that an error is in, by its id, and the versions of it that it occurs in."""

    product: str
    affects: VersionRange | None


class KnownError(NamedTuple):
    """A registered error. `product`, `level`, `related` and `questions` are ids; `summary`, `workaround` Markdown.

    `answers` are pairs of question id and answer id in the matrix's order; `level` follows from them (`""` if they
    are incomplete, which a rule reports), `stated_level` is what its author wrote, if anything. `fingerprint` changes
    whenever the source file's bytes do. `decisive` is the step that says its status, if that is not the last one.
    `platforms` are ids, and without any the error is on all of its product; `aliases` are its ids elsewhere; `keywords`
    are searched, and never shown.
    """

    id: str
    title: str
    product: str
    answers: tuple[tuple[str, str], ...]
    level: str
    affects: VersionRange | None
    summary: str
    workaround: str | None
    history: tuple[Step, ...]
    related: tuple[str, ...]
    questions: tuple[str, ...]
    stated_level: str | None
    file: str
    fingerprint: str
    decisive: Step | None = None
    platforms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    also_in: tuple[AlsoIn, ...] = ()
    security: bool = False

    def field(self, *path: str | int) -> FieldLocation:
        """Return the location of a field of its file."""
        return FieldLocation(self.file, path)

    @property
    def products(self) -> tuple[AlsoIn, ...]:
        """Return all products that it is in with the versions it occurs in, its own product first."""
        return (AlsoIn(self.product, self.affects), *self.also_in)

    @property
    def slug(self) -> str:
        """Return the id as used in addresses."""
        return self.id.lower()

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return error_address(self.id)

    @property
    def feed_address(self) -> str:
        """Return the address of its feed without the extension."""
        return feed_address("error", self.id)

    @property
    def badge_address(self) -> str:
        """Return the address of its badge."""
        return badge_address(self.id)

    @property
    def api_address(self) -> str:
        """Return the address of its file of the API."""
        return api_address(f"errors/{self.id}")

    @property
    def osv_address(self) -> str:
        """Return the address of its OSV file, which it has if `has_advisory`."""
        return api_address(f"osv/{self.id}")

    @property
    def has_advisory(self) -> bool:
        """Return whether programs that compare versions with advisories are to know it."""
        return self.security or bool(self.aliases)

    @property
    def current(self) -> Step:
        """Return the step that says the status: the last one, unless a promise is still open or a release recalled."""
        return self.decisive or self.history[-1]

    @property
    def status(self) -> str:
        """Return the current status' id."""
        return self.current.status

    @property
    def registered(self) -> dt.date:
        """Return the day the error was registered: its history's first."""
        return self.history[0].date

    @property
    def changed(self) -> dt.date:
        """Return the day of the last change."""
        return self.history[-1].date

    @property
    def duplicate_of(self) -> str | None:
        """Return the id of the error that this one repeats, if it is a duplicate."""
        return self.current.duplicate_of


def by_alias(errors: Iterable[KnownError]) -> dict[str, str]:
    """Return the ids of errors by their aliases."""
    return {alias: error.id for error in errors for alias in error.aliases}


class PrivateRecord(NamedTuple):
    """What a product manager notes for colleagues: customers' case ids, and anything under `internal`.

    `digests` are those of the cases, in the same order: all that may be published of them.
    """

    error: str
    cases: tuple[str, ...]
    digests: tuple[str, ...]
    internal: tuple[tuple[str, str], ...]
