"""How promises were kept, as numbers: what was promised first, what became of it, and each move.

There is one promise for each branch in which a correction of an error was promised. A promise without a time, such as
that of a release without a date, says nothing that could be kept by a day, and a duplicate is counted as its original.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import NamedTuple

from .corrections import Correction, corrections_of
from .error import KnownError
from .ledger import Kind, Ledger, Promise, ledger_of
from .products import Product
from .site_data import SiteData

_PLANS = (Kind.FIRST, Kind.NARROWED, Kind.MOVED, Kind.RELEASE_MOVED)
_MOVES = (Kind.MOVED, Kind.RELEASE_MOVED)


class Move(NamedTuple):
    """A move: its day (as an ordinal), the release and time before and after it (empty if none), and its reason.

    `days` is by how many days the last day promised moved: 0 if one of them is not known.
    """

    day: int
    old: tuple[str, str]
    new: tuple[str, str]
    days: int
    note: str


class Kept(NamedTuple):
    """A promise about a product, by its id.

    Days are ordinals: the last one of the time first promised, the day of the delivery (0 if there is none), and the
    last day of what is promised now (0 if it is delivered, or nothing is).

    `overdue` is the number of days since the correction should have come.
    """

    product: str
    first: int
    delivered: int
    now: int
    overdue: int
    moves: tuple[Move, ...]

    @property
    def in_time(self) -> bool:
        """Return whether the correction came out by the last day first promised."""
        return 0 < self.delivered <= self.first

    @property
    def quarter(self) -> tuple[int, int]:
        """Return the year and the quarter, from 1 to 4, in which it counts: that of the last day first promised."""
        day = dt.date.fromordinal(self.first)
        return day.year, (day.month + 2) // 3

    def due(self, as_of: dt.date) -> bool:
        """Return whether it counts yet: the time first promised is over, or the correction is out."""
        return bool(self.delivered) or self.first < as_of.toordinal()

    @property
    def days(self) -> int | None:
        """Return the days from the last day first promised to the delivery or to the last day promised now."""
        end = self.delivered or self.now
        return end - self.first if end else None


def promises_of(error: KnownError, site_data: SiteData) -> tuple[Kept, ...]:
    """Return an error's promises that named a time."""
    if error.duplicate_of is not None:
        return ()
    ledger = ledger_of(error, site_data)
    product = site_data.find_product(error)
    open_ones = {
        one.branch.id if one.branch else None: one
        for one in corrections_of(error, site_data)
        if one.out is None and not one.dropped
    }
    kept = (_kept(one, product, open_ones) for one in ledger.branches or (ledger,))
    return tuple(one for one in kept if one is not None)


def _kept(ledger: Ledger, product: Product | None, open_ones: dict[str | None, Correction]) -> Kept | None:
    plans = [entry for entry in ledger.entries if entry.kind in _PLANS]
    if not plans or plans[0].window is None:
        return None
    delivered = ledger.delivered
    # Not the first one's branch: a plan for a dropped release may have gone on in another.
    now = None if delivered else open_ones.get(plans[-1].branch)
    moves = (_move(old, new) for old, new in pairwise(plans) if new.kind in _MOVES)
    branch = product.branch(plans[0].branch) if product else None
    return Kept(
        product=branch.part[0] if branch and branch.part else product.id if product else "",
        first=plans[0].window.last.toordinal(),
        delivered=(delivered.out or delivered.date).toordinal() if delivered else 0,
        now=now.window.last.toordinal() if now and now.window else 0,
        overdue=now.overdue if now else 0,
        moves=tuple(moves),
    )


def _move(old: Promise, new: Promise) -> Move:
    days = (new.window.last - old.window.last).days if new.window and old.window else 0
    return Move(new.date.toordinal(), _plan(old), _plan(new), days, new.note or "")


def _plan(promise: Promise) -> tuple[str, str]:
    return promise.release or "", promise.window.text if promise.window else ""
