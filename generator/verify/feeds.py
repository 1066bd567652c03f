"""Reads what readers subscribe to: feeds and calendars."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from xml.etree import ElementTree as ET

from icalendar import Calendar

from ..problems.problem import LocatedProblem, Position
from .addresses import Site
from .common import check_moment, check_own_address, check_unique, digest_of, links_of
from .facts import Facts, problem, unreadable
from .page import code_in

_ATOM = "{http://www.w3.org/2005/Atom}"
_LONGEST_LINE = 75
"""Octets of a line of a calendar (RFC 5545, 3.1)."""


def read_json_feed(name: str, text: str, data: Any, site: Site, files: Collection[str]) -> Facts:
    """Return what a JSON feed says: its links and entries."""
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list) or not str(data.get("version", "")).startswith("https://jsonfeed.org/version/"):
        return unreadable(Position(name), "this is not a JSON feed: it needs 'version' and 'items'")
    entries = [item if isinstance(item, dict) else {} for item in items]
    problems: list[LocatedProblem] = []
    for entry in entries:
        lacking = [one for one in ("id", "url", "title") if not entry.get(one)]
        if lacking:
            message = f"an entry lacks '{lacking[0]}'; build the site again"
            problems.append(problem("file-unreadable", Position(name), message))
        for field in ("date_published", "date_modified"):
            if field in entry:
                problems += check_moment(name, text, str(entry[field]))
        problems += code_in(name, text, str(entry.get("content_html") or ""), site)
    problems += check_own_address(name, text, str(data.get("feed_url")), name, site)
    addresses = [str(data.get("home_page_url")), *(str(one["url"]) for one in entries if "url" in one)]
    places = links_of(name, text, addresses, site, files)
    ids = [str(item.get("id")) for item in entries]
    twice = check_unique(name, text, ids)
    return places._replace(entries=digest_of(ids), problems=(*problems, *places.problems, *twice))


def read_atom(name: str, text: str, root: ET.Element, site: Site, files: Collection[str]) -> Facts:
    """Return what an Atom feed says: its links and entries."""
    if root.tag != f"{_ATOM}feed":
        return unreadable(Position(name), "this is not an Atom feed: its first element is not 'feed'")
    entries = root.findall(f"{_ATOM}entry")
    problems: list[LocatedProblem] = []
    for one in (root, *entries):
        for needed in ("id", "title", "updated"):
            if not (one.findtext(f"{_ATOM}{needed}") or "").strip():
                problems.append(problem("file-unreadable", Position(name), f"an entry or the feed lacks '{needed}'"))
        for field in ("updated", "published"):
            if moment := one.findtext(f"{_ATOM}{field}"):
                problems += check_moment(name, text, moment)
        for field in ("content", "summary"):
            problems += code_in(name, text, one.findtext(f"{_ATOM}{field}") or "", site)
    if any(one.find(f"{_ATOM}author") is None for one in (entries if root.find(f"{_ATOM}author") is None else ())):
        message = "neither the feed nor each of its entries says its author; build the site again"
        problems.append(problem("file-unreadable", Position(name), message))
    for link in root.findall(f"{_ATOM}link"):
        if link.attrib.get("rel") == "self":
            problems += check_own_address(name, text, link.attrib.get("href", ""), name, site)
    addresses = [one.attrib.get("href", "") for one in root.iter(f"{_ATOM}link")]
    places = links_of(name, text, addresses, site, files)
    ids = [entry.findtext(f"{_ATOM}id") or "" for entry in entries]
    twice = check_unique(name, text, ids)
    return places._replace(entries=digest_of(ids), problems=(*problems, *places.problems, *twice))


def read_calendar(name: str, data: bytes) -> Facts:
    """Return the problems of a calendar."""
    lines = data.split(b"\r\n")
    for at, line in enumerate(lines, 1):
        if b"\n" in line or len(line) > _LONGEST_LINE:
            message = f"a line of a calendar ends in CR LF and has at most {_LONGEST_LINE} octets; fold this one"
            return unreadable(Position(name, at), message)
    try:
        calendar = Calendar.from_ical(data)
    except ValueError as error:
        return unreadable(Position(name), f"this is not a calendar: {error}")
    events = [part for part in calendar.walk() if part.name == "VEVENT"]
    problems = [
        problem("file-unreadable", Position(name), f"an event has no {needed}; calendar programs refuse it")
        for event in events
        for needed in ("UID", "DTSTART", "DTSTAMP")
        if needed not in event
    ]
    twice = check_unique(name, data.decode(errors="replace"), [str(event.get("UID")) for event in events])
    return Facts(name, problems=(*problems, *twice))
