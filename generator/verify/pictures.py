"""Reads pictures and typefaces: what an SVG may run or ask for, and whether the others are what their names say."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from ..problems.problem import LocatedProblem, Position
from .addresses import Site, place_of
from .facts import Facts, other_host, position_of, problem, unreadable
from .styles import addresses_in

_SVG = "{http://www.w3.org/2000/svg}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SETS = tuple(f"{_SVG}{name}" for name in ("set", "animate", "animateTransform", "animateMotion"))
_BEGINS = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
    ".woff2": b"wOF2",
    ".woff": b"wOFF",
    ".pdf": b"%PDF",
}
"""How files begin, by how their names end."""


def read_picture(name: str, text: str, root: ET.Element, site: Site) -> Facts:
    """Return the problems of an SVG picture."""
    if root.tag != f"{_SVG}svg":
        return unreadable(Position(name), "this is not an SVG picture: its first element is not 'svg'")
    found = (one for element in root.iter() for one in _of_element(name, text, element, site))
    return Facts(name, problems=tuple(found))


def _of_element(name: str, text: str, one: ET.Element, site: Site) -> Iterator[LocatedProblem]:
    tag = str(one.tag)
    if tag in (f"{_SVG}script", f"{_SVG}foreignObject") or tag.startswith(_XHTML):
        message = "a picture must not hold scripts or pages; draw it without"
        yield problem("inline-code", position_of(name, text, f"<{tag.rpartition('}')[2]}"), message)
    changed = one.attrib.get("attributeName", "").lower() if tag in _SETS else ""
    if changed.startswith("on") or changed.rpartition(":")[2] == "href":
        message = f"this changes '{changed}', which may run as a script; leave it out"
        yield problem("inline-code", position_of(name, text, one.attrib["attributeName"]), message)
    asked = list(addresses_in(one.text or "")) if tag == f"{_SVG}style" else []
    for attribute, value in one.attrib.items():
        if attribute.lower().startswith("on"):
            message = f"the attribute '{attribute}' runs as a script; leave it out"
            yield problem("inline-code", position_of(name, text, attribute), message)
        elif attribute in ("href", _HREF):
            if place_of(value, name, site).script:
                message = f"'{value[:60]}' runs as a script; leave it out"
                yield problem("inline-code", position_of(name, text, value), message)
            elif tag != f"{_SVG}a":
                asked.append(value)
        elif "(" in value:
            asked += addresses_in(value)
    for address in asked:
        place = place_of(address, name, site)
        if place.host is not None:
            yield other_host(position_of(name, text, address), place.host)


def read_binary(name: str, suffix: str, data: bytes) -> Iterator[LocatedProblem]:
    """Yield a problem if a file does not begin as its kind does."""
    begins = _BEGINS.get(suffix.lower(), b"")
    if not data.startswith(begins):
        message = f"this is not what its name says, as it does not begin as a {suffix} does; put the right file there"
        yield problem("file-unreadable", Position(name), message)
