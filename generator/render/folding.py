"""Puts messages into templates before they are compiled: `{{ messages("changed") }}` becomes the words themselves.

An error's page has some thirty messages that are the same on every page; looking up and escaping each of them ten
thousand times took a fifth of a large build. A message with placeholders remains a call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import escape

_PHRASE = re.compile(r'(?:(\s*)\{\{-|\{\{) messages\("([\w.-]+)"\) (?:-\}\}(\s*)|\}\})')
_MEANS_SOMETHING = re.compile(r"\{[{%#]|[}%#]\}|\n")


def folded(source: str, phrases: Mapping[str, str]) -> str:
    """Return a template's source with its fixed messages written out, escaped as the template would do."""

    def phrase(match: re.Match[str]) -> str:
        before, key, after = match.groups(default="")
        text = phrases.get(key)
        # An unknown message is left, so that the template fails at its line; one that looks like Jinja,
        # or would shift the lines below it, remains a call.
        if text is None or _MEANS_SOMETHING.search(text):
            return match[0]
        # White space that `{{-` and `-}}` remove is moved into comments, so that the lines below keep their numbers.
        return f"{before and f'{{#{before}#}}'}{escape(text)}{after and f'{{#{after}#}}'}"

    return _PHRASE.sub(phrase, source)
