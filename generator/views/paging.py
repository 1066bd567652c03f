"""How a long list is divided into pages: all errors, those of a product, a release or a status, and all changes.

A page has at most a hundred entries, and ends, if it can, after one whose name says so. If pages were simply counted
off, one entry more or less would shift every later page break, and all those pages would have to be made again. This
way nearly all page breaks stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar
from zlib import crc32

from ..messages.messages import Messages
from ..model.addresses import further_address
from ..model.error import KnownError
from ..model.publication import Errors

MOST = 100
"""Entries on a page."""
ENDS = 16
"""One name in this many says that a page may end after it, so about this many more entries fit on a page."""
FAR = 10
"""How many pages a link skips, so that the middle of a long list is not a hundred steps away."""


Entry = TypeVar("Entry")


def cut(errors: Sequence[KnownError], most: int = MOST) -> tuple[Errors, ...]:
    """Divide a list of errors into pages of at most `most` of them."""
    return tuple(map(Errors, cut_list(errors, lambda error: error.id, most)))


def cut_list(entries: Sequence[Entry], name: Callable[[Entry], str], most: int = MOST) -> Iterator[Sequence[Entry]]:
    """Yield the pages of a list, of at most `most` entries; all but the last are more than half full.

    `name` returns what identifies an entry for good.
    """
    start = 0
    while len(entries) - start > most:
        full = start + most
        ends = range(full, full - most // 2, -1)
        end = next((end for end in ends if crc32(name(entries[end - 1]).encode()) % ENDS == 0), full)
        yield entries[start:end]
        start = end
    if start < len(entries):
        yield entries[start:]


@dataclass(frozen=True, slots=True)
class Pager:
    """The position of a page in its list: its number, and the number of pages.

    `first` is the address of page 1, which is not `page/1/` if the list begins on a page of another kind; the others
    are `<part>/<number>/` below `below`.
    """

    first: str
    below: str
    number: int
    count: int
    part: str = "page"

    def address(self, number: int) -> str:
        """Return the address of a page of the list."""
        return self.first if number == 1 else further_address(self.below, number, self.part)

    def title(self, name: str, messages: Messages) -> str:
        """Return the page's title: the list's name, with the page's number if there are several."""
        if self.count == 1:
            return name
        return messages("title.page", title=name, number=self.number, count=self.count)

    @property
    def here(self) -> str:
        """Return the address of the page itself."""
        return self.address(self.number)

    @property
    def previous(self) -> str | None:
        """Return the address of the previous page, if there is one."""
        return self.address(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """Return the address of the next page, if there is one."""
        return self.address(self.number + 1) if self.number < self.count else None

    @property
    def offered(self) -> tuple[tuple[int, str], ...]:
        """Return the pages to link to, as (number, address); (0, "") is a gap."""
        number = self.number
        near = {1, number - FAR, number - 1, number, number + 1, number + FAR, self.count}
        shown = sorted(one for one in near if 1 <= one <= self.count)
        offered: list[tuple[int, str]] = []
        for one, following in pairwise([*shown, self.count + 1]):
            offered.append((one, self.address(one)))
            if following == one + 2:
                offered.append((one + 1, self.address(one + 1)))
            elif following > one + 2:
                offered.append((0, ""))
        return tuple(offered)
