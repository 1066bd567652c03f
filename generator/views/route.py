"""The route of a case as a picture: boxes below one another, arrows between them, every line of text positioned.

The picture is drawn when the site is built and scales with the page, so it is laid out once, for the narrowest screen.
Lengths are in the picture's own units; it is `WIDTH` units wide, and a unit is about a pixel on a phone.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.site import RouteStop

WIDTH = 340
_LINE, _PADDING, _ARROW = 19, 13, 40
_COLUMNS = 44
"""How many letters of average width fit on a line of text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the y position of its baseline."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A station: its frame, its name, what happens there, and the arrow to the next one, if any.

    `via` is next to the arrow, `only_if` above the station's name.
    """

    y: int
    height: int
    only_if: Line | None
    name: Line
    lines: tuple[Line, ...]
    arrow: tuple[int, int] | None
    via: Line | None


@dataclass(frozen=True, slots=True)
class RoutePicture:
    """The boxes from top to bottom, and the size of the whole picture."""

    width: int
    height: int
    boxes: tuple[Box, ...]


def route_picture(stops: Sequence[RouteStop]) -> RoutePicture:
    """Lay out the stations of a case's route."""
    boxes: list[Box] = []
    y = 1
    for number, stop in enumerate(stops, start=1):
        foot = y + _PADDING + _LINE - 5
        condition = None
        if stop.only_if:
            condition = Line(foot, stop.only_if)
            foot += _LINE
        name = Line(foot, stop.name)
        texts = textwrap.wrap(stop.text, _COLUMNS // _letter_width(stop.text))
        lines = tuple(Line(foot + _LINE * at, text) for at, text in enumerate(texts, start=1))
        height = (lines[-1].y if lines else foot) + _PADDING - 2 - y
        end = y + height
        last = number == len(stops)
        arrow = None if last else (end, end + _ARROW)
        via = Line(end + _ARROW // 2 + 5, stop.via) if stop.via and not last else None
        boxes.append(Box(y, height, condition, name, lines, arrow, via))
        y = end + (0 if last else _ARROW)
    return RoutePicture(WIDTH, y + 1, tuple(boxes))


def _letter_width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return 2 if wide * 2 > len(text) else 1
