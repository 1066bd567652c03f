"""XML documents, through the standard library; what XML cannot hold is replaced."""

from __future__ import annotations

from xml.etree import ElementTree

from .controls import without_controls

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

Element = ElementTree.Element


def child(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """Add an element that holds nothing but text, and return it."""
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text
    return made


def document(root: Element) -> bytes:
    """Write a document. Characters that XML cannot hold become U+FFFD; a carriage return is kept, as a reference."""
    text = without_controls(ElementTree.tostring(root, encoding="unicode"))
    return (_DECLARATION + text.replace("\r", "&#13;")).encode()
