"""The list of upcoming corrections: grouped the way a customer thinks, with the finder above."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer
from ..views.finder import finder_of
from ..views.groups import groups_of

SHELL = Shell("corrections", "corrections/")
SCRIPTS = ("new-marks", "finder")
"""In the order in which they build on one another."""
ROWS_A_GROUP = 20


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the list."""
    publication, words = render.publication, render.words
    changed = publication.last_change(publication.errors, publication.setting.releases)

    def make() -> Page:
        article = render.article(
            "pages/corrections.html",
            "corrections/",
            groups=groups_of(publication, ROWS_A_GROUP),
            products=publication.setting.products,
            statuses=publication.setting.lifecycle.statuses,
            counts={key: len(errors) for key, errors in publication.by_status.items()},
            total=len(publication.errors),
            changed=changed,
            finder=finder_of(publication),
        )
        return Page(words("page.corrections"), words("describe.corrections"), article, SCRIPTS)

    inputs = (publication.errors.fingerprint,)
    yield PagePlan("corrections/", "corrections", changed, inputs, make)
