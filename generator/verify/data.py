"""Reads what programs read: JSON, CSV, the sitemap, and plain texts with links; feeds are in `feeds.py`."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from ..problems.problem import LocatedProblem, Position
from .addresses import Site, page_of_error, place_of
from .common import check_moment, check_own_address, check_unique, digest_of, links_of
from .facts import ErrorFacts, Facts, other_host, position_of, problem, unreadable
from .feeds import read_atom, read_json_feed
from .pictures import read_picture
from .styles import read_style

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_STYLED = re.compile(r"<\?xml-stylesheet[^>]*\shref=[\"']([^\"']+)")
_IN_TEXT = re.compile(r"https?://[^\s<>)\]]+")
_IN_BRIEF = ("severity", "phase", "product", "affects", "release", "planned", "corrected", "registered", "changed")
"""What the list of the API and an error's own file both say."""


def read_json(name: str, text: str, site: Site, files: Collection[str]) -> Facts:
    """Return what a JSON file says: the errors of the API, or the entries of a feed."""
    try:
        data: Any = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        return unreadable(Position(name, line, column), f"this is not JSON: {error}")
    if name.startswith("feeds/"):
        return read_json_feed(name, text, data, site, files)
    if name == "search/search_index.json":
        docs = data.get("docs") if isinstance(data, dict) else None
        locations = _strings(docs, ("location",))
        return links_of(name, text, (site.address + one for one in locations), site, files)
    places = links_of(name, text, _strings(data, ("url", "feed", "html_url")), site, files)
    wrong: list[LocatedProblem] = []
    said = None
    for one in _entries_of(name, data):
        wrong += check_own_address(name, text, str(one.get("url")), page_of_error(str(one.get("id"))), site)
    if name == "api/v1/index.json" and isinstance(data, dict):
        said = data.get("errors")
        wrong += check_own_address(name, text, str(data.get("url")), "index.html", site)
    if name == "corrections/finder.json" and isinstance(data, dict):
        wrong += _columns(name, data)
    return places._replace(errors=tuple(_errors(name, data)), said=said, problems=(*places.problems, *wrong))


def _columns(name: str, data: dict[str, Any]) -> Iterator[LocatedProblem]:
    """Yield the columns of the finder's list that have more or fewer rows than it has errors."""
    rows = str(data.get("id")).count("\n") + 1
    for key, column in data.items():
        if isinstance(column, list) and len(key) == 1 and len(column) != rows:
            message = f"the column '{key}' has {len(column)} rows, and there are {rows} errors; build the site again"
            yield problem("file-unreadable", Position(name), message)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a value of JSON")


def read_xml(name: str, text: str, site: Site, files: Collection[str]) -> Facts:
    """Return what a feed, a sitemap or a picture says."""
    try:
        root = ET.fromstring(text)
    except ET.ParseError as error:
        line, column = error.position
        return unreadable(Position(name, line, column + 1), f"this is not XML: {error}")
    if "<!DOCTYPE" in text and not name.endswith(".svg"):
        return unreadable(position_of(name, text, "<!DOCTYPE"), "this has a DOCTYPE, which careful readers refuse")
    if name.endswith(".svg"):
        facts = read_picture(name, text, root, site)
    elif name.endswith(".atom"):
        facts = read_atom(name, text, root, site, files)
    elif "sitemap" in name:
        facts = _read_sitemap(name, text, root, site, files)
    else:
        facts = Facts(name)
    hosts = ((found[1], place_of(found[1], name, site).host) for found in _STYLED.finditer(text))
    styled = [other_host(position_of(name, text, address), host) for address, host in hosts if host is not None]
    return facts._replace(problems=(*facts.problems, *styled)) if styled else facts


def _read_sitemap(name: str, text: str, root: ET.Element, site: Site, files: Collection[str]) -> Facts:
    if root.tag not in (f"{_SITEMAP}urlset", f"{_SITEMAP}sitemapindex"):
        return unreadable(Position(name), "this is not a sitemap: its first element is not 'urlset'")
    addresses = [(one.text or "").strip() for one in root.iter(f"{_SITEMAP}loc")]
    problems = [*check_unique(name, text, addresses)]
    for one in root.iter(f"{_SITEMAP}lastmod"):
        problems += check_moment(name, text, (one.text or "").strip())
    for address in addresses:
        if not address.startswith(site.address):
            message = f"'{address}' is not an address of this site; build it again"
            problems.append(problem("address-wrong", position_of(name, text, address), message))
    places = links_of(name, text, addresses, site, files)
    return places._replace(problems=(*problems, *places.problems))


def read_text(name: str, text: str, site: Site, files: Collection[str]) -> Facts:
    """Return the links of a plain text that the program wrote."""
    if name not in ("robots.txt", "llms.txt"):
        return Facts(name)
    found = _IN_TEXT.findall(text)
    return links_of(name, text, (one for one in found if one.startswith(site.address)), site, files)


def read_table(name: str, text: str) -> Facts:
    """Return what a table says of errors."""
    try:
        lines = (f"{line}\n" for line in text.removeprefix("\ufeff").removesuffix("\n").split("\n"))
        rows = list(csv.reader(lines, strict=True))
    except csv.Error as error:
        return unreadable(Position(name), f"this is not CSV: {error}")
    head = rows[0] if rows else []
    for row in rows:
        if len(row) != len(head):
            where = position_of(name, text, row[0] if row else "")
            return unreadable(where, f"a row has {len(row)} fields, and the first one has {len(head)}")
    if name != "api/v1/errors.csv" or not {"id", "status"} <= set(head):
        return Facts(name)
    named = (dict(zip(head, row, strict=True)) for row in rows[1:])
    return Facts(name, errors=tuple(ErrorFacts(one["id"], None, one["status"], name) for one in named))


def _errors(name: str, data: Any) -> Iterator[ErrorFacts]:
    if not isinstance(data, dict):
        return
    if name == "corrections/finder.json":
        for one in str(data.get("id") or "").split("\n"):
            yield ErrorFacts(one, None, None, name)
    elif name.startswith("cases/"):
        digests = data.get("digests")
        named = [one for each in (digests.values() if isinstance(digests, dict) else ()) for one in each]
        for one in dict.fromkeys([*named, *(data.get("errors") or ())]):
            yield ErrorFacts(str(one), None, None, name)
    for each in _entries_of(name, data):
        history = each.get("history")
        steps = len(history) if isinstance(history, list) else None
        brief = digest_of([each.get(field) for field in _IN_BRIEF])
        yield ErrorFacts(str(each.get("id")), str(each.get("title")), str(each.get("status")), name, steps, brief)


def _entries_of(name: str, data: Any) -> Iterator[dict[str, Any]]:
    """Yield what files of the API say of errors."""
    if isinstance(data, dict) and (name == "api/v1/errors.json" or name.startswith("api/v1/errors/")):
        listed = data.get("errors") if name == "api/v1/errors.json" else [data]
        yield from (each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict))


def _strings(data: Any, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the values of fields of these names, wherever they are."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in names and isinstance(value, str):
                yield value
            else:
                yield from _strings(value, names)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value, names)


Reader = Callable[[str, str, Site, Collection[str]], Facts]
READERS: dict[str, Reader] = {
    ".json": read_json,
    ".atom": read_xml,
    ".xml": read_xml,
    ".svg": read_xml,
    ".css": read_style,
    ".txt": read_text,
}
"""How a file is read, by how its name ends."""
