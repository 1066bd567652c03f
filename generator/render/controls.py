"""Removes what no file may contain from strings: control characters and lone surrogates become U+FFFD.

Sources with such characters are rejected; but as a single one makes a whole feed, calendar or picture unreadable, the
writers do not rely on that. Tabs and line ends are kept, and so is what is merely unusual, such as U+2028.
"""

from __future__ import annotations

import re

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """Return a string that XML 1.0 and iCalendar (RFC 5545) can contain."""
    return _IMPOSSIBLE.sub("\ufffd", text)
