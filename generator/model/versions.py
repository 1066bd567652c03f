"""Versions of a product, how they are ordered, and ranges of them: which releases an error affects.

A range is comparisons that must all hold (`>=12.0 <12.5`), or several such groups, one of which must hold
(`>=11.0 <11.4 || >=12.0 <12.5`). It is read without knowing what a version looks like; that, and which of two versions
is the later one, is known to the order of the product (`versions:` in products.yml).
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from .parse_error import ParseError

MOST_CHARACTERS = 500
"""The most characters of a range."""
VERSION_PATTERN = r"[^\s<>=|,\[\]]+( [^\s<>=|,\[\]]+)*"
"""What a version may be in any scheme: what neither a range nor a reference in a text uses otherwise."""
MOST_OF_A_VERSION = 64
"""The most characters of a version."""

_NUMERIC = re.compile(r"[0-9]+([.][0-9]+)*")
_OPERATOR = re.compile(r"(>=|<=|>|<|=)")

Key = Any
"""What versions of one product are compared by; keys of different products have nothing to do with each other."""
Group = tuple[tuple[str, str], ...]
"""Comparisons (operator, version) that must all hold."""


class Scheme(enum.Enum):
    """How a product's versions are ordered; `listed` means as products.yml lists them."""

    NUMERIC = "numeric"
    SEMVER = "semver"
    LISTED = "listed"


class VersionOrder:
    """The order of a product's versions: the releases' own, and in the first two schemes all others as well."""

    def __init__(self, scheme: Scheme, versions: Sequence[str]) -> None:
        self.scheme = scheme
        self._places = {version: place for place, version in reversed([*enumerate(versions)])}
        ranked = sorted(pair for version in self._places if (pair := (self.key(version), version))[0] is not None)
        self._keys = [key for key, _ in ranked]
        self.versions = tuple(version for _, version in ranked)
        self._among: dict[str, tuple[str, ...]] = {}

    def key(self, version: str) -> Key | None:
        """Return the sort key of a version; None if it is not a version of the product's scheme.

        `12` equals `12.0` in the numeric scheme, and builds (`1.2.3+7`) have no order in semantic versioning.
        """
        if self.scheme is Scheme.LISTED:
            return self._places.get(version)
        return _numeric(version) if self.scheme is Scheme.NUMERIC else _semantic(version)

    def refusal(self, version: str, product: str) -> str:
        """Return a sentence on why the order does not know a version of a product (its name), and the way out."""
        if self.scheme is Scheme.LISTED:
            return f"{product} has no release '{version}'; name releases that products.yml lists ('versions: listed')"
        what = "numbers between dots" if self.scheme is Scheme.NUMERIC else "a semantic version"
        schemes = "'versions: listed'" if _semantic(version) is None else "'versions: semver' or 'versions: listed'"
        way = f"correct it, or give the product {schemes} in products.yml"
        return f"'{version}' is not {what}, as versions of {product} are; {way}"

    def among(self, versions: VersionRange) -> tuple[str, ...]:
        """Return the product's versions that are in a range, in their order."""
        found = self._among.get(versions.text)
        if found is None:
            spans = [self.span(group) for group in versions.alternatives]
            places = sorted({place for first, end in spans for place in range(first, end)})
            found = self._among[versions.text] = tuple(self.versions[place] for place in places)
        return found

    def span(self, group: Group) -> tuple[int, int]:
        """Return where among `versions` those in a group of comparisons begin, and where they end.

        If there are none, both are where the first version after the range is.
        """
        first, end = 0, len(self._keys)
        for operator, bound in group:
            key = self.key(bound)
            if key is None:
                return len(self._keys), len(self._keys)
            if operator in (">=", "="):
                first = max(first, bisect_left(self._keys, key))
            if operator == ">":
                first = max(first, bisect_right(self._keys, key))
            if operator in ("<=", "="):
                end = min(end, bisect_right(self._keys, key))
            if operator == "<":
                end = min(end, bisect_left(self._keys, key))
        return min(first, end), end


class VersionRange(NamedTuple):
    """Alternatives, one of which must hold; each consists of comparisons (operator, version) that must all hold."""

    text: str
    alternatives: tuple[Group, ...]

    def holds(self, version: str, order: VersionOrder) -> bool:
        """Return whether a version lies in the range; nothing lies in what the order does not know."""
        key = order.key(version)
        return key is not None and any(
            all(_compare(key, operator, order.key(bound)) for operator, bound in group) for group in self.alternatives
        )


@lru_cache(maxsize=4096)
def parse_range(text: str) -> VersionRange:
    """Read a range such as `>=12.0 <12.5`; a bare version means exactly that one. ValueError says what is wrong.

    A version is everything up to the next comparison, comma or `||`, so that `>=R12 SP2 <R12 SP4` is a range.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"this range has more than {MOST_CHARACTERS} characters; write fewer comparisons")
    return VersionRange(text, tuple(_group(alternative, text) for alternative in text.split("||")))


def _group(alternative: str, text: str) -> Group:
    comparisons = []
    if "!=" in alternative:
        split = " ".join(re.sub(r"(.*?)[ ,]*!= *([^ ,<>=]+)", r"\1 <\2 || \1 >\2", text).split())
        message = f"'{text}' has '!=', which no range has; write what comes before and what comes after"
        raise ParseError(message, split if text.count("!=") == 1 and "|" not in text and _can_be_read(split) else None)
    for part in alternative.split(","):
        bare, *compared = [" ".join(piece.split()) for piece in _OPERATOR.split(part)]
        comparisons += [("=", bare)] if bare else []
        comparisons += list(zip(compared[::2], compared[1::2], strict=True))
    if not comparisons or not all(re.fullmatch(VERSION_PATTERN, version) for _, version in comparisons):
        turned = re.sub(r"=([<>])", r"\1=", text).replace("==", "=")
        meant = turned if turned != text and _can_be_read(turned) else None
        raise ParseError(f"'{text}' is not a range of versions; write comparisons such as >=12.0 <12.5", meant)
    return tuple(comparisons)


def meant_range(text: str, order: VersionOrder) -> str | None:
    """Return the range that was meant by `12.0 - 12.4`, `12.x`, `≥ v12.0` or `1 or 2`, as it is written elsewhere."""
    number = r"[0-9]+(?:[.][0-9]+)*"
    span = re.fullmatch(rf"[vV]?({number}) ?(?:[-\u2010-\u2014]|to|up to) ?[vV]?({number})", text)
    every = re.fullmatch(r"[vV]?((?:[0-9]+[.]){0,9})([0-9]{1,20})[.][x*]", text)
    without = text
    for sign, written in (("≥", ">="), ("≤", "<="), (",", " "), (" and ", " "), (" or ", " || ")):
        without = without.replace(sign, written)
    without = " ".join(re.sub(r"(?<=[<>=]) |\b[vV](?=[0-9])", "", without).split())
    if span:
        without = f">={span[1]} <={span[2]}"
    elif every:
        without = f">={every[1]}{every[2]} <{every[1]}{int(every[2]) + 1}"
    valid = without != text and _can_be_read(without)
    bounds = [bound for group in parse_range(without).alternatives for _, bound in group] if valid else [""]
    return without if all(order.key(bound) is not None for bound in bounds) else None


def _can_be_read(text: str) -> bool:
    try:
        return bool(parse_range(text))
    except ValueError:
        return False


@lru_cache(maxsize=16384)
def _numeric(version: str) -> Key | None:
    """Return the key of numbers separated by dots; missing ones count as 0."""
    if _NUMERIC.fullmatch(version) is None:
        return None
    # Digits are compared as text of equal length, as reading a long number takes long and Python limits it.
    numbers = [part.lstrip("0") for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple((len(number), number) for number in numbers)


@lru_cache(maxsize=16384)
def _semantic(version: str) -> Key | None:
    """Return the key of a semantic version, with or without the letter `v` that tags of repositories begin with."""
    from semver import Version

    try:
        return Version.parse(version.removeprefix("v"), optional_minor_and_patch=True)
    except ValueError:
        return None


def _compare(left: Key, operator: str, right: Key | None) -> bool:
    if right is None:
        return False
    if operator == ">=":
        return bool(left >= right)
    if operator == "<=":
        return bool(left <= right)
    if operator == ">":
        return bool(left > right)
    if operator == "<":
        return bool(left < right)
    return bool(left == right)
