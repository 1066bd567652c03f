"""The home page: three cards, the case look-up, and what changed recently."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.changes import latest_news, sentence

LAYOUT = LayoutSpec("home", "")
CHANGES = 6


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the home page."""
    publication, messages = render.publication, render.messages
    site_data = publication.site_data
    last = publication.last_change(publication.errors, site_data.releases)
    changed = max(publication.site.changed, site_data.faq.changed, last)

    def make() -> Page:
        changes = latest_news(publication.errors, site_data.releases, site_data, CHANGES)
        pairs = [(change, sentence(change, site_data, messages)) for change in changes]
        article = render.article("pages/home.html", "", changes=pairs, changed=changed, faq=site_data.faq)
        scripts = ("case-lookup", "new-labels") if publication.site.cases.lookup else ("new-labels",)
        return Page(messages("page.home"), publication.site.description, article, scripts)

    yield PageSpec("", "home", changed, (publication.errors.fingerprint,), make)
