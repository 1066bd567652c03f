"""The whole list, in pages of at most a hundred errors, for readers without scripts and for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from generator.model.publication import Errors
from generator.render.plan import Page, PagePlan, Shell
from generator.render.renderer import Renderer
from generator.views.errors import rows_of

SHELL = Shell("listing", "corrections/page/1/")
ROWS_A_PAGE = 100


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the pages of the list; there is a first one even if no error is registered."""
    publication = render.publication
    errors = publication.errors
    count = max(1, -(-len(errors) // ROWS_A_PAGE))
    parents = ((render.words("page.corrections"), "corrections/"),)
    for number in range(1, count + 1):
        part = Errors(errors[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE])
        changed = part.changed or publication.site.changed
        inputs = (count, part.fingerprint)
        make = partial(_page, render, part, number, count, changed)
        yield PagePlan(f"corrections/page/{number}/", "listing", changed, inputs, make, parents)


def _page(render: Renderer, part: Errors, number: int, count: int, changed: dt.date) -> Page:
    words = render.words
    title = words("title.listing", number=number, count=count)
    rows = rows_of(part, render.publication)
    address = f"corrections/page/{number}/"
    article = render.article(
        "pages/listing.html", address, title=title, rows=rows, number=number, count=count, changed=changed
    )
    return Page(title, words("describe.listing", number=number, count=count), article)
