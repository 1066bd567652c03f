"""Reads what programs read: JSON, feeds, calendars, pictures, style sheets and the sitemap."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from icalendar import Calendar

from ..problems.problem import LocatedProblem, Position
from .addresses import Site, place_of
from .facts import ErrorFacts, Facts, Link, position_of, problem

_ATOM = "{http://www.w3.org/2005/Atom}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_CSS_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')\s]+)|@import\s+[\"']([^\"']+)")
_LONGEST_LINE = 75
"""Octets of a line of a calendar (RFC 5545, 3.1)."""


def read_json(name: str, text: str, site: Site, files: Collection[str]) -> Facts:
    """Return what a JSON file says: the errors of the API, or the entries of a feed."""
    try:
        data: Any = json.loads(text)
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        return _unreadable(Position(name, line, column), f"this is not JSON: {error}")
    if name.startswith("feeds/"):
        return _read_json_feed(name, text, data, site, files)
    places = _links(name, text, _strings(data, ("url", "feed", "html_url")), site, files)
    return places._replace(errors=tuple(_errors(name, data)))


def _read_json_feed(name: str, text: str, data: Any, site: Site, files: Collection[str]) -> Facts:
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list) or not str(data.get("version", "")).startswith("https://jsonfeed.org/version/"):
        return _unreadable(Position(name), "this is not a JSON feed: it needs 'version' and 'items'")
    addresses = [str(one["url"]) for one in (data, *items) if isinstance(one, dict) and "url" in one]
    places = _links(name, text, addresses, site, files)
    twice = _twice(name, text, [str(item.get("id")) for item in items if isinstance(item, dict)])
    return places._replace(problems=(*places.problems, *twice))


def read_xml(name: str, text: str, site: Site, files: Collection[str]) -> Facts:
    """Return what a feed, a sitemap or a picture says."""
    try:
        root = ET.fromstring(text)
    except ET.ParseError as error:
        line, column = error.position
        return _unreadable(Position(name, line, column + 1), f"this is not XML: {error}")
    if name.endswith(".svg"):
        return _read_picture(name, text, root, site)
    if name.endswith(".atom"):
        return _read_atom(name, text, root, site, files)
    addresses = [(one.text or "").strip() for one in root.iter(f"{_SITEMAP}loc")]
    return _links(name, text, addresses, site, files)


def _read_atom(name: str, text: str, root: ET.Element, site: Site, files: Collection[str]) -> Facts:
    if root.tag != f"{_ATOM}feed":
        return _unreadable(Position(name), "this is not an Atom feed: its first element is not 'feed'")
    entries = root.findall(f"{_ATOM}entry")
    problems: list[LocatedProblem] = []
    for one in (root, *entries):
        for needed in ("id", "title", "updated"):
            if not (one.findtext(f"{_ATOM}{needed}") or "").strip():
                problems.append(problem("file-unreadable", Position(name), f"an entry or the feed lacks '{needed}'"))
        moment = one.findtext(f"{_ATOM}updated") or ""
        if moment and not _is_moment(moment):
            message = f"'{moment}' is not a moment as feeds write it, such as 2026-11-20T00:00:00Z"
            problems.append(problem("file-unreadable", position_of(name, text, moment), message))
    addresses = [one.attrib.get("href", "") for one in root.iter(f"{_ATOM}link")]
    places = _links(name, text, addresses, site, files)
    twice = _twice(name, text, [entry.findtext(f"{_ATOM}id") or "" for entry in entries])
    return places._replace(problems=(*problems, *places.problems, *twice))


def _is_moment(text: str) -> bool:
    try:
        return dt.datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _read_picture(name: str, text: str, root: ET.Element, site: Site) -> Facts:
    if root.tag != f"{_SVG}svg":
        return _unreadable(Position(name), "this is not an SVG picture: its first element is not 'svg'")
    problems: list[LocatedProblem] = []
    for one in root.iter():
        if one.tag in (f"{_SVG}script", f"{_SVG}foreignObject"):
            message = "a picture must not hold scripts or pages; draw it without"
            problems.append(problem("inline-code", position_of(name, text, f"<{one.tag.removeprefix(_SVG)}"), message))
        for attribute, value in one.attrib.items():
            if attribute.lower().startswith("on"):
                message = f"the attribute '{attribute}' runs as a script; leave it out"
                problems.append(problem("inline-code", position_of(name, text, attribute), message))
            elif attribute in ("href", _HREF) and (place := place_of(value, name, site)).host is not None:
                message = f"this asks {place.host}, which learns who reads the page; keep the file on the site"
                problems.append(problem("other-host", position_of(name, text, value), message))
            elif attribute in ("href", _HREF) and place.script:
                message = f"'{value[:60]}' runs as a script; leave it out"
                problems.append(problem("inline-code", position_of(name, text, value), message))
    return Facts(name, problems=tuple(problems))


def read_calendar(name: str, data: bytes) -> Facts:
    """Return the problems of a calendar."""
    lines = data.split(b"\r\n")
    for at, line in enumerate(lines, 1):
        if b"\n" in line or len(line) > _LONGEST_LINE:
            message = f"a line of a calendar ends in CR LF and has at most {_LONGEST_LINE} octets; fold this one"
            return _unreadable(Position(name, at), message)
    try:
        calendar = Calendar.from_ical(data)
    except ValueError as error:
        return _unreadable(Position(name), f"this is not a calendar: {error}")
    events = [part for part in calendar.walk() if part.name == "VEVENT"]
    problems = [
        problem("file-unreadable", Position(name), f"an event has no {needed}; calendar programs refuse it")
        for event in events
        for needed in ("UID", "DTSTART", "DTSTAMP")
        if needed not in event
    ]
    twice = _twice(name, data.decode(errors="replace"), [str(event.get("UID")) for event in events])
    return Facts(name, problems=(*problems, *twice))


def read_style(name: str, text: str, site: Site, files: Collection[str]) -> Facts:
    """Return the links and the problems of a style sheet."""
    targets: list[str] = []
    problems: list[LocatedProblem] = []
    for found in _CSS_ADDRESS.finditer(text):
        address = found[1] or found[2]
        place = place_of(address, name, site)
        where = position_of(name, text, address, found.start())
        if place.host is not None:
            message = f"this asks {place.host}, which learns who reads the page; keep the file on the site"
            problems.append(problem("other-host", where, message))
        elif place.file is not None and not address.startswith("#"):
            if place.file not in files:
                message = f"'{address}' leads to nothing; there is no file {place.file}"
                problems.append(problem("link-dead", where, message))
            targets.append(place.file)
    return Facts(name, targets=tuple(targets), problems=tuple(problems))


def _errors(name: str, data: Any) -> Iterator[ErrorFacts]:
    listed = data.get("errors") if name == "api/v1/errors.json" and isinstance(data, dict) else None
    given = listed if isinstance(listed, list) else [data] if name.startswith("api/v1/errors/") else []
    for one in given:
        if isinstance(one, dict):
            yield ErrorFacts(str(one.get("id")), str(one.get("title")), str(one.get("status")), name)


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


def _links(
    name: str, text: str, addresses: Collection[str] | Iterator[str], site: Site, files: Collection[str]
) -> Facts:
    """Return where addresses lead, and the problems of those that lead to nothing."""
    targets: dict[str, bool] = {}
    links: list[Link] = []
    problems: list[LocatedProblem] = []
    for address in dict.fromkeys(addresses):
        place = place_of(address, name, site)
        if place.file is None or "{" in address:
            continue
        if place.file in files:
            targets[place.file] = True
            if place.fragment:
                links.append(Link(place.file, place.fragment, address))
        else:
            message = f"'{address}' leads to nothing; there is no file {place.file}"
            problems.append(problem("link-dead", position_of(name, text, address), message))
    return Facts(name, targets=tuple(targets), links=tuple(links), problems=tuple(problems))


def _twice(name: str, text: str, ids: list[str]) -> Iterator[LocatedProblem]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            message = f"the id '{one}' is there twice, so readers show only one of the two; give each its own"
            yield problem("id-twice", position_of(name, text, one, text.find(one) + 1), message)
        seen.add(one)


def _unreadable(position: Position, message: str) -> Facts:
    return Facts(position.file, problems=(problem("file-unreadable", position, f"{message}; build the site again"),))


Reader = Callable[[str, str, Site, Collection[str]], Facts]
READERS: dict[str, Reader] = {
    ".json": read_json,
    ".atom": read_xml,
    ".xml": read_xml,
    ".svg": read_xml,
    ".css": read_style,
}
"""How a file is read, by how its name ends."""
