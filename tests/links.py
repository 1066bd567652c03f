"""Reads a built site as a browser would and follows every link and anchor of it, also in feeds, JSON and calendars."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

ADDRESS = "https://support.example.com/"
"""The public address of the real content."""
BESIDE = f"{ADDRESS}report/"
"""The support form: on the same host, but no part of the site."""
LINKING = ("href", "src", "data-index", "data-target", "action")
_DATA = (".json", ".atom", ".xml", ".ics", ".csv", ".txt", ".svg", ".md")
_OWN = re.compile(re.escape(ADDRESS) + r"[^\s\"'<>\\)|`{},]*")


class Page(HTMLParser):
    """A page's links, and the anchors it offers; `titles` and `metadata` as a search engine reads them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.metadata: dict[str, str] = {}
        self.title = ""
        self.canonical = ""
        self.language = ""
        self._in_title = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.anchors.append(given["id"])
        self.links += [given[name] for name in LINKING if given.get(name)]
        if tag == "meta" and "content" in given:
            self.metadata[given.get("name") or given.get("property") or ""] = given["content"]
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        if tag == "html":
            self.language = given.get("lang", "")
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._in_title = False


def pages(site: Path) -> dict[str, Page]:
    """Return every page of a site by its address below the root."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found[re.sub(r"(^|/)index\.html$", r"\1", name)] = Page(path.read_text(encoding="utf-8"))
    return found


def broken_links(site: Path) -> list[str]:
    """Return every link of the site to itself that leads nowhere, as `from -> to`."""
    read = pages(site)
    broken = []
    for origin, target in _links(site, read):
        parts = urlsplit(target)
        place, anchor = unquote(parts.path).removeprefix("/"), unquote(parts.fragment)
        if target == BESIDE:
            continue
        if place in read:
            # The self-assessment keeps its answers after the `#`; those are no anchors.
            valid = not anchor or "=" in anchor or anchor in read[place].anchors
        else:
            valid = (site / place).is_file() and not anchor
        if not valid:
            broken.append(f"{origin} -> {target}")
    return broken


def unreachable(site: Path) -> list[str]:
    """Return the pages to which no way of links leads from the home page."""
    read = pages(site)
    ways: dict[str, list[str]] = {}
    for origin, target in _links(site, read):
        ways.setdefault(origin, []).append(unquote(urlsplit(target).path).removeprefix("/"))
    reached, waiting = {""}, [""]
    while waiting:
        for place in ways.get(waiting.pop(), ()):
            if place in read and place not in reached:
                reached.add(place)
                waiting.append(place)
    return [name for name in read if name not in reached]


def _links(site: Path, read: dict[str, Page]) -> Iterator[tuple[str, str]]:
    for name, page in read.items():
        for link in page.links:
            target = urljoin(ADDRESS + name, link).replace("webcal://", "https://")
            if target.startswith(ADDRESS):
                yield name, target
    for path in sorted(site.rglob("*")):
        if path.suffix in _DATA and "search" not in path.parts:
            text = html.unescape(path.read_text(encoding="utf-8").replace("\r\n ", ""))
            for found in sorted({match.rstrip(".,;:") for match in _OWN.findall(text)}):
                yield path.relative_to(site).as_posix(), found
