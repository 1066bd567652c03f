"""The limits of prose: text far beyond them would keep the Markdown renderer busy for minutes.

For every opening bracket and backtick, Python-Markdown searches the rest of the text for its end, so the time grows
with the square of the number left open; and it recurses into lists and quotations. Text that people write is nowhere
near these limits; text that exceeds them was pasted by mistake or in bad faith. Within them, the worst known case takes
about a second, and most take far less.
"""

from __future__ import annotations

import re

MOST_CHARACTERS = 20_000
MOST_SIGNS = {"[": (200, "opening brackets"), "`": (200, "backticks"), "\n": (2_000, "lines")}
"""How often each of these characters may occur in a text, and what they are called."""
MOST_MARKS = 20
"""How many list and quotation markers may begin a line."""
_HARMLESS = 60
"""Texts of up to this many characters are not checked."""
_MARKS = re.compile(rf"^[ \t]*(?:(?:[-*+]|[0-9]+\.)[ \t]+|>[ \t]*){{{MOST_MARKS + 1},}}", re.MULTILINE)


def beyond_prose(text: str) -> str | None:
    """Return which limit a string exceeds and what to do about it; None if it can be rendered."""
    if len(text) <= _HARMLESS:
        return None
    if len(text) > MOST_CHARACTERS:
        return f"the text has {len(text):,} characters, and {MOST_CHARACTERS:,} is the most; shorten it, or split it"
    for sign, (most, name) in MOST_SIGNS.items():
        count = text.count(sign)
        if count > most:
            return f"the text has {count:,} {name}, and {most:,} is the most; shorten it, or split it"
    if _MARKS.search(text):
        return f"a line begins with more than {MOST_MARKS} marks of lists or quotations; leave them out"
    return None
