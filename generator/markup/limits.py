"""The limits of prose: text far beyond them would keep the Markdown renderer busy for minutes.

For every opening bracket and backtick, Python-Markdown searches the rest of the text for its end, so the time grows
with the square of the number left open; and it recurses into lists and quotations. Text that people write is nowhere
near these limits; text that exceeds them was pasted by mistake or in bad faith. Within them, the worst known case takes
about a second, and most take far less.
"""

from __future__ import annotations

import re
from itertools import islice

MOST_CHARACTERS = 20_000
MOST_SIGNS = {
    "[": (200, "opening brackets"),
    "`": (200, "backticks"),
    "<!--": (200, "comments"),
    "\n": (2_000, "lines"),
}
"""How often each of these signs may occur in a text, and what they are called."""
PAGE = 5
"""How many times the limits of a field a hand-written page has."""
MOST_MARKS = 20
"""How many list and quotation markers may begin a line."""
_HARMLESS = 60
"""Texts of up to this many characters are not checked."""
_MARKS = re.compile(rf"^[ \t]*(?:(?:[-*+]|[0-9]+\.)[ \t]+|>[ \t]*){{{MOST_MARKS + 1},}}", re.MULTILINE)


def beyond_prose(text: str, times: int = 1) -> tuple[int, str] | None:
    """Return the offset at which a text exceeds a limit, and what to do about it; None if it can be rendered.

    A hand-written page may have `times` as much of everything as a field.
    """
    if len(text) <= _HARMLESS:
        return None
    most = MOST_CHARACTERS * times
    if len(text) > most:
        return most, f"the text has {len(text):,} characters, and {most:,} is the most; shorten it, or split it"
    for sign, (fewest, name) in MOST_SIGNS.items():
        most, count = fewest * times, text.count(sign)
        if count > most:
            at = next(islice(re.finditer(re.escape(sign), text), most, None)).start()
            return at, f"the text has {count:,} {name}, and {most:,} is the most; shorten it, or split it"
    if (found := _MARKS.search(text)) is not None:
        return found.start(), f"a line begins with more than {MOST_MARKS} marks of lists or quotations; leave them out"
    return None
