"""Colours, written `#0b5cad`: how well one can be read on another, and how two are mixed."""

from __future__ import annotations

TEXT_CONTRAST = 4.5
"""The contrast that WCAG 2.2 requires between a text and its background (1.4.3, AA)."""
SHAPE_CONTRAST = 3.0
"""The contrast that it requires between a control or a graphic and its background (1.4.11, AA)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, into: str, share: float) -> str:
    """Return `into` with a share (0 to 1) of `colour` in it."""
    pairs = zip(_parts(colour), _parts(into), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def readable_on(colour: str, choices: tuple[str, ...]) -> str:
    """Return the colour among `choices` that is most readable on another."""
    return max(choices, key=lambda choice: contrast(choice, colour))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
