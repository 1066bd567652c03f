"""From the bytes of a foreign file to text: in the encoding that is said, or in one that is certain."""

from __future__ import annotations

import codecs
import json

from ..problems.problem import LocatedProblem, Position
from .source import Input, problem

_UTF_8 = ("utf-8", "utf-8-sig")


def text_of(file: Input) -> str | LocatedProblem:
    """Return the text of a file with `\\n` as its only line end, or why it cannot be read.

    Without an encoding, a byte order mark decides, or where the first characters have zero bytes, or that all of it is
    UTF-8, which no other encoding is by chance.
    """
    encoding = file.encoding or json.detect_encoding(file.data)
    if (
        file.encoding
        and not file.data.isascii()
        and codecs.lookup(encoding).name not in _UTF_8
        and _is_utf_8(file.data)
    ):
        reason = f"the file is UTF-8 and not {encoding}; leave --encoding out"
        return problem(Position(file.name), reason)
    try:
        text = file.data.decode(encoding)
    except UnicodeDecodeError as error:
        before = file.data[: error.start].decode(encoding, "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        way_out = "name its encoding, such as --encoding cp1252 (Western Windows), or save it as UTF-8"
        named = file.encoding or encoding.removesuffix("-sig").upper()
        if not file.encoding and encoding not in _UTF_8:
            way_out = "it may have been cut short, so export it again"
        return problem(Position(file.name, line, column), f"the file is not {named}; {way_out}")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def known_encoding(name: str) -> bool:
    """Return whether there is a text encoding of a name."""
    try:
        return "".encode(name) is not None and isinstance(b"a".decode(name, "replace"), str)
    except (LookupError, ValueError):
        return False
