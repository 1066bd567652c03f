"""The further pages of a product, a release and a status: the errors that do not fit on the group's own page.

They continue where the group's own page, the first, ends: `corrections/product/<id>/page/2/` and so on. There is no
`page/1/`, so that the first page keeps its address when others are added. The groups' modules yield these pages along
with their own; they are one kind because all of them are equally deep. This is a module of pages for its `LAYOUT`,
which the engine has to build like any other; `specs` yields nothing, as each group decides how its pages continue.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..model.products import Product, Release
from ..render.file_specs import LayoutSpec, Page, PageSpec, Parents
from ..render.renderer import Renderer
from ..views.errors import rows_of
from ..views.paging import Pager
from ..views.spread import Section, Spread
from .listing import Table, list_page

LAYOUT = LayoutSpec("further", "corrections/product/a-product/page/2/")


@dataclass(frozen=True, slots=True)
class GroupPages:
    """A product, release or status as its pages need it: its own page's title, address and parents, and its errors.

    `name` is its heading on further pages; `about` says in which order the errors are. `headings` is the prefix of the
    phrases for the phases' headings; it is empty if the group's errors are all in one phase. `subject` is the release
    or the product whose corrections they are, if any.
    """

    title: str
    name: str
    address: str
    parents: Parents
    spread: Spread
    about: str
    headings: str = ""
    subject: Release | Product | None = None

    def pager(self, number: int = 1) -> Pager:
        """Return the pager for one of its pages; the first is its own."""
        return Pager(self.address, self.address, number, len(self.spread.pages))


def specs(render: Renderer) -> Iterator[PageSpec]:  # noqa: ARG001
    """Return none: a group's module yields its further pages."""
    return iter(())


def first_tables(render: Renderer, group: GroupPages) -> list[Table]:
    """Return the tables of a group's own page."""
    tables = []
    for section in group.spread.pages[0]:
        number, left = group.spread.onward(section.name)
        onward = f"{group.pager().address(number)}#{section.name}" if left else ""
        tables.append(_table(render, group, section, left, onward))
    return tables


def further_specs(render: Renderer, group: GroupPages) -> Iterator[PageSpec]:
    """Yield the pages of a group that follow its own."""
    parents = (*group.parents, (group.name, group.address))
    for number, sections in enumerate(group.spread.pages[1:], 2):
        pager = group.pager(number)
        changed = max(day for section in sections if (day := section.errors.changed))
        inputs = (pager.count, *(section.errors.fingerprint for section in sections))
        make = partial(_page, render, group, sections, pager, parents, changed)
        yield PageSpec(pager.here, "further", changed, inputs, make, parents)


def _page(
    render: Renderer, group: GroupPages, sections: Sequence[Section], pager: Pager, parents: Parents, changed: dt.date
) -> Page:
    tables = [_table(render, group, section) for section in sections]
    one_product = bool(group.headings)
    return list_page(render, group.title, pager, tables, parents, changed, about=group.about, one_product=one_product)


def _table(render: Renderer, group: GroupPages, section: Section, left: int = 0, onward: str = "") -> Table:
    heading = render.messages(group.headings + section.name) if group.headings else ""
    return Table(heading, section.name, rows_of(section.errors, render.publication, group.subject), left, onward)
