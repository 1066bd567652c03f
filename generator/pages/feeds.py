"""How to follow corrections by feed, mailing list, calendar or badge, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.addresses import badge_address, feed_address
from ..model.announce import Channel
from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.badges import error_badge
from ..views.feeds import MOST, group_feeds

LAYOUT = LayoutSpec("feeds", "feeds/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page, unless the site publishes none of these."""
    publication, messages = render.publication, render.messages
    if not publication.site.has_page("feeds"):
        return
    example = publication.errors[0] if publication.errors else None

    def make() -> Page:
        levels = publication.site_data.severity.levels
        badge = error_badge(example, publication, messages) if example else None
        article = render.article(
            "pages/feeds.html",
            LAYOUT.address,
            products=publication.site_data.products,
            severity_feeds=[(level.name, feed_address("severity", level.id)) for level in levels],
            releases=[release for product in publication.site_data.products for release in product.releases],
            lists=[
                (_about(one.channel, render), one.subscribe)
                for one in publication.site.announce.lists
                if one.subscribe is not None
            ],
            example=example,
            most=MOST,
            badge=f"{badge.label}: {badge.message}" if badge else "",
            product_badge=badge_address(f"product/{example.product}") if example else "",
            absolute=render.absolute,
        )
        feeds: tuple[tuple[str, str], ...] = ()
        of_releases = {release.feed_address for release in publication.site_data.releases}
        if publication.site.outputs["feeds"]:
            # The first feed, of all errors, is in the head of every page; a release's is in that of its own page only,
            # as there may be thousands.
            many = [feed for feed in group_feeds(publication, messages) if feed.address not in of_releases][1:]
            feeds = tuple((feed.title, f"{feed.address}.atom") for feed in many)
        return render.page(LAYOUT, article, ("button",), feeds=feeds)

    inputs = (example.fingerprint,) if example else ()
    yield LAYOUT.page(publication.site.changed, inputs, make)


def _about(channel: Channel, render: Renderer) -> str:
    """Return what a mailing list is about, in the words of the feed with the same entries."""
    site_data, messages = render.publication.site_data, render.messages
    product = site_data.product_by_id[channel.product].name if channel.product else None
    level = site_data.levels_by_id[channel.severity].name if channel.severity else None
    if product is None:
        return messages("feed.all") if level is None else messages("feed.severity", name=level)
    return messages("feed.product", name=product if level is None else f"{product}, {level}")
