"""How to follow corrections by feed, calendar or badge, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from ..render.file_specs import Page, PagePlan, Shell
from ..render.renderer import Renderer
from ..views.badges import error_badge
from ..views.feeds import MOST, group_feeds

SHELL = Shell("feeds", "feeds/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give the page, unless the site has nothing to follow it by."""
    publication, words = render.publication, render.words
    if not publication.site.has_page("feeds"):
        return
    example = publication.errors[0] if publication.errors else None

    def make() -> Page:
        badge = error_badge(example, publication, words) if example else None
        article = render.article(
            "pages/feeds.html",
            "feeds/",
            products=publication.setting.products,
            levels=publication.setting.severity.levels,
            releases=[release for product in publication.setting.products for release in product.releases],
            example=example,
            most=MOST,
            badge=f"{badge.label}: {badge.message}" if badge else "",
            absolute=render.absolute,
        )
        feeds: tuple[tuple[str, str], ...] = ()
        if publication.site.outputs["feeds"]:
            # The first, of all errors, is in the head of every page.
            feeds = tuple((feed.title, f"feeds/{feed.name}.atom") for feed in group_feeds(publication, words))[1:]
        return Page(words("page.feeds"), words("describe.feeds"), article, ("copy-link",), feeds=feeds)

    inputs = (example.fingerprint,) if example else ()
    yield PagePlan("feeds/", "feeds", publication.site.changed, inputs, make)
