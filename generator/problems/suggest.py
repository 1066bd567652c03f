"""What an author may have meant: the nearest of the words that would have been right.

A file may have twenty thousand problems, and each needs a suggestion. So only the few words that share most pairs of
neighbouring letters with what was written are compared letter by letter.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest

_COMPARED = 4
_COUNTED = 3_000


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like another, or None if none looks like it."""
    words = tuple(known)
    lowered, by_pair, by_letters = _index(words)
    short = word[:100]
    same = lowered.get(short.lower()) if len(word) <= 100 else None
    if same is not None:
        return same
    shared: Counter[int] = Counter()
    for places in sorted((by_pair.get(pair, ()) for pair in _pairs(short)), key=len):
        # A pair that nearly every word has says least, and is left out if there are many words.
        if shared.total() + len(places) > _COUNTED and shared:
            break
        shared.update(places)
    # Of versions that share as many pairs, the newest.
    likely = [words[at] for at in nlargest(_COMPARED, shared, key=lambda at: (shared[at], words[at]))]
    close = difflib.get_close_matches(short, likely, n=1, cutoff=0.6)
    # Short words with letters in the wrong order share too few pairs.
    return close[0] if close else by_letters.get("".join(sorted(short.lower())))


def did_you_mean(suggestion: str | None, around: str = "; {}") -> str:
    """Return the question that suggests something, within `around`; an empty string if there is no suggestion."""
    return around.format(f"did you mean '{suggestion}'?") if suggestion else ""


@lru_cache(maxsize=16)
def _index(words: tuple[str, ...]) -> tuple[Mapping[str, str], Mapping[str, Sequence[int]], Mapping[str, str]]:
    """Return words by their lower case, the first of several; where each pair of letters is; short ones by letters."""
    lowered = {word.lower(): word for word in reversed(words)}
    by_pair: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for pair in _pairs(word):
            by_pair.setdefault(pair, []).append(at)
    by_letters = {"".join(sorted(word.lower())): word for word in reversed(words) if 1 < len(word) < 5}
    return lowered, by_pair, by_letters


def _pairs(word: str) -> Sequence[str]:
    """Return the pairs of neighbouring letters of a word, each once, its beginning and its end among them."""
    framed = f"\0{word.lower()}\0"
    return tuple(dict.fromkeys(framed[at : at + 2] for at in range(len(framed) - 1)))
