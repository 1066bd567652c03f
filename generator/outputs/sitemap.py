"""The sitemap: every page that is listed, with the day its content last changed (https://www.sitemaps.org).

One file holds at most 50,000 addresses; beyond that there is one file for each part, and an index of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer

MOST = 50_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Entry = tuple[str, dt.date]


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the sitemap, and `robots.txt`, which names it, if the site is at the top of its host."""
    inputs = (render.publication.errors.fingerprint,)
    count = -(-(sum(spec.listed for spec in pages.specs) + len(pages.hand_written)) // MOST)
    if count <= 1:
        yield FileSpec("sitemap.xml", inputs, lambda: urlset(entries(render, pages)))
    else:
        yield FileSpec("sitemap.xml", (*inputs, count), lambda: _index(render, pages, count))
        for number in range(count):
            yield FileSpec(f"sitemap-{number + 1}.xml", inputs, partial(_part, render, pages, number))
    if urlsplit(render.publication.site.url).path == "/":
        yield FileSpec("robots.txt", (), lambda: render.text("outputs/robots.txt").encode())


def entries(render: Renderer, pages: SitePages) -> list[Entry]:
    """Return the address and the last change of each page, ordered by address."""
    found = [(render.absolute(spec.address), spec.changed) for spec in pages.specs if spec.listed]
    found += [(render.absolute(page.address), page.changed) for page in pages.hand_written]
    return sorted(found)


def urlset(part: Sequence[Entry]) -> bytes:
    """Return the XML of some entries."""
    return _document("urlset", "url", part)


def _part(render: Renderer, pages: SitePages, number: int) -> bytes:
    return urlset(entries(render, pages)[number * MOST : (number + 1) * MOST])


def _index(render: Renderer, pages: SitePages, count: int) -> bytes:
    found = entries(render, pages)
    parts = [found[number * MOST : (number + 1) * MOST] for number in range(count)]
    listed = [
        (render.absolute(f"sitemap-{number}.xml"), max(day for _, day in part)) for number, part in enumerate(parts, 1)
    ]
    return _document("sitemapindex", "sitemap", listed)


def _document(outer: str, inner: str, part: Sequence[Entry]) -> bytes:
    # Lines, not a tree of elements: with ten thousand pages a tree takes five times as long, on every edit.
    lines = [
        f"<{inner}><loc>{escape(address)}</loc><lastmod>{changed.isoformat()}</lastmod></{inner}>"
        for address, changed in part
    ]
    head = "<?xml version='1.0' encoding='utf-8'?>"
    return "\n".join((head, f'<{outer} xmlns="{NAMESPACE}">', *lines, f"</{outer}>")).encode()
