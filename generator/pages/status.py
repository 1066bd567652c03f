"""The page of a status: what it means, and the errors that have it, the most recently changed first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.lifecycle import Status
from generator.model.publication import NO_ERRORS
from generator.render.plan import Page, PagePlan, Shell
from generator.render.renderer import Renderer
from generator.views.errors import rows_of

SHELL = Shell("status", "corrections/status/a-status/")
MOST = 100


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give a page for each status."""
    publication = render.publication
    parents = ((render.words("page.corrections"), "corrections/"),)
    for status in publication.setting.lifecycle.statuses:
        errors = publication.by_status.get(status.id, NO_ERRORS)
        changed = errors.changed or publication.site.changed
        inputs = (errors.fingerprint,)
        address = f"corrections/status/{status.id.lower()}/"
        yield PagePlan(address, "status", changed, inputs, partial(_page, render, status), parents)


def _page(render: Renderer, status: Status) -> Page:
    publication, words = render.publication, render.words
    errors = publication.by_status.get(status.id, NO_ERRORS)
    newest = sorted(errors, key=lambda error: -error.changed.toordinal())[:MOST]
    article = render.article(
        "pages/status.html",
        f"corrections/status/{status.id.lower()}/",
        status=status,
        rows=rows_of(newest, publication),
        total=len(errors),
        changed=errors.changed or publication.site.changed,
    )
    return Page(words("title.status", name=status.name), words("describe.status", meaning=status.meaning), article)
