"""What changed, by day: the newest on this page, and everything before it on further pages, back to the first step."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model.addresses import PAGES
from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.change_list import KINDS, ChangePage, change_pages

LAYOUT = LayoutSpec("changes", PAGES["changes"])
SCRIPTS = ("following", "change-filter")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page, and those that go on."""
    publication, name = render.publication, render.messages("page.changes")
    for page in change_pages(publication):
        changed = page.entries[0].date if page.entries else publication.site.changed
        parents = ((name, PAGES["changes"]),) if page.pager.number > 1 else ()
        kind = "earlier" if page.pager.number > 1 else "changes"
        yield PageSpec(page.pager.here, kind, changed, page.inputs, partial(_page, render, page), parents)


def _page(render: Renderer, page: ChangePage) -> Page:
    publication, messages, pager = render.publication, render.messages, page.pager
    title = messages("page.changes")
    description = messages("describe.changes")
    if pager.number > 1:
        title = pager.title(title, messages)
        newest, oldest = (messages.day(page.entries[number].date) for number in (0, -1))
        description = messages("describe.earlier", title=title, newest=newest, oldest=oldest)
    article = render.article(
        "pages/changes.html",
        pager.here,
        title=title,
        page=page,
        pager=pager,
        days=page.days(publication, messages),
        products=publication.site_data.products,
        kinds=tuple(KINDS),
        changed=page.entries[0].date if page.entries else publication.site.changed,
        parents=((messages("page.changes"), PAGES["changes"]),) if pager.number > 1 else (),
    )
    return Page(title, description, article, SCRIPTS)
