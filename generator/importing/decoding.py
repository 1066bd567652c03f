"""From the bytes of a foreign file to text: in the encoding that is said, or in one that is certain."""

from __future__ import annotations

import codecs

from ..problems.problem import LocatedProblem, Position
from .source import Input, problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(file: Input) -> str | LocatedProblem:
    """Return the text of a file with `\\n` as its only line end, or why it cannot be read.

    Without an encoding, a byte order mark decides, or that all of it is UTF-8, which no other encoding is by chance.
    """
    marked = next((name for mark, name in _MARKS if file.data.startswith(mark)), None)
    encoding = file.encoding or marked or "utf-8"
    try:
        text = file.data.decode(encoding)
    except UnicodeDecodeError as error:
        before = file.data[: error.start].decode(encoding, "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        way_out = "name its encoding, such as --encoding cp1252 (Western Windows), or save it as UTF-8"
        reason = f"the file is not {file.encoding}" if file.encoding else "the file is not UTF-8"
        return problem(Position(file.name, line, column), f"{reason}; {way_out}")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def known_encoding(name: str) -> bool:
    """Return whether there is a text encoding of a name."""
    try:
        return "".encode(name) is not None and isinstance(b"a".decode(name, "replace"), str)
    except (LookupError, ValueError):
        return False
