"""Case ids in the only form in which they are published: as digests.

A customer's browser makes the same digest of the id they type and looks it up. An id is digested in a canonical form,
so that every spelling (`ns 204113`, `NS-204113`, `NS204113`) has the same digest, and two ids never have. What makes
two spellings one id is in docs/privacy.md, which also says what a digest protects and what it does not.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Literal

from .error import PrivateRecord
from .site import CaseIds

DIGEST_DIGITS = 32
"""Hexadecimal digits kept of a digest: 128 bits, so that no two case ids have the same."""

Counting = Literal["all", "same-kind", "none"]
"""Which separators count in a case id: all, those between two digits or two letters, or none."""

_BETWEEN_KINDS = re.compile("(?<=[0-9])-(?=[^0-9])|(?<=[^0-9])-(?=[0-9])")
_PIECE = re.compile(r"\(\?(?:P?<\w+>|<?[=!:])|\{[0-9,]+\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_SYNTAX = re.compile(r"\(\?.*|\{[0-9,]+\}|[()|^$*+?]")
"""Pieces of a pattern that match no character themselves."""
_ONLY_DIGITS = re.compile(r"\\d|[0-9]|\[(?:\\d|[0-9]|(?<=[0-9])-(?=[0-9]))+\]")
_SEPARATOR = re.compile(r"[-_/#: ]|\\[-_./#: sW]|\[(?:\\[-_./#: s]|[-_./#: ])+\]")
_SEVERAL_FORMS = re.compile(r"\||\)[*+?{]")
_PYTHON_ONLY = re.compile(r"\(\?(?![:=!]|P<)|\\[AZ]|[*+?}]\+")
"""What regular expressions of browsers lack or read differently."""
_NEEDLESS = re.compile(r"\\(?=[^a-zA-Z0-9\\^$.*+?()[\]{}|/-])")
"""A backslash that Python ignores and browsers refuse."""
_MARK = "(?:)"
"""A separator in a canonical pattern: an empty group, because a quantifier may follow."""
_SIGN = r"\p{L}\p{M}\p{N}"
"""What an id consists of, for a browser."""
_MARKED: dict[Counting, str] = {
    "all": "(?:-|^|$)",
    "same-kind": "(?:-|^|$|(?<=[0-9])(?=[^0-9-])|(?<=[^0-9-])(?=[0-9]))",
    "none": "(?:)",
}
"""What a separator of the pattern is in a canonical case id."""


@lru_cache(maxsize=16)
def counting_separators(pattern: str) -> Counting:
    """Return which separators distinguish two case ids of the site's pattern; the others may be left out.

    With `NS-[0-9]{6}`, none does. With `[0-9]+-[0-9]+`, those between digits do: `12-345` is not `123-45`. With
    `[A-Z0-9]+-[A-Z0-9]+` all do, because `A-1B2` is not `A1-B2`. In doubt, more of them count.
    """
    kinds = [_kind(piece) for piece in _PIECE.findall(pattern) if not _SYNTAX.fullmatch(piece)]
    parts = [set(part) for separates, part in groupby(kinds, lambda kind: kind == "separator") if not separates]
    separated = "separator" in kinds
    if "any" in kinds or (separated and any(len(part) > 1 or "mixed" in part for part in parts)):
        return "all"
    # Where the pattern has no separator between two digits, one that is typed there means nothing.
    never_within = len(parts) == 1 or (len(parts) == 2 and parts[0] != parts[1])
    return "none" if not separated or (never_within and not _SEVERAL_FORMS.search(pattern)) else "same-kind"


def _kind(piece: str) -> str:
    """Return what a piece of a pattern matches: a separator, digits, letters, both (mixed), or any character."""
    if _SEPARATOR.fullmatch(piece):
        return "separator"
    try:
        separates, digits = (any(re.fullmatch(piece, one) for one in some) for some in ("-_/#:. ", "0123456789"))
    except re.error:
        return "any"
    if separates:
        return "any"
    return ("digits" if _ONLY_DIGITS.fullmatch(piece) else "mixed") if digits else "letters"


def canonical_case(case: str, counting: Counting) -> str:
    """Return a case id in upper case, with `-` for each separator that counts.

    Letters, marks and digits of every script are part of an id; invisible characters are not, and all others separate.
    """
    written = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", case).upper())
    parts = [part for part in "".join(map(_sign, written)).split("-") if part]
    if counting == "none":
        return "".join(parts)
    return "-".join(parts) if counting == "all" else _BETWEEN_KINDS.sub("", "-".join(parts))


def _sign(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LMN":
        return character
    return "" if category == "Cf" else "-"


def canonical_pattern(cases: CaseIds) -> str:
    """Return the site's pattern with an empty group for each separator, as the browser's script reads it.

    It is empty, which means "anything", if the example does not match the result, or a browser would read it
    differently.
    """
    pieces = [_NEEDLESS.sub("", piece) for piece in _PIECE.findall(cases.pattern)]
    pattern = "".join(_MARK if _SEPARATOR.fullmatch(piece) else piece for piece in pieces)
    if _PYTHON_ONLY.search(pattern) or not fits(cases.example, pattern, counting_separators(cases.pattern)):
        return ""
    # Named groups are spelled `(?P<` in Python and `(?<` in JavaScript.
    return pattern.replace("(?P<", "(?<")


def pattern_in_text(cases: CaseIds) -> str:
    """Return the pattern by which a browser finds a case id in a text, with any separator or none between its parts.

    It finds nothing if there is no look-up, or if the site's pattern means "anything".
    """
    pattern = canonical_pattern(cases) if cases.lookup else ""
    written = pattern.replace(_MARK, rf"(?:[^{_SIGN}]?)")
    return rf"(?<![{_SIGN}])(?:{written})(?![{_SIGN}])" if pattern else "(?!)"


def fits(case: str, canonical: str, counting: Counting) -> bool:
    """Return whether a string is a case id by a canonical pattern, in any spelling; the browser's script agrees."""
    try:
        expected = re.compile(canonical.replace(_MARK, _MARKED[counting]), re.IGNORECASE)
    except re.error:
        return False
    return expected.fullmatch(canonical_case(case, counting)) is not None


def matches(case: str, pattern: str) -> bool:
    r"""Return whether a case id is written as the site's pattern says; `\d` and `\w` are ASCII, as in browsers."""
    return re.fullmatch(pattern, case, re.ASCII) is not None


def case_digest(case: str, cases: CaseIds) -> str:
    """Return the salted SHA-256 digest of a case id, cut to `DIGEST_DIGITS` hexadecimal digits."""
    canonical = canonical_case(case, counting_separators(cases.pattern))
    return hashlib.sha256(f"{cases.salt}\n{canonical}".encode()).hexdigest()[:DIGEST_DIGITS]


def case_digests(records: Iterable[PrivateRecord]) -> tuple[tuple[str, str], ...]:
    """Return pairs of a case id's digest and the id of its error, in the order of the digests."""
    return tuple(sorted({(digest, record.error) for record in records for digest in record.digests}))


def shard_digits(count: int) -> int:
    """Return how many hexadecimal digits name a shard, so that each has about a hundred of `count` digests at most."""
    digits = 1
    while count > 100 * 16**digits:
        digits += 1
    return digits
