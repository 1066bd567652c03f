"""Case ids in the only form in which they are published: as digests.

A customer's browser makes the same digest of the id they type and looks it up. Only the id's letters and digits are
digested, in upper case, so that every spelling (`ns 204113`, `NS-204113`) has the same digest.
docs/privacy.md says what this protects and what it does not.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from .error import PrivateRecord
from .site import CaseIds

DIGEST_DIGITS = 32
"""Hexadecimal digits kept of a digest: 128 bits, so that no two case ids have the same."""

_NO_SIGN = re.compile("[^0-9A-Z]+")
_PIECE = re.compile(r"\(\?(?:P?<\w+>|<?[=!:])|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_PYTHON_ONLY = re.compile(r"\(\?(?![:=!]|P<)|\\[AZ]|[*+?}]\+")
"""What regular expressions of browsers lack or read differently."""
_SEPARATOR = re.compile(r"[-_/#: ]|\\[-_./#: sW]|\[(?:\\[-_./#: s]|[-_./#: ])+\]")


def canonical_case(case: str) -> str:
    """Return a case id's letters and digits in upper case; fullwidth ones, as Asian keyboards type them, count too."""
    return _NO_SIGN.sub("", unicodedata.normalize("NFKC", case).upper())


def canonical_pattern(cases: CaseIds) -> str:
    """Return the site's pattern without its separators, to be matched against canonical case ids.

    Browsers read it too. It is empty, which means "anything", if the example does not match the result, or a browser
    would read it differently.
    """
    pieces = _PIECE.findall(cases.pattern)
    # An empty group replaces a separator, because a quantifier may follow it.
    pattern = "".join("(?:)" if _SEPARATOR.fullmatch(piece) else piece for piece in pieces)
    try:
        valid = re.fullmatch(pattern, canonical_case(cases.example), re.IGNORECASE)
    except re.error:
        return ""
    # Named groups are spelled `(?P<` in Python and `(?<` in JavaScript.
    return pattern.replace("(?P<", "(?<") if valid and not _PYTHON_ONLY.search(pattern) else ""


def case_digest(case: str, salt: str) -> str:
    """Return the salted SHA-256 digest of a case id, cut to `DIGEST_DIGITS` hexadecimal digits."""
    return hashlib.sha256(f"{salt}\n{canonical_case(case)}".encode()).hexdigest()[:DIGEST_DIGITS]


def case_digests(records: Iterable[PrivateRecord]) -> tuple[tuple[str, str], ...]:
    """Return pairs of a case id's digest and the id of its error, in the order of the digests."""
    return tuple(sorted({(digest, record.error) for record in records for digest in record.digests}))


def shard_digits(count: int) -> int:
    """Return how many hexadecimal digits name a shard, so that each has about a hundred of `count` digests at most."""
    digits = 1
    while count > 100 * 16**digits:
        digits += 1
    return digits
