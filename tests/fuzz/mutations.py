"""Makes inputs: real sources, changed in the ways in which files go wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

_SYNTAX = ": - # | > |2 >- { } [ ] , &a *a ! % @ ` ' \" \\ ~ ? <<: [[ ]] {{ {% ; || ( (a+)+ \\d{9} <b> &amp; =1+1 >=1.0"
_VALUES = "null true NaN 1e999 -1 0x10 999999999999999999999 2026-02-30 9999-12-31 0000-00-00 2027-Q5 12:61 http://"
_FIELDS = "title: history: cases: internal: date: status: id: answers: window: release: [[target: [[page: [[product:x]]"
_SPACES = (": ", " #", "!!str ", "\n", "\r", "\r\n", "\t", "  ", "\n\n", "---\n", "...\n", '"\n', "sep=;\n")
_RARE = (
    "\ufeff",
    "\u0085",
    "\u2028",
    "\u200b",
    "\u202e",
    "\x00",
    "\x15",
    "\x7f",
    "\ud7ff",
    "\U0001f600",
    "e\u0301",
    "ß",
)
TOKENS = (*_SYNTAX.split(), *_VALUES.split(), *_FIELDS.split(), *_SPACES, *_RARE, "# allow: x because y")
"""What is put into a source, in any place."""
_BYTES = (b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\x80", b"\xf5")

Mutation = Callable[[random.Random, str], str]


def _replace(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(TOKENS) + text[at + chance.randrange(4) :]


def _delete(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(1, 30) :]


def _repeat(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(TOKENS) * chance.randrange(2, 60) + text[at:]


def _move_line(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    line = lines.pop(chance.randrange(len(lines))) if lines else ""
    lines.insert(chance.randrange(len(lines) + 1), line)
    return "".join(lines)


def _copy_line(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return "".join(lines)


def _indent(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((" ", "  ", "\t", "      ")) + lines[at] if chance.random() < 0.5 else lines[at].lstrip()
    return "".join(lines)


def _cut(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _value(chance: random.Random, text: str) -> str:
    """Put something else after a colon."""
    places = [at for at, character in enumerate(text) if character == ":"]
    if not places:
        return text
    at = chance.choice(places) + 1
    end = text.find("\n", at)
    value = "".join(chance.choices(TOKENS, k=chance.randrange(1, 4)))
    return f"{text[:at]} {value}{text[end if end > 0 else len(text) :]}"


MUTATIONS: Sequence[Mutation] = (_replace, _delete, _repeat, _move_line, _copy_line, _indent, _cut, _value)


def mutated(chance: random.Random, text: str) -> bytes:
    """Return a text with one to five changes, in bytes, a few of which may be no text at all."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        text = chance.choice(MUTATIONS)(chance, text)
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.03:
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(_BYTES) + data[at:]
    return data
