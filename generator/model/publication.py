"""The publication: all that views and outputs may know. No private record can be reached from it.

It is made from the catalogue once the check has found no errors, so every id in it resolves. What several pages look up
(errors of a product, of a release, duplicates of an error) is indexed here once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from .affected import affected_releases
from .corrections import corrections_of, recalled_of
from .error import KnownError, Step
from .lifecycle import Phase
from .overdue import days_overdue
from .products import Release
from .site import Site
from .site_data import PerError, SiteData

Key = TypeVar("Key")


class Errors(tuple[KnownError, ...]):
    """Several errors in their order, with what is needed of them as a group."""

    @cached_property
    def fingerprint(self) -> str:
        """Return a string that changes when any of them changes, or their order."""
        return hashlib.blake2b(" ".join([error.fingerprint for error in self]).encode(), digest_size=12).hexdigest()

    @cached_property
    def changed(self) -> dt.date | None:
        """Return the day of the last change; None if there are no errors."""
        return max([error.history[-1].date for error in self], default=None)


NO_ERRORS = Errors()


@dataclass(frozen=True)
class Publication:
    """Everything public. `case_digests` are pairs of a case id's salted digest and the id of its error, sorted.

    `shared_key` fingerprints all but the errors: sources, templates, the program and the day.
    """

    site_data: SiteData
    errors: Errors
    case_digests: tuple[tuple[str, str], ...]
    shared_key: str

    @property
    def site(self) -> Site:
        """Return the publisher's settings."""
        return self.site_data.site

    @property
    def splits_search(self) -> bool:
        """Return whether there are too many errors for an index that comes with every page."""
        return self.site.splits_search(len(self.errors))

    @property
    def as_of(self) -> dt.date:
        """Return the build's day."""
        return self.site_data.as_of

    @cached_property
    def rows(self) -> PerError[Any]:
        """Return what the views show of errors in lists: feeds, badges, outputs and pages all ask for it."""
        return PerError()

    @cached_property
    def by_id(self) -> Mapping[str, KnownError]:
        """Return the errors by their id."""
        return {error.id: error for error in self.errors}

    @cached_property
    def by_product(self) -> Mapping[str, Errors]:
        """Return the errors by the ids of the products that they are in."""
        return _grouped((found_in.product, error) for error in self.errors for found_in in error.products)

    @cached_property
    def by_status(self) -> Mapping[str, Errors]:
        """Return the errors by their current status' id."""
        return _grouped((error.status, error) for error in self.errors)

    @cached_property
    def by_release(self) -> Mapping[tuple[str, str], Errors]:
        """Return the errors by each release (product, version) that corrects them or is to do so."""
        return _grouped(
            (one.release.key, error)
            for error in self.errors
            for one in corrections_of(error, self.site_data)
            if one.release is not None
        )

    @cached_property
    def by_recalled_release(self) -> Mapping[tuple[str, str], Errors]:
        """Return the errors by each recalled release (product, version) that would correct them."""
        return _grouped((release.key, error) for error in self.errors for release in recalled_of(error, self.site_data))

    @cached_property
    def overdue(self) -> Mapping[str, int]:
        """Return for how many days a correction has been overdue, by the error's id; only of errors with such a one."""
        planned = (error for error in self.errors if self.phase(error) is Phase.PLANNED)
        found = ((error.id, days_overdue(error, self.site_data)) for error in planned)
        return {error: days for error, days in found if days}

    @cached_property
    def known_in_release(self) -> Mapping[tuple[str, str], Errors]:
        """Return the errors by each release (product, version) that came out with them, as far as their sources say.

        A release that was recalled since counts, too, as somebody may still have it. Those that were closed without a
        correction are left out: a report may have turned out to be no error.
        """
        return _grouped(
            (release.key, error)
            for error in self.errors
            if self.phase(error) is not Phase.CLOSED
            for found_in in error.products
            for release in affected_releases(error, self.site_data, found_in, recalled=True) or ()
        )

    @cached_property
    def unplaced(self) -> Mapping[str, Errors]:
        """Return the errors without a correction yet that name no affected releases of a product, by its id."""
        waiting = (Phase.OPEN, Phase.PLANNED)
        return _grouped(
            (found_in.product, error)
            for error in self.errors
            for found_in in error.products
            if found_in.affects is None and self.phase(error) in waiting
        )

    @cached_property
    def by_level(self) -> Mapping[str, Errors]:
        """Return the errors by their level of severity."""
        return _grouped((error.level, error) for error in self.errors)

    @cached_property
    def ever_in_release(self) -> Mapping[tuple[str, str], Errors]:
        """Return the errors by every release (product, version) that a step of their history names, each error once."""
        return _grouped(
            (release, error)
            for error in self.errors
            for release in dict.fromkeys(named for step in error.history for named in self.releases_of(error, step))
        )

    def releases_of(self, error: KnownError, step: Step) -> Iterator[tuple[str, str]]:
        """Yield the releases (product, version) that a step of an error's history names."""
        product = self.site_data.product_of(error)
        named = (product.release(version) for version in step.releases)
        yield from (release.key for release in named if release is not None)

    @cached_property
    def duplicates(self) -> Mapping[str, Errors]:
        """Return the duplicates by the id of the error they repeat."""
        return _grouped((error.duplicate_of, error) for error in self.errors if error.duplicate_of is not None)

    @cached_property
    def related(self) -> Mapping[str, Errors]:
        """Return the related errors by id: those that an error names and those that name it, each once."""
        pairs: dict[str, dict[str, KnownError]] = {}
        for error in self.errors:
            for other in error.related:
                if other in self.by_id:
                    pairs.setdefault(error.id, {})[other] = self.by_id[other]
                    pairs.setdefault(other, {})[error.id] = error
        return {key: Errors(others.values()) for key, others in pairs.items()}

    def last_change(self, errors: Errors, releases: Iterable[Release]) -> dt.date:
        """Return the day of the last change of errors and releases; without any, that of the site's settings."""
        days = [release.history[-1].date for release in releases]
        return max([*days, errors.changed] if errors.changed else days, default=self.site.changed)

    def phase(self, error: KnownError) -> Phase:
        """Return the phase of an error's current status."""
        return self.site_data.status_by_id[error.status].phase


def _grouped(pairs: Iterable[tuple[Key, KnownError]]) -> dict[Key, Errors]:
    groups: dict[Key, list[KnownError]] = {}
    for key, error in pairs:
        groups.setdefault(key, []).append(error)
    return {key: Errors(errors) for key, errors in groups.items()}
