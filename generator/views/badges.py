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
from .spread import OVERDUE, section_in

PADDING = 6
_NARROW, _WIDE = frozenset("fijlrtI1.,:;|!'()[]- "), frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge's text on the left and the right; the colour on the right is the section's. Widths are in pixels."""

    label: str
    message: str
    section: str
    label_width: int
    message_width: int


def error_badge(error: KnownError, publication: Publication, messages: Messages) -> Badge:
    """Return an error's badge: its id, and its status with the release or the time it is planned for."""
    row = row_of(error, publication)
    plan = row.named(row.release) if row.release else messages.window(row.when) if row.when else ""
    said = f"{row.status.name} {plan}".rstrip()
    if row.overdue:
        return _badge(error.id, messages.counted("badge.overdue", row.overdue, said=said), OVERDUE)
    return _badge(error.id, said, row.status.phase.value)


def product_badge(product: Product, publication: Publication, messages: Messages) -> Badge:
    """Return a product's badge: its name, and the numbers of overdue, planned and open errors."""
    errors = publication.by_product.get(product.id, NO_ERRORS)
    sections = [section_in(publication, error, product) for error in errors]
    count = {name: sections.count(name) for name in (OVERDUE, Phase.OPEN.value, Phase.PLANNED.value)}
    section = next((name for name, number in count.items() if number), Phase.DONE.value)
    if section == Phase.DONE.value:
        return _badge(product.name, messages("badge.none"), section)
    key = "badge.product.overdue" if count[OVERDUE] else "badge.product"
    return _badge(product.name, messages(key, **count), section)


def _badge(label: str, message: str, section: str) -> Badge:
    return Badge(label, message, section, _width(label), _width(message))


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
