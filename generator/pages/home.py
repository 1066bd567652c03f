"""The home page: three doors, the look-up of a case, and what changed lately."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.render.plan import Page, PagePlan, Shell
from generator.render.renderer import Renderer
from generator.views.changes import latest_changes, sentence

SHELL = Shell("home", "")
CHANGES = 6


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the home page."""
    publication, words = render.publication, render.words
    setting = publication.setting
    changed = max(publication.site.changed, setting.faq.changed, publication.errors.changed or dt.date.min)

    def make() -> Page:
        changes = latest_changes(publication.errors, setting, CHANGES)
        pairs = [(change, sentence(change, setting, words)) for change in changes]
        article = render.article("pages/home.html", "", changes=pairs, changed=changed, faq=setting.faq)
        scripts = ("case-lookup", "new-marks") if publication.site.cases.lookup else ("new-marks",)
        return Page(words("page.home"), publication.site.description, article, scripts)

    yield PagePlan("", "home", changed, (publication.errors.fingerprint,), make)
