"""Case ids as the public may meet them: only as digests.

A customer's browser makes the same digest of the id they type and looks it up. What is digested is the id's letters
and digits in upper case, so that every way of writing it (`ns 204113`, `NS-204113`) comes to the same.
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
"""Hexadecimal digits kept of a digest: 128 bits, so that two case ids never come to the same."""

_NO_SIGN = re.compile("[^0-9A-Z]+")
_PIECE = re.compile(r"\(\?(?:P?<\w+>|<?[=!:])|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_PYTHON_ONLY = re.compile(r"\(\?(?![:=!]|P<)|\\[AZ]|[*+?}]\+")
"""What Python's expressions have and a browser's have not, or read as something else."""
_SEPARATOR = re.compile(r"[-_/#: ]|\\[-_./#: sW]|\[(?:\\[-_./#: s]|[-_./#: ])+\]")


def canonical_case(case: str) -> str:
    """Return a case id's letters and digits in upper case; fullwidth ones, as Asian keyboards type them, count too."""
    return _NO_SIGN.sub("", unicodedata.normalize("NFKC", case).upper())


def canonical_pattern(cases: CaseIds) -> str:
    """Return the site's pattern without its separators, to be matched against canonical case ids.

    Browsers read it too. It is empty, which means "anything", if the example would not pass what this makes of it, or
    a browser would not read it alike.
    """
    pieces = _PIECE.findall(cases.pattern)
    # An empty group stands where a separator stood, because a quantifier may follow it.
    pattern = "".join("(?:)" if _SEPARATOR.fullmatch(piece) else piece for piece in pieces)
    try:
        valid = re.fullmatch(pattern, canonical_case(cases.example), re.IGNORECASE)
    except re.error:
        return ""
    # The one spelling of names for groups is Python's, the other JavaScript's.
    return pattern.replace("(?P<", "(?<") if valid and not _PYTHON_ONLY.search(pattern) else ""


def case_digest(case: str, salt: str) -> str:
    """Return the salted SHA-256 digest of a case id, cut to `DIGEST_DIGITS` hexadecimal digits."""
    return hashlib.sha256(f"{salt}\n{canonical_case(case)}".encode()).hexdigest()[:DIGEST_DIGITS]


def case_digests(records: Iterable[PrivateRecord]) -> tuple[tuple[str, str], ...]:
    """Return pairs of a case id's digest and the id of its error, in the order of the digests."""
    return tuple(sorted((digest, record.error) for record in records for digest in record.digests))


def shard_digits(count: int) -> int:
    """Return how many hexadecimal digits name a shard, so that one of `count` digests holds about a hundred at most."""
    digits = 1
    while count > 100 * 16**digits:
        digits += 1
    return digits
