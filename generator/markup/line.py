"""A line of the site's own words to HTML: references in it become links, everything else is text.

Messages come from the templates' file or the publisher's; a sentence with a link in it stays one phrase, so that a
translator can put the link where their language wants it: `Have you found one? [[site:form|Report it]].`
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from .references import References, find_references

_ABSOLUTE = re.compile(r"[a-z]+:")


def line_html(phrase: str, references: References, root: str) -> Markup:
    """Return a phrase as HTML; `root` is put before addresses of this site. Places in braces are left for values."""
    pieces, position = [], 0
    for reference in find_references(phrase):
        resolved = references.resolve(reference)
        if resolved is None:
            continue
        pieces.append(escape(phrase[position : reference.start]))
        position = reference.end
        text = resolved.text if reference.words is not None else _doubled(resolved.text)
        if resolved.address is None:
            pieces.append(escape(text))
        else:
            address = resolved.address if _ABSOLUTE.match(resolved.address) else root + resolved.address or "./"
            pieces.append(Markup('<a href="{}">{}</a>').format(_doubled(address), text))
    pieces.append(escape(phrase[position:]))
    return Markup("").join(pieces)


def _doubled(text: str) -> str:
    """Write braces of an address or a text so that filling in a phrase's values leaves them as they are."""
    return text.replace("{", "{{").replace("}", "}}")
