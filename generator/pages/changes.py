"""What changed lately, by day: the same entries as the feeds."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer
from ..views.changes import by_day, latest_news, sentence

SHELL = Shell("changes", "changes/")
MOST = 100


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page."""
    publication, words = render.publication, render.words
    setting = publication.setting
    changed = publication.last_change(publication.errors, publication.setting.releases)

    def make() -> Page:
        changes = latest_news(publication.errors, setting.releases, setting, MOST)
        days = by_day(changes)
        sentences = {change: sentence(change, setting, words) for change in changes}
        article = render.article("pages/changes.html", "changes/", days=days, sentences=sentences, changed=changed)
        return Page(words("page.changes"), words("describe.changes"), article, ("new-marks",))

    yield PagePlan("changes/", "changes", changed, (publication.errors.fingerprint,), make)
