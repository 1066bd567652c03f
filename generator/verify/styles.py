"""Reads style sheets, and the styles that are written into pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..problems.problem import LocatedProblem
from .addresses import Site, place_of
from .facts import Facts, other_host, position_of, problem

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([^\n]))", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?:url\(|@import|image-set\()\s*(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE)


def addresses_in(style: str) -> Iterator[str]:
    """Yield the addresses that a style asks for, also where letters are escaped."""
    plain = _COMMENT.sub(" ", style) if "/*" in style else style
    if "\\" in plain:
        plain = _ESCAPED.sub(_letter, plain)
    for found in _ADDRESS.finditer(plain):
        yield found[1]


def _letter(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 else ""


def read_style(name: str, text: str, site: Site, files: Collection[str]) -> Facts:
    """Return the links and the problems of a style sheet."""
    targets: list[str] = []
    problems: list[LocatedProblem] = []
    for address in addresses_in(text):
        place = place_of(address, name, site)
        where = position_of(name, text, address)
        if place.host is not None:
            problems.append(other_host(where, place.host))
        elif place.file is not None and not address.startswith("#"):
            if place.file not in files:
                message = f"'{address}' leads to nothing; there is no file {place.file}"
                problems.append(problem("link-dead", where, message))
            targets.append(place.file)
    return Facts(name, targets=tuple(targets), problems=tuple(problems))
