"""How much of a text can be prose: what is far beyond it would keep Markdown's renderer busy for minutes.

Python-Markdown looks for the end of every opening bracket and backtick through the rest of the text, so its work grows
with the square of what is not closed, and it goes into lists and quotations by calling itself. Text that people write
comes nowhere near these limits; what does was pasted by mistake or in bad faith. Within them, the worst that is known
takes about a second, and most far less.
"""

from __future__ import annotations

import re

MOST_CHARACTERS = 20_000
MOST_SIGNS = {"[": (200, "opening brackets"), "`": (200, "backticks"), "\n": (2_000, "lines")}
"""The most of some signs that a text may hold, and what they are called."""
MOST_MARKS = 20
"""The most marks of lists and quotations that one line begins with."""
_HARMLESS = 60
"""A text of so few characters is not looked at."""
_MARKS = re.compile(rf"^[ \t]*(?:(?:[-*+]|[0-9]+\.)[ \t]+|>[ \t]*){{{MOST_MARKS + 1},}}", re.MULTILINE)


def beyond_prose(text: str) -> str | None:
    """Say what of a text is more than prose can have, with the way out; None if it can be rendered."""
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
