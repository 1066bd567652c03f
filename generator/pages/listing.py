"""The whole list, in pages of at most a hundred errors, for readers without scripts and for machines.

Its first page is `corrections/page/1/`, because `corrections/` shows the finder and what is coming next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..model.publication import NO_ERRORS, Errors
from ..render.file_specs import LayoutSpec, Page, PageSpec, Parents
from ..render.renderer import Renderer
from ..views.errors import ErrorRow, rows_of
from ..views.paging import Pager, cut
from .error import DESCRIPTION_LENGTH, shortened

LAYOUT = LayoutSpec("listing", "corrections/page/1/")


@dataclass(frozen=True, slots=True)
class Table:
    """Errors shown together on a page, under a heading with an anchor; both are empty if it is the page's only table.

    `left` is how many more are on later pages, the first of them at `onward`.
    """

    heading: str
    anchor: str
    rows: tuple[ErrorRow, ...]
    left: int = 0
    onward: str = ""

    @property
    def total(self) -> int:
        """Return the number of errors on all pages."""
        return len(self.rows) + self.left


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the pages of the list; there is always a first one, even without errors."""
    publication = render.publication
    pages = cut(publication.errors) or (NO_ERRORS,)
    parents = render.above("corrections")
    for number, errors in enumerate(pages, 1):
        pager = Pager("corrections/page/1/", "corrections/", number, len(pages))
        changed = errors.changed or publication.site.changed
        inputs = (len(pages), errors.fingerprint)
        make = partial(_page, render, errors, pager, parents, changed)
        yield PageSpec(pager.here, "listing", changed, inputs, make, parents)


def _page(render: Renderer, errors: Errors, pager: Pager, parents: Parents, changed: dt.date) -> Page:
    tables = [Table("", "", rows_of(errors, render.publication))] if errors else []
    return list_page(render, render.messages("title.listing"), pager, tables, parents, changed)


def list_page(
    render: Renderer,
    name: str,
    pager: Pager,
    tables: Sequence[Table],
    parents: Parents,
    changed: dt.date,
    *,
    about: str = "",
    one_product: bool = False,
) -> Page:
    """Return a page of a list, by the list's name; `about` describes the list's order."""
    messages = render.messages
    title = pager.title(name, messages)
    shown = [(table, _range(table, render)) for table in tables]
    article = render.article(
        "pages/listing.html",
        pager.here,
        title=title,
        parents=parents,
        about=about,
        tables=shown,
        one_product=one_product,
        pager=pager,
        changed=changed,
    )
    ranges = [f"{table.heading}: {ids}" if table.heading else ids for table, ids in shown]
    description = (
        messages("describe.page", title=title, errors="; ".join(ranges)) if ranges else messages("errors.none")
    )
    return Page(title, shortened(description, DESCRIPTION_LENGTH), article, ("following",))


def _range(table: Table, render: Renderer) -> str:
    first, last = table.rows[0].error.id, table.rows[-1].error.id
    return first if first == last else render.messages("listing.range", first=first, last=last)
