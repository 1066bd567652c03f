"""Whether a publisher's regular expression can be searched for in any text in a short time.

Python's matching tries one way after another, so an expression that fits the same characters in many ways (`(a+)+`,
`(a|aa)+`, thirty times `a?`) can take hours to find that it does not fit. The ways are counted here from the expression
alone. A repetition that cannot take the sign after it, as in `[a-z]+-`, ends in one place only and so counts as one
way; what is repeated without an end must itself fit in one way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

MOST_SIGNS = 500
"""The most characters of an expression."""
MOST_WAYS = 1_000
"""The most ways in which the parts with an end may fit."""
WITHIN_WORDS, ACROSS_WORDS = 2, 3
"""The weight of a repetition without an end that can give back what it took; one that takes spaces lasts longer."""
MOST_ENDLESS = 5
"""The most that these may weigh together: the work grows with their number as a power of the text's length."""

_TOKEN = re.compile(
    r"(?P<open>\((?:\?(?:P?<\w+>|<?[=!]|[:>]|[A-Za-z-]*:|P=\w+|\(\w+\)|\#[^)]*))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<repeat>[*+?]|\{(?P<least>[0-9]*)(?P<comma>,?)(?P<most>[0-9]*)\}(?<!\{\}))[?+]?"
    r"|(?P<sign>\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|[0-9]+|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|.)",
    re.DOTALL,
)
_AROUND = re.compile(r"\(\?<?[=!]")
_PLACES = ("^", "$", r"\b", r"\B", r"\A", r"\Z")
_SAMPLE = [*map(chr, range(0x100)), *"ŁłΩωЖжאبक中あ\u2013\u2014\u201c\u20ac\U0001f600"]
_CODED = re.compile(r"\\[xuUN0-9]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an expression: in how many ways it fits, and what its endless repetitions weigh.

    `sign` is set if it begins with that sign (a character or a set of them) whatever happens; `repeats` if it consists
    of that sign alone, once or more often.
    """

    ways: int = 1
    endless: int = 0
    sign: str | None = None
    repeats: str | None = None


def too_slow(expression: str) -> str | None:
    """Return why an expression that `re` can read may take hours, and what to do; None if it cannot."""
    if len(expression) > MOST_SIGNS:
        return f"has more than {MOST_SIGNS} characters; write several shorter ones instead"
    if re.search(r"\(\?[A-Za-z]*x", expression):
        return "switches to the verbose syntax ('x'); write it without"
    try:
        whole = _choice(_TOKEN.finditer(expression))
    except _RepeatedError:
        return (
            "repeats a part that can fit in more than one way, which can take hours on a longer text; let its choices "
            "begin with different letters, and repeat nothing inside it"
        )
    if whole.ways > MOST_WAYS or whole.endless > MOST_ENDLESS:
        return (
            "can fit in too many ways, which can take hours on a longer text; leave some repetitions out, or put "
            "a letter between them that they do not take"
        )
    return None


class _RepeatedError(Exception):
    """Raised if what is repeated without an end fits in more than one way."""


def _choice(tokens: Iterator[re.Match[str]]) -> _Part:
    """Read up to the end of a group."""
    branches: list[list[_Part]] = [[]]
    for token in tokens:
        if token["close"]:
            break
        if token["or"]:
            branches.append([])
        elif token["repeat"]:
            branches[-1].append(_repeated(branches[-1].pop(), token))
        elif token["open"]:
            inner = _choice(tokens)
            # A look-around takes nothing.
            around = _AROUND.match(token["open"]) is not None
            branches[-1].append(replace(inner, sign=None, repeats=None) if around else inner)
        else:
            sign = None if token["sign"] in _PLACES else token["sign"]
            branches[-1].append(_Part(sign=sign, repeats=sign))
    parts = [_sequence(branch) for branch in branches]
    if len(parts) == 1:
        return parts[0]
    begins = [part.sign for part in parts]
    apart = all(_apart(one, other) for at, one in enumerate(begins) for other in begins[:at])
    ways = [part.ways for part in parts]
    return _Part(max(ways) if apart else sum(ways), max(part.endless for part in parts))


def _sequence(parts: Sequence[_Part]) -> _Part:
    ways, endless = 1, 0
    for at, part in enumerate(parts):
        following = parts[at + 1].sign if at + 1 < len(parts) else None
        if part.repeats is None or not _apart(part.repeats, following):
            ways, endless = min(ways * part.ways, MOST_WAYS + 1), endless + part.endless
    alone = len(parts) == 1
    return _Part(ways, endless, parts[0].sign if parts else None, parts[0].repeats if alone else None)


def _repeated(part: _Part, token: re.Match[str]) -> _Part:
    least, most = _times(token)
    begins = part.sign if least else None
    if most is None:
        if part.ways > 1 or part.endless:
            raise _RepeatedError
        within = _apart(part.repeats, " ")
        return _Part(1, WITHIN_WORDS if within else ACROSS_WORDS, begins, part.repeats)
    once = part.repeats if part.ways == 1 and not part.endless else None
    ways = min(part.ways ** min(most, 64) * (most - least + 1), MOST_WAYS + 1)
    return _Part(ways, part.endless * most, begins, once)


def _times(token: re.Match[str]) -> tuple[int, int | None]:
    match token["repeat"]:
        case "*":
            return 0, None
        case "+":
            return 1, None
        case "?":
            return 0, 1
    least = int(token["least"] or 0)
    if not token["comma"]:
        return least, least
    return least, int(token["most"]) if token["most"] else None


def _apart(one: str | None, other: str | None) -> bool:
    """Return whether no character fits both of two signs, in either case of letters; unknown ones may fit anything."""
    if one is None or other is None or _CODED.search(one + other):
        return False
    first, second = (re.compile(sign, re.IGNORECASE | re.DOTALL) for sign in (one, other))
    return not any(first.fullmatch(sign) and second.fullmatch(sign) for sign in (*_SAMPLE, *one, *other))
