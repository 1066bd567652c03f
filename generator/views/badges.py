"""Badges: the status of an error, or of a product's errors, as a small picture for a wiki or a README."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..messages.messages import Messages
from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.products import Product
from ..model.publication import NO_ERRORS, Publication
from .errors import row_of

PADDING = 6
_NARROW, _WIDE = frozenset("fijlrtI1.,:;|!'()[]- "), frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge's text on the left and the right; the colour on the right is the phase's. Widths are in pixels."""

    label: str
    message: str
    phase: Phase
    label_width: int
    message_width: int


def error_badge(error: KnownError, publication: Publication, messages: Messages) -> Badge:
    """Return an error's badge: its id, and its status with the release or the time it is planned for."""
    row = row_of(error, publication)
    plan = row.release.version if row.release else messages.window(row.when) if row.when else ""
    return _badge(error.id, f"{row.status.name} {plan}".rstrip(), row.status.phase)


def product_badge(product: Product, publication: Publication, messages: Messages) -> Badge:
    """Return a product's badge: its name, and the numbers of planned and open errors."""
    phases = [publication.phase(error) for error in publication.by_product.get(product.id, NO_ERRORS)]
    planned, opened = phases.count(Phase.PLANNED), phases.count(Phase.OPEN)
    phase = Phase.OPEN if opened else Phase.PLANNED if planned else Phase.DONE
    message = messages("badge.product", planned=planned, open=opened) if planned or opened else messages("badge.none")
    return _badge(product.name, message, phase)


def _badge(label: str, message: str, phase: Phase) -> Badge:
    return Badge(label, message, phase, _width(label), _width(message))


@lru_cache(maxsize=1024)
def _width(text: str) -> int:
    """Estimate a string's width at 11 pixels; the picture stretches it to exactly that, whatever the font."""
    return 2 * PADDING + round(sum(_advance(character) for character in text))


def _advance(character: str) -> float:
    if character in _NARROW:
        return 4.2
    if character in _WIDE:
        return 10
    if unicodedata.east_asian_width(character) in "WF":
        return 11
    return 0 if unicodedata.combining(character) else 7.2 if character.isupper() or character.isdigit() else 6.5
