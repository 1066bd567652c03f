"""Everything but the errors: all the settings files of `content/`, typed. Rules about a single error get this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..business_time.model import Calendar
from ..severity.model import Level, SeverityMatrix
from ..severity.proof import too_many
from ..severity.table import DecisionTable
from .faq import Faq
from .joint_product import JointProduct
from .lifecycle import Lifecycle, Status
from .products import Product, Release
from .site import Site

if TYPE_CHECKING:
    from .corrections import Correction
    from .error import KnownError
    from .ledger import Ledger, Promise
    from .steps import SaidInSteps

Found = TypeVar("Found")
Within = TypeVar("Within")


class PerError(Generic[Found]):
    """What was found about errors, so that it is found once: pages, lists, outputs and rules ask for the same.

    Errors are told apart by their identity; each is kept, so that no other one gets its identity.
    """

    def __init__(self) -> None:
        self._found: dict[int, tuple[KnownError, Found]] = {}

    def get(self, error: KnownError, find: Callable[[KnownError, Within], Found], within: Within) -> Found:
        """Return what is found about an error within the site's data or the publication."""
        found = self._found.get(id(error))
        if found is None:
            found = self._found[id(error)] = (error, find(error, within))
        return found[1]


@dataclass(frozen=True)
class SiteData:
    """The settings files, typed, and the build's day. `messages` are the publisher's own phrases by key.

    `partly_known` says that some of their values are `NOT_KNOWN`, as they could not be read.
    """

    site: Site
    faq: Faq
    severity: SeverityMatrix
    calendar: Calendar
    products: tuple[Product, ...]
    lifecycle: Lifecycle
    as_of: dt.date
    messages: Mapping[str, str] = field(default_factory=dict)
    partly_known: bool = False

    @cached_property
    def product_by_id(self) -> Mapping[str, Product]:
        """Return the products by their id."""
        return {product.id: product for product in self.products}

    @cached_property
    def levels_by_id(self) -> Mapping[str, Level]:
        """Return the levels of severity by their id."""
        return {level.id: level for level in self.severity.levels}

    @cached_property
    def status_by_id(self) -> Mapping[str, Status]:
        """Return the statuses by their id."""
        return {status.id: status for status in self.lifecycle.statuses}

    @cached_property
    def decision_table(self) -> DecisionTable:
        """Return the rule of the matrix, applied."""
        return DecisionTable(self.severity)

    @cached_property
    def provable_table(self) -> DecisionTable | None:
        """Return the decision table if every combination can be looked at; None if `matrix-valid` reports a problem."""
        table = self.decision_table
        return table if table.valid and not too_many(table) else None

    @cached_property
    def corrections(self) -> PerError[tuple[Correction, ...]]:
        """Return what `corrections_of` has found."""
        return PerError()

    @cached_property
    def overdue_days(self) -> PerError[list[tuple[dt.date, list[Promise]]]]:
        """What `overdue_days` has found."""
        return PerError()

    @cached_property
    def ledgers(self) -> PerError[Ledger]:
        """Return what `ledger_of` has found."""
        return PerError()

    @cached_property
    def steps(self) -> PerError[SaidInSteps]:
        """Return what `steps_with_promise` has found."""
        return PerError()

    @cached_property
    def changes(self) -> PerError[Any]:
        """Return what the views show of the errors' changes."""
        return PerError()

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """Return all releases, in the order of the products and their releases."""
        return tuple(release for product in self.products for release in product.releases)

    @cached_property
    def platforms(self) -> tuple[str, ...]:
        """Return the ids of the platforms of all products, each once."""
        return tuple(dict.fromkeys(platform.id for product in self.products for platform in product.platforms))

    def product_of(self, error: KnownError) -> Product:
        """Return an error's product or, if it is in several, these as one; KeyError if one of them is not known."""
        found = self.find_product(error)
        if found is None:
            raise KeyError(error.product)
        return found

    def find_product(self, error: KnownError) -> Product | None:
        """Return an error's product or, if it is in several, these as one; None if one of them is not known."""
        known = self.product_by_id.get(error.product)
        if known is None or not error.also_in:
            return known
        ids = tuple(dict.fromkeys(found_in.product for found_in in error.products))
        if not self.product_by_id.keys() >= set(ids):
            return None
        if ids not in self._joint:
            self._joint[ids] = JointProduct.of(tuple([self.product_by_id[one] for one in ids]))
        return self._joint[ids]

    @cached_property
    def _joint(self) -> dict[tuple[str, ...], JointProduct]:
        return {}

    def release(self, product: str, version: str) -> Release | None:
        """Return a release of a product, or None if there is no such product or release."""
        known = self.product_by_id.get(product)
        return known.release(version) if known else None
