"""Feeds, each as Atom 1.0 (RFC 4287) and as JSON Feed 1.1, from the same entries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from markupsafe import escape

from ..model.error import KnownError
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..render.xml import Element, child, document
from ..views.change_sentence import sentence
from ..views.changes import AnyChange, tag_authority, tag_uri
from ..views.feeds import Feed, error_feed, group_feeds, moment, updated

Entry = dict[str, str]


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the feeds that the site publishes, each in both formats."""
    publication = render.publication
    if publication.site.outputs["feeds"]:
        for feed in group_feeds(publication, render.messages):
            inputs = (feed.errors.fingerprint,)
            yield FileSpec(f"{feed.address}.atom", inputs, partial(_atom, render, feed))
            yield FileSpec(f"{feed.address}.json", inputs, partial(_json, render, feed))
    if publication.site.outputs["error_feeds"]:
        for error in publication.errors:
            address, inputs = error.feed_address, (error.fingerprint,)
            yield FileSpec(f"{address}.atom", inputs, partial(_of_error, _atom, render, error))
            yield FileSpec(f"{address}.json", inputs, partial(_of_error, _json, render, error))


def _of_error(make: Callable[[Renderer, Feed], bytes], render: Renderer, error: KnownError) -> bytes:
    """Make an error's feed; entries are looked up only now, as there are thousands of feeds and few have changed."""
    return make(render, error_feed(error, render.publication, render.messages))


def entry_of(render: Renderer, change: AnyChange) -> Entry:
    """Return what both formats and announcements say about a change; `content` is HTML, the rest plain text."""
    publication, step = render.publication, change.step
    title = sentence(change, publication.site_data, render.messages)
    about = change.about or title
    note = f"<p>{escape(step.note)}</p>" if step.note else ""
    return {
        "id": tag_uri(publication, change),
        "url": render.absolute(change.anchor),
        "title": title,
        "content": f"<p>{escape(about)}</p>{note}",
        "summary": about,
        "note": step.note or "",
        "published": moment(step.date),
        "updated": moment(change.written),
        "product": change.product,
    }


def _title(feed: Feed, render: Renderer) -> str:
    """Return a feed's title with the site's name, which distinguishes it from the feeds of other sites."""
    return f"{feed.title} - {render.publication.site.name}"


def _atom(render: Renderer, feed: Feed) -> bytes:
    site, changes = render.publication.site, feed.changes()
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.locale})
    child(root, "id", f"{tag_authority(render.publication)}:{feed.address}")
    child(root, "title", _title(feed, render))
    if site.sample_data:
        child(root, "subtitle", site.sample_notice or render.messages("sample.notice"))
    child(root, "updated", updated(feed, site.changed))
    child(root, "link", rel="self", type="application/atom+xml", href=render.absolute(f"{feed.address}.atom"))
    child(root, "link", rel="alternate", type="text/html", href=render.absolute(feed.page))
    child(child(root, "author"), "name", site.name)
    for change in changes:
        said = entry_of(render, change)
        entry = child(root, "entry")
        child(entry, "id", said["id"])
        child(entry, "title", said["title"])
        child(entry, "link", rel="alternate", href=said["url"])
        child(entry, "published", said["published"])
        child(entry, "updated", said["updated"])
        child(entry, "category", term=said["product"])
        child(entry, "content", said["content"], type="html")
    return document(root)


def _json(render: Renderer, feed: Feed) -> bytes:
    site = render.publication.site
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(feed, render),
        "home_page_url": render.absolute(feed.page),
        "feed_url": render.absolute(f"{feed.address}.json"),
        "language": site.locale,
        "authors": [{"name": site.name, "url": site.url}],
    }
    if site.sample_data:
        made["description"] = site.sample_notice or render.messages("sample.notice")
    made["items"] = [
        {
            "id": entry["id"],
            "url": entry["url"],
            "title": entry["title"],
            "summary": entry["summary"],
            "content_html": entry["content"],
            "date_published": entry["published"],
            "date_modified": entry["updated"],
            "tags": [entry["product"]],
        }
        for entry in (entry_of(render, change) for change in feed.changes())
    ]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
