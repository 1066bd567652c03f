"""Versions of a product, and ranges of them: which releases an error affects.

A version is numbers separated by dots (`12.10` comes after `12.9`). A range is comparisons that must all hold
(`>=12.0 <12.5`), or several such groups, one of which must hold (`>=11.0 <11.4 || >=12.0 <12.5`). The finder's
script reads the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from .parse_error import ParseError

VERSION_PATTERN = r"[0-9]{1,6}([.][0-9]{1,6}){0,3}"
_VERSION = re.compile(VERSION_PATTERN)
# A version is matched as a whole: `1234567` is not `123456` and `7`.
_COMPARISON = re.compile(rf"(>=|<=|>|<|=)?\s*({VERSION_PATTERN})(?![0-9.])")

MOST_CHARACTERS = 500
"""The most characters of a range: each comparison is compared with every other."""

VersionKey = tuple[int, int, int, int]


@lru_cache(maxsize=4096)
def version_key(text: str) -> VersionKey:
    """Return the sort key of a version; missing parts count as 0, so `12` equals `12.0`. ValueError if invalid."""
    if _VERSION.fullmatch(text) is None:
        raise ValueError(f"'{text}' is not a version; write numbers between dots, such as 12.5")
    parts = [int(part) for part in text.split(".")]
    return (*parts, *([0] * (4 - len(parts))))  # type: ignore[return-value]


class VersionRange(NamedTuple):
    """Alternatives, one of which must hold; each consists of comparisons (operator, version) that must all hold."""

    text: str
    alternatives: tuple[tuple[tuple[str, str], ...], ...]

    def holds(self, version: str) -> bool:
        """Return whether a version lies in the range."""
        return _holds(self, version)

    def among(self, versions: Iterable[str]) -> tuple[str, ...]:
        """Return those of some versions that lie in the range, in their order."""
        return tuple(version for version in versions if self.holds(version))


@lru_cache(maxsize=16384)
def _holds(versions: VersionRange, version: str) -> bool:
    """Return whether a version lies in a range; cached, as a product's errors are compared with few releases."""
    key = version_key(version)
    return any(all(_compare(key, op, version_key(bound)) for op, bound in group) for group in versions.alternatives)


@lru_cache(maxsize=4096)
def parse_range(text: str) -> VersionRange:
    """Read a range such as `>=12.0 <12.5`; a bare version means exactly that one. ValueError says what is wrong."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"this range has more than {MOST_CHARACTERS} characters; write fewer comparisons")
    groups = []
    for alternative in text.split("||"):
        comparisons, position = [], 0
        stripped = alternative.strip().replace(",", " ")
        while position < len(stripped):
            match = _COMPARISON.match(stripped, position)
            if match is None:
                raise _unreadable(text)
            comparisons.append((match[1] or "=", match[2]))
            position = match.end()
            while position < len(stripped) and stripped[position].isspace():
                position += 1
        if not comparisons:
            raise _unreadable(text)
        groups.append(tuple(comparisons))
    return VersionRange(text, tuple(groups))


def _unreadable(text: str) -> ParseError:
    """Return the error for an unreadable range, with what may have been meant: `12.0 - 12.4`, `12.x` or `>= v12.0`."""
    if re.search(r"[0-9]{7}", text):
        reason = "has a number of more than six digits, which no version has"
        return ParseError(f"'{text}' {reason}; write comparisons such as >=12.0 <12.5", None)
    span = re.fullmatch(rf"v?({VERSION_PATTERN}) ?(?:[-\u2010-\u2014]|to|up to) ?v?(?P<last>{VERSION_PATTERN})", text)
    every = re.fullmatch(r"v?((?:[0-9]{1,6}[.]){0,2})([0-9]{1,6})[.][x*]", text)
    without = re.sub(r"(?<=[<>=]) |\bv(?=[0-9])", "", text.replace(",", " "))
    meant = None
    if span:
        meant = f">={span[1]} <={span['last']}"
    elif every:
        meant = f">={every[1]}{every[2]} <{every[1]}{int(every[2]) + 1}"
    elif without != text and len(text) <= 60 and _can_be_read(without):
        meant = " ".join(without.split())
    return ParseError(f"'{text}' is not a range of versions; write comparisons such as >=12.0 <12.5", meant)


def _can_be_read(text: str) -> bool:
    try:
        return bool(parse_range(text))
    except ValueError:
        return False


def _compare(left: VersionKey, operator: str, right: VersionKey) -> bool:
    if operator == ">=":
        return left >= right
    if operator == "<=":
        return left <= right
    if operator == ">":
        return left > right
    if operator == "<":
        return left < right
    return left == right
