"""Case ids as the public may meet them: only as digests.

A customer's browser makes the same digest of the id they type and looks it up. What is digested is the id's letters
and digits in upper case, so that every way of writing it (`ns 204113`, `NS-204113`) comes to the same.
docs/privacy.md says what this protects and what it does not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from generator.model.error import PrivateRecord


def canonical_case(case: str) -> str:
    """Give a case id's letters and digits in upper case."""
    return "".join(character for character in case.upper() if character.isalnum() and character.isascii())


def case_digest(case: str, salt: str) -> str:
    """Give the salted SHA-256 digest of a case id, as hexadecimal digits."""
    return hashlib.sha256(f"{salt}\n{canonical_case(case)}".encode()).hexdigest()


def case_digests(records: Iterable[PrivateRecord], salt: str) -> tuple[tuple[str, str], ...]:
    """Give pairs of a case id's digest and the id of its error, in the order of the digests."""
    return tuple(sorted((case_digest(case, salt), record.error) for record in records for case in record.cases))


def shard_digits(count: int) -> int:
    """Give how many hexadecimal digits name a shard, so that one of `count` digests holds about a hundred at most."""
    digits = 1
    while count > 100 * 16**digits:
        digits += 1
    return digits
