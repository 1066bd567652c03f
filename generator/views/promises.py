"""How well plans held: counts by product and quarter, moves and what is overdue, for the page about promises."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..messages.messages import Messages
from ..model.error import KnownError
from ..model.products import Product
from ..model.promises import Kept, Move
from ..model.window import parse_window

MOST_QUARTERS = 6
MOST_MOVES = 100
MOST_ERRORS = 10
"""How many are shown, of a move of a release's date so many errors; the page of each error has all of its moves."""

Quarter = tuple[int, int]
"""A year and a quarter from 1 to 4."""


class Share(NamedTuple):
    """How many promises were due, and how many of them were delivered by the date first promised."""

    kept: int
    due: int


@dataclass(frozen=True, slots=True)
class ShareRow:
    """The shares of a product, or of all (None): in each quarter shown, and together."""

    product: Product | None
    shares: tuple[Share, ...]
    together: Share


class ShownMove(NamedTuple):
    """A move of the promises of some errors, with the plans before and after it in words.

    If the release is the same in both, it is named once, and the plans are only times; otherwise it is empty. `more`
    errors are not among those shown.
    """

    errors: tuple[KnownError, ...]
    more: int
    day: dt.date
    release: str
    old: str
    new: str
    days: int
    note: str


class Late(NamedTuple):
    """An error with the day by which its correction should have come, the first of several, and how many days ago."""

    error: KnownError
    day: dt.date
    days: int


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """Everything that the page shows. `most` are the most promises of a row in one quarter.

    `moved` of `total` promises moved. `median` and `worst` are days, None if none moved; of an even number the median
    is the higher of the two in the middle. `worst_error` is the error of the worst. `earlier` says that there are
    quarters before those shown.
    """

    quarters: tuple[Quarter, ...]
    rows: tuple[ShareRow, ...]
    total: int
    moved: int
    median: int | None
    worst: int | None
    worst_error: KnownError | None
    overdue: tuple[Late, ...]
    moves: tuple[ShownMove, ...]
    all_moves: int
    earlier: bool

    @property
    def together(self) -> Share:
        """Return the share of all products in all quarters."""
        return self.rows[-1].together if self.rows else Share(0, 0)

    @property
    def most(self) -> int:
        """Return the most promises due in one quarter, in the longest bar."""
        return max((share.due for row in self.rows[:-1] for share in row.shares), default=0)


def promises_page(
    promises: Iterable[tuple[KnownError, Kept]], products: Iterable[Product], as_of: dt.date, messages: Messages
) -> PromisesPage:
    """Return what the page shows of all promises."""
    known = tuple(promises)
    due = [(error, one) for error, one in known if one.due(as_of)]
    counted = sorted({one.quarter for _, one in due})
    quarters = tuple(counted[-MOST_QUARTERS:])
    by_product: dict[str, list[Kept]] = {}
    for _, one in due:
        by_product.setdefault(one.product, []).append(one)
    rows = [_row(product, by_product[product.id], quarters) for product in products if product.id in by_product]
    if rows:
        rows.append(_row(None, [one for _, one in due], quarters))
    moved = [(one.days, error) for error, one in known if one.moves and one.days is not None]
    # The first of several that moved by as many days.
    worst, worst_error = max(moved, key=lambda pair: pair[0], default=(None, None))
    moves: dict[Move, dict[str, KnownError]] = {}
    for error, one in known:
        for move in one.moves:
            moves.setdefault(move, {})[error.id] = error
    newest = sorted(moves, key=lambda move: -move.day)[:MOST_MOVES]
    late: dict[KnownError, int] = {}
    for error, one in known:
        if one.overdue:
            late[error] = max(late.get(error, 0), one.overdue)
    overdue = [Late(error, as_of - dt.timedelta(days=days), days) for error, days in late.items()]
    return PromisesPage(
        quarters=quarters,
        rows=tuple(rows),
        total=len(known),
        moved=sum(bool(one.moves) for _, one in known),
        median=statistics.median_high(days for days, _ in moved) if moved else None,
        worst=worst,
        worst_error=worst_error,
        overdue=tuple(sorted(overdue, key=lambda late: -late.days)),
        moves=tuple(_shown(tuple(moves[move].values()), move, messages) for move in newest),
        all_moves=len(moves),
        earlier=len(counted) > len(quarters),
    )


def _row(product: Product | None, promises: list[Kept], quarters: tuple[Quarter, ...]) -> ShareRow:
    by_quarter = [[one for one in promises if one.quarter == quarter] for quarter in quarters]
    return ShareRow(product, tuple(_share(found) for found in by_quarter), _share(promises))


def _share(promises: list[Kept]) -> Share:
    return Share(sum(one.in_time for one in promises), len(promises))


def _shown(errors: tuple[KnownError, ...], move: Move, messages: Messages) -> ShownMove:
    (old, was), (new, now) = move.old, move.new
    release = old if old == new and was and now else ""
    before, after = (_words("" if release else plan[0], plan[1], messages) for plan in (move.old, move.new))
    shown, more = errors[:MOST_ERRORS], max(len(errors) - MOST_ERRORS, 0)
    return ShownMove(shown, more, dt.date.fromordinal(move.day), release, before, after, move.days, move.note)


def _words(release: str, window: str, messages: Messages) -> str:
    when = messages.window(parse_window(window)) if window else ""
    return messages("ticket.plan", release=release, when=when) if release and when else release or when
