"""How a long list is divided into pages: the whole list, and those of a product, a release and a status alike.

A page has at most a hundred errors, and ends, if it can, after an error whose id says so. If pages were simply counted
off, one error more or less would shift every later page break, and all those pages would have to be made again. This
way nearly all page breaks stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from ..model.addresses import further_address
from ..model.error import KnownError
from ..model.publication import Errors

MOST = 100
"""Errors on a page."""
ENDS = 16
"""One id in this many says that a page may end after it, so about this many more errors fit on a page."""
FAR = 10
"""How many pages a link skips, so that the middle of a long list is not a hundred steps away."""


def cut(errors: Sequence[KnownError], most: int = MOST) -> tuple[Errors, ...]:
    """Divide a list into pages of at most `most` errors; all but the last are more than half full."""
    pages = []
    start = 0
    while len(errors) - start > most:
        full = start + most
        ends = range(full, full - most // 2, -1)
        end = next((end for end in ends if crc32(errors[end - 1].id.encode()) % ENDS == 0), full)
        pages.append(Errors(errors[start:end]))
        start = end
    return (*pages, Errors(errors[start:])) if errors else ()


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
