"""What files for programs have in common: links, moments, ids, and where they say that they are."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterator
from typing import Any

from ..problems.problem import LocatedProblem
from .addresses import Site, place_of
from .facts import Facts, Link, position_of, problem


def digest_of(said: Any) -> str:
    """Return a digest of what was said, to compare it."""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def check_moment(name: str, text: str, moment: str) -> Iterator[LocatedProblem]:
    """Yield a problem if a moment is not written as programs read it."""
    try:
        given = dt.datetime.fromisoformat(moment)
        right = given.tzinfo is not None or (name.endswith(".xml") and len(moment) == len("2026-11-20"))
    except ValueError:
        right = False
    if not right:
        message = f"'{moment}' is not a moment as programs read it, such as 2026-11-20T00:00:00Z"
        yield problem("file-unreadable", position_of(name, text, moment), message)


def check_own_address(name: str, text: str, address: str, expected: str, site: Site) -> Iterator[LocatedProblem]:
    """Yield a problem if a file says that its own address is another one."""
    if not address.startswith(site.address) or place_of(address, name, site).file != expected:
        message = f"it says that its own address is '{address}', which it is not; build the site again"
        yield problem("address-wrong", position_of(name, text, address), message)


def links_of(
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


def check_unique(name: str, text: str, ids: list[str]) -> Iterator[LocatedProblem]:
    """Yield the ids that are there twice."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            message = f"the id '{one}' is there twice, so readers show only one of the two; give each its own"
            yield problem("id-twice", position_of(name, text, one, text.find(one) + 1), message)
        seen.add(one)
