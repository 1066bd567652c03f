"""What changed recently, by day: the same entries as the feeds."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.changes import by_day, latest_news, sentence

LAYOUT = LayoutSpec("changes", "changes/")
MOST = 100


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page."""
    publication, messages = render.publication, render.messages
    site_data = publication.site_data
    changed = publication.last_change(publication.errors, publication.site_data.releases)

    def make() -> Page:
        changes = latest_news(publication.errors, site_data.releases, site_data, MOST)
        days = by_day(changes)
        sentences = {change: sentence(change, site_data, messages) for change in changes}
        article = render.article("pages/changes.html", "changes/", days=days, sentences=sentences, changed=changed)
        return Page(messages("page.changes"), messages("describe.changes"), article, ("following",))

    yield PageSpec("changes/", "changes", changed, (publication.errors.fingerprint,), make)
