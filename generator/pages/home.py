"""The home page: three doors, the look-up of a case, and what changed lately."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer
from ..views.changes import latest_news, sentence

SHELL = Shell("home", "")
CHANGES = 6


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the home page."""
    publication, words = render.publication, render.words
    setting = publication.setting
    last = publication.last_change(publication.errors, setting.releases)
    changed = max(publication.site.changed, setting.faq.changed, last)

    def make() -> Page:
        changes = latest_news(publication.errors, setting.releases, setting, CHANGES)
        pairs = [(change, sentence(change, setting, words)) for change in changes]
        article = render.article("pages/home.html", "", changes=pairs, changed=changed, faq=setting.faq)
        scripts = ("case-lookup", "new-marks") if publication.site.cases.lookup else ("new-marks",)
        return Page(words("page.home"), publication.site.description, article, scripts)

    yield PagePlan("", "home", changed, (publication.errors.fingerprint,), make)
