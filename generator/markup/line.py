"""Converts a phrase of the site to HTML: its references become links, everything else is text.

Phrases come from the templates' messages or the publisher's. A sentence with a link stays one phrase, so that
translators can put the link where their language needs it: `Have you found one? [[site:form|Report it]].`
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from .references import References, find_references

_ABSOLUTE = re.compile(r"[a-z]+:")


def line_html(phrase: str, references: References, root: str) -> Markup:
    """Return a phrase as HTML; `root` is put before addresses of this site. Placeholders in braces are kept."""
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
    """Return a string whose braces survive filling in the phrase's placeholders."""
    return text.replace("{", "{{").replace("}", "}}")
