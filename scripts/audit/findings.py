"""What an audit found, and what it has to say besides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: on which page, in which state, and what."""

    where: str
    what: str


Report = tuple[list[Finding], list[str]]
"""The findings, and lines that say what was looked at."""
