"""The list of upcoming corrections: grouped the way customers think, with the finder above."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.finder import finder_of
from ..views.groups import groups_of

LAYOUT = LayoutSpec("corrections", "corrections/")
SCRIPTS = ("following", "finder")
"""In order of dependency."""
ROWS_A_GROUP = 20


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the list."""
    publication = render.publication
    statuses = publication.site_data.lifecycle.statuses
    changed = publication.last_change(publication.errors, publication.site_data.releases)

    def make() -> Page:
        article = render.article(
            "pages/corrections.html",
            LAYOUT.address,
            groups=groups_of(publication, ROWS_A_GROUP),
            products=publication.site_data.products,
            statuses=statuses,
            counts={one.id: len(publication.by_status.get(one.id, ())) for one in statuses},
            total=len(publication.errors),
            changed=changed,
            finder=finder_of(publication),
        )
        return render.page(LAYOUT, article, SCRIPTS)

    yield LAYOUT.page(changed, (publication.errors.fingerprint,), make)
