"""The page of a status: what it means, and the errors that have it, the most recently changed first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from ..model.error import KnownError
from ..model.lifecycle import Status
from ..model.publication import NO_ERRORS
from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.spread import newest_first, spread_of
from .further import GroupPages, first_tables, further_specs

LAYOUT = LayoutSpec("status", "corrections/status/a-status/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the pages of each status."""
    publication, messages = render.publication, render.messages
    parents = render.above("corrections")
    for status in publication.site_data.lifecycle.statuses:
        errors = publication.by_status.get(status.id, NO_ERRORS)
        group = GroupPages(
            title=messages("title.status", name=status.name),
            name=status.name,
            address=status.address,
            parents=parents,
            spread=spread_of(errors, publication, newest_first(publication), partial(_section, status)),
            about=messages("further.newest"),
        )
        changed = errors.changed or publication.site.changed
        make = partial(_page, render, status, group, len(errors), changed)
        yield PageSpec(group.address, "status", changed, (changed, group.spread.inputs), make, parents)
        yield from further_specs(render, group)


def _section(status: Status, _error: KnownError) -> str:
    """Return the section of all errors of a status: the list is in one piece, the overdue ones at its top."""
    return status.phase.value


def _page(render: Renderer, status: Status, group: GroupPages, total: int, changed: dt.date) -> Page:
    tables = first_tables(render, group)
    article = render.article(
        "pages/status.html",
        group.address,
        status=status,
        title=group.title,
        rows=tables[0].rows if tables else (),
        pager=group.pager(),
        total=total,
        changed=changed,
    )
    return Page(group.title, render.messages("describe.status", meaning=status.meaning), article, ("following",))
