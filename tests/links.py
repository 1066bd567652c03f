"""Reads a built site as a browser would and follows every link and anchor of it, also in feeds, JSON and calendars."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

ADDRESS = "https://support.example.com/"
"""The public address of the real content."""
BESIDE = f"{ADDRESS}report/"
"""The support form: on the same host, but no part of the site."""
LINKING = ("href", "src", "data-index", "data-target", "action")
_DATA = (".json", ".atom", ".xml", ".ics", ".csv", ".txt", ".svg", ".md")
_OWN = re.compile(re.escape(ADDRESS) + r"[^\s\"'<>\\)|`{},]*")


class Page:
    """A page's links, and the anchors it offers; `title` and `metadata` as a search engine reads them."""

    def __init__(self, text: str) -> None:
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.metadata: dict[str, str] = {}
        self.title = ""
        self.canonical = ""
        self.language = ""
        root = LexborHTMLParser(text).root
        for node in root.traverse() if root else ():
            given = {name: value or "" for name, value in node.attributes.items()}
            if "id" in given:
                self.anchors.append(given["id"])
            self.links += [given[name] for name in LINKING if given.get(name)]
            if node.tag == "title" and not self.title:
                self.title = node.text(deep=True)
            elif node.tag == "meta" and "content" in given:
                self.metadata[given.get("name") or given.get("property") or ""] = given["content"]
            elif node.tag == "link" and given.get("rel") == "canonical":
                self.canonical = given["href"]
            elif node.tag == "html":
                self.language = given.get("lang", "")


class Target(NamedTuple):
    """Where a link leads: the whole address, its path below the root and its anchor."""

    address: str
    path: str
    anchor: str


def pages(site: Path) -> dict[str, Page]:
    """Return every page of a site by its address below the root."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found[re.sub(r"(^|/)index\.html$", r"\1", name)] = Page(path.read_text(encoding="utf-8"))
    return found


def broken_links(site: Path) -> list[str]:
    """Return every link of the site to itself that leads nowhere, as `from -> to`."""
    return broken_and_unreachable(site)[0]


def unreachable(site: Path) -> list[str]:
    """Return the pages to which no series of links leads from the home page."""
    return broken_and_unreachable(site)[1]


def broken_and_unreachable(site: Path) -> tuple[list[str], list[str]]:
    """Return every broken link, as `from -> to`, and the pages that are not reached from the home page."""
    read = pages(site)
    anchors = {name: frozenset(page.anchors) for name, page in read.items()}
    broken: list[str] = []
    leads_to: dict[str, set[str]] = {}
    for origin, target in _links(site, read):
        leads_to.setdefault(origin, set()).add(target.path)
        if target.address == BESIDE:
            continue
        if target.path in read:
            # The self-assessment keeps its answers after the `#`; those are not anchors.
            valid = not target.anchor or "=" in target.anchor or target.anchor in anchors[target.path]
        else:
            valid = (site / target.path).is_file() and not target.anchor
        if not valid:
            broken.append(f"{origin} -> {target.address}")
    reached, waiting = {""}, [""]
    while waiting:
        new = (leads_to.get(waiting.pop(), set()) & read.keys()) - reached
        reached |= new
        waiting += new
    return broken, [name for name in read if name not in reached]


def _links(site: Path, read: dict[str, Page]) -> Iterator[tuple[str, Target]]:
    for name, page in read.items():
        for link in dict.fromkeys(page.links):
            target = _target(name, link)
            if target.address.startswith(ADDRESS):
                yield name, target
    for path in sorted(site.rglob("*")):
        if path.suffix in _DATA and "search" not in path.parts:
            text = html.unescape(path.read_text(encoding="utf-8").replace("\r\n ", ""))
            for found in sorted({match.rstrip(".,;:") for match in _OWN.findall(text)}):
                yield path.relative_to(site).as_posix(), _split(found)


def _target(origin: str, link: str) -> Target:
    folder = origin[: origin.rfind("/") + 1]
    # Pages of one depth share most of their links, and a whole site has a million.
    while folder and link.startswith("../"):
        folder, link = folder[: folder.rfind("/", 0, -1) + 1], link[3:]
    own = not link or link.startswith(("#", "?"))
    return _joined(ADDRESS + (origin if own else folder), link)


@lru_cache(maxsize=200_000)
def _joined(base: str, link: str) -> Target:
    return _split(urljoin(base, link).replace("webcal://", "https://"))


@lru_cache(maxsize=200_000)
def _split(address: str) -> Target:
    parts = urlsplit(address)
    return Target(address, unquote(parts.path).removeprefix("/"), unquote(parts.fragment))
