"""The seal of a build: what it was made from, so that a build with nothing to do knows it before it reads anything.

Reading ten thousand errors from the store, drawing the publication and planning every page takes most of a second;
comparing the stamps of the sources and of the published files takes a fraction of that. A seal is believed only as
long as every source, the program, the day and every published file are what they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from ...problems.problem import Problem
from ..cache import store as stored
from ..content.snapshot import Stock
from ..machine.clock import today
from ..machine.request import BuildRequest
from .tree import known_tree

if TYPE_CHECKING:
    # These import far more than a build with nothing to do needs.
    from ...model.site_data import Setting
    from ..content.locate_problems import Placed


@dataclass(frozen=True)
class Seal:
    """What a build was made from, as a digest of stamps; its day, the time zone that decides it, and what it said."""

    sources: str
    day: dt.date
    zone: str
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    total: int


LAYOUT = " ".join(field.name for field in fields(Seal))
"""What a seal consists of. Part of its key, so that one of an older program, made otherwise, counts as none."""


def unbroken_seal(stock: Stock) -> Seal | None:
    """Give the seal of the last build if building again would give the same site and the same warnings."""
    request = stock.request
    seal = stored.load(_path(request), _key(request))
    if not isinstance(seal, Seal) or seal.day != (request.as_of or today(seal.zone)):
        return None
    if not stock.settled or seal.sources != stock.digest:
        return None
    return seal if known_tree(request.site, request.cache).untouched() else None


def set_seal(stock: Stock, setting: Setting, warnings: Placed, total: int) -> None:
    """Seal the site that was just published; not if a source was so young that it may change unnoticed."""
    if stock.settled:
        texts = {problem.spot.file: warnings.texts[problem.spot.file] for problem in warnings.problems}
        seal = Seal(stock.digest, setting.as_of, setting.site.time_zone, warnings.problems, texts, total)
        stored.save(_path(stock.request), _key(stock.request), seal)


def break_seal(cache: Path) -> None:
    """Forget the seal of a site that is about to be replaced."""
    (cache / "seal.stored").unlink(missing_ok=True)


def _path(request: BuildRequest) -> Path:
    return request.cache / "seal.stored"


def _key(request: BuildRequest) -> str:
    return f"{LAYOUT}\n{request.project}\n{request.content}\n{request.site}"
