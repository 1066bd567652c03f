"""XML documents, through the standard library; what XML cannot hold is made harmless.

Sources hold no control characters, but a name or an address may come from elsewhere, and a feed with one of them is
refused as a whole by every reader.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

Element = ElementTree.Element


def child(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """Add an element that holds nothing but text; gives it."""
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text
    return made


def document(root: Element) -> bytes:
    """Write a document. Characters that XML cannot hold become U+FFFD; a carriage return is kept, as a reference."""
    text = _IMPOSSIBLE.sub("\ufffd", ElementTree.tostring(root, encoding="unicode"))
    return (_DECLARATION + text.replace("\r", "&#13;")).encode()
