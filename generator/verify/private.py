"""Finds private values in a site's bytes: case ids, and what is below `internal` in the content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import chain
from typing import Any, NamedTuple

import yaml

from ..problems.problem import LocatedProblem, Position
from .facts import position_of, problem

_WORD = re.compile(r"[^\W_]+")
_RUNS = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256)).lower()
"""Bytes of UTF-8 to lower case, all but letters and digits of ASCII to spaces."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|%([0-9a-fA-F]{2})")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""What readers do not see inside a word."""
_TAG = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|mark|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
"""Marks inside a word."""
PRIVATE = ("cases", "internal")
_SHORTEST = 4
"""Characters of an internal value that is looked for; shorter ones are everywhere by chance."""


class PrivateValues(NamedTuple):
    """Private values, each as its words in lower case, by the longest of their runs of letters and digits of ASCII.

    Those without such a run are below b"". Few files have the run, and only these are read word by word.
    """

    by_run: Mapping[bytes, tuple[tuple[tuple[str, ...], str], ...]]


class Read(NamedTuple):
    """What errors' sources hold: case ids and internal values, each as its words, with what it is; and public text."""

    cases: Mapping[tuple[str, ...], str]
    internal: Mapping[tuple[str, ...], str]
    public: str


def read_sources(sources: Iterable[tuple[str, str]]) -> Read:
    """Return what errors' sources hold, given as file and text."""
    cases: dict[tuple[str, ...], str] = {}
    internal: dict[tuple[str, ...], str] = {}
    public: list[str] = []
    for file, text in sources:
        try:
            source = yaml.load(text, Loader=_Loader)
        except yaml.YAMLError:
            source = None
        if not isinstance(source, dict):
            public.append(text)
            continue
        for value in _scalars(source.get("cases")):
            cases[words(value)] = f"a case id of {file}"
        for value in _scalars(source.get("internal")):
            if len(value) >= _SHORTEST:
                internal[words(value)] = f"a value below 'internal' of {file}"
        public += _scalars({key: value for key, value in source.items() if key not in PRIVATE})
    return Read(cases, internal, "\n".join(public))


def private_values(parts: Sequence[Read], public: str) -> PrivateValues:
    """Return the private values of errors' sources that were read in parts.

    A case id is always private. An internal value is not if the public part of the content, or `public`, which are the
    words of the site's templates, has it, too: then it says nothing.
    """
    cases = {said: what for part in parts for said, what in part.cases.items()}
    internal = {said: what for part in parts for said, what in part.internal.items()}
    spoken = _spoken(internal, chain.from_iterable(map(words, [public, *(part.public for part in parts)])))
    private = {said: what for said, what in internal.items() if said not in spoken} | cases
    by_run: dict[bytes, list[tuple[tuple[str, ...], str]]] = {}
    for spelled, what in private.items():
        if spelled:
            by_run.setdefault(max(_runs(" ".join(spelled)), key=len, default=b""), []).append((spelled, what))
    return PrivateValues({run: tuple(values) for run, values in by_run.items()})


def _spoken(values: Collection[tuple[str, ...]], public: Iterable[str]) -> set[tuple[str, ...]]:
    """Return which of some values, each as its words, are in the words of public texts, in one go over these."""
    lengths: dict[str, set[int]] = {}
    for value in values:
        if value:
            lengths.setdefault(value[0], set()).add(len(value))
    all_words = tuple(public)
    return {
        found
        for at, word in enumerate(all_words)
        for length in lengths.get(word, ())
        if (found := all_words[at : at + length]) in values
    }


def find_private(name: str, text: str, private: PrivateValues) -> Iterator[LocatedProblem]:
    """Yield a problem for each private value in a file's text or name, also where it is escaped."""
    if not private.by_run:
        return
    # What was private and then escaped has the same words once it is unescaped.
    plain = _plain(unescape(_decoded(f"{name}\n{text}"))).replace("<wbr>", "").replace("\r\n ", "")
    plain = plain if plain.isascii() else _UNSEEN.sub("", plain)
    runs = {b"", *_runs(plain)}
    found = [one for run in sorted(private.by_run.keys() & runs) for one in private.by_run[run]]
    found = [one for one in found if runs.issuperset(_runs(" ".join(one[0])))]
    if not found:
        return
    joined = [f" {' '.join(_WORD.findall(one.lower()))} " for one in (plain, _TAG.sub("", plain))]
    hits = [(value, what) for value, what in found if any(f" {' '.join(value)} " in one for one in joined)]
    for _, what in hits:
        # What it is would be in the report, too; the position is where its first word is.
        yield problem("private-value", _place(name, text, hits), f"{what} is in this file; take it out there")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in lower case; what is between them may be escaped in one way or another."""
    return tuple(_WORD.findall(_plain(text).lower()))


def _plain(text: str) -> str:
    # Every page has an ellipsis, and most have nothing else that takes long to normalize.
    return text if text.isascii() else unicodedata.normalize("NFKC", text.replace("…", " "))


def _runs(plain: str) -> list[bytes]:
    return plain.encode("utf-8", "surrogatepass").translate(_RUNS).split()


def _place(name: str, text: str, hits: list[tuple[tuple[str, ...], str]]) -> Position:
    lower = text.lower()
    pattern = re.search(r"[\W_]+".join(map(re.escape, hits[0][0])), lower)
    return position_of(name, lower, pattern[0] if pattern else "")


def _decoded(text: str) -> str:
    if "\\" in text or "%" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2] or found[3], 16)), text)
    return text


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _scalars(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _scalars(inner)
    elif value is not None:
        yield str(value)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads every scalar as the string that its author wrote."""


_Loader.yaml_implicit_resolvers = {}
