"""The home page: the box that answers, what holds today, the next releases, and what changed recently."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.change_sentence import sentence
from ..views.news import latest_news
from ..views.roadmap import roadmap_of
from ..views.today import today_of

LAYOUT = LayoutSpec("home", "")
CHANGES = 6
SCRIPTS = ("following", "finder")
"""In order of dependency."""


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the home page."""
    publication, messages = render.publication, render.messages
    site_data = publication.site_data
    last = publication.last_change(publication.errors, site_data.releases)
    changed = max(publication.site.changed, site_data.faq.changed, last)

    def make() -> Page:
        changes = latest_news(publication.errors, site_data.releases, site_data, CHANGES)
        pairs = [(change, sentence(change, site_data, messages)) for change in changes]
        shown = {"today": today_of(publication), "roadmap": roadmap_of(publication)}
        article = render.article("pages/home.html", "", changes=pairs, changed=changed, **shown)
        look_up = ("case-lookup",) if publication.site.cases.lookup else ()
        return Page(messages("page.home"), publication.site.description, article, (*look_up, *SCRIPTS))

    yield PageSpec("", "home", changed, (publication.errors.fingerprint,), make)
