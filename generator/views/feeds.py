"""Which feeds there are, and what is in each: every step of an error's or a release's history is an entry of its own.

An entry never changes once it is published: its id is made of the error's id, or the release, and the step's number;
its dates are the step's day, and for `updated` that of a step above it if that is later. Sources give the day and not
the hour, so noon UTC is used, which is the same day from Hawaii to Fiji.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ..messages.messages import Messages
from ..model.addresses import PAGES, feed_address
from ..model.error import KnownError
from ..model.products import Release
from ..model.publication import NO_ERRORS, Errors, Publication
from .changes import AnyChange, Change, news_of
from .news import count_of_changes, latest_news

MOST = 100
"""Entries in a feed of many errors: only the newest, as readers fetch the whole file. An error's feed has all."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its address without the extension, its title, and the page that shows the same.

    `errors` are those it is made from; `changes` returns its entries, the newest first, and `length` how many changes
    there have ever been in what it is made from.
    """

    address: str
    title: str
    page: str
    errors: Errors
    changes: Callable[[], tuple[AnyChange, ...]]
    length: Callable[[], int]


def group_feeds(publication: Publication, messages: Messages) -> Iterator[Feed]:
    """Yield the feeds of many errors: all, then by product, release and severity."""
    site_data = publication.site_data

    def feed(
        address: str,
        title: str,
        page: str,
        errors: Errors,
        releases: Iterable[Release] = (),
        keep: Callable[[Change], bool] | None = None,
    ) -> Feed:
        # Both formats of a feed, and the page of feeds, need the same entries.
        changes = cache(lambda: latest_news(errors, releases, site_data, MOST, keep))
        return Feed(address, title, page, errors, changes, lambda: count_of_changes(errors, releases))

    yield feed(feed_address("all"), messages("feed.all"), PAGES["changes"], publication.errors, site_data.releases)
    for product in site_data.products:
        errors = publication.by_product.get(product.id, NO_ERRORS)
        title = messages("feed.product", name=product.name)
        yield feed(product.feed_address, title, product.address, errors, product.releases)
        for release in product.releases:
            title = messages("feed.release", name=f"{product.name} {release.version}")
            errors = publication.ever_in_release.get(release.key, NO_ERRORS)
            yield feed(
                release.feed_address, title, release.address, errors, (release,), _of_release(release, publication)
            )
    for level in site_data.severity.levels:
        title = messages("feed.severity", name=level.name)
        errors = publication.by_level.get(level.id, NO_ERRORS)
        yield feed(feed_address("severity", level.id), title, PAGES["corrections"], errors)


def error_feed(error: KnownError, publication: Publication, messages: Messages) -> Feed:
    """Return the feed of an error, with its whole history and that of the releases it waited for."""
    title = messages("feed.error", id=error.id)
    news = cache(lambda: news_of(error, publication.site_data)[::-1])
    return Feed(error.feed_address, title, error.address, Errors([error]), news, lambda: len(news()))


def updated(feed: Feed, otherwise: dt.date) -> str:
    """Return when a feed last changed, as far as its sources say; `otherwise` is the day for a feed without entries.

    Readers look at a feed again only if this moment is later. A step that is entered today may be older than others in
    the feed, or of the same day; so a second is added for every change there has ever been, and each new one counts.
    """
    day = max((change.written for change in feed.changes()), default=otherwise)
    noon = dt.datetime.combine(day, dt.time(12))
    return f"{(noon + dt.timedelta(seconds=feed.length())).isoformat()}Z"


def moment(day: dt.date) -> str:
    """Return noon UTC of a day, as feeds write it."""
    return f"{day.isoformat()}T12:00:00Z"


def _of_release(release: Release, publication: Publication) -> Callable[[Change], bool]:
    """Keep changes into a release and out of it, so that its followers learn of both."""

    def keep(change: Change) -> bool:
        written = publication.site_data.product_of(change.error).written(release)
        return written in (*change.step.releases, *(said.version for said in change.moved_from))

    return keep
