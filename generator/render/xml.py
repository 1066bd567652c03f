"""Writes XML documents with the standard library; what XML cannot contain is replaced."""

from __future__ import annotations

from xml.etree import ElementTree

from .controls import without_controls

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

Element = ElementTree.Element


def child(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """Add an element that contains only text, and return it."""
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text
    return made


def document(root: Element) -> bytes:
    """Return a document as XML. What XML cannot contain becomes U+FFFD; carriage returns become references."""
    text = without_controls(ElementTree.tostring(root, encoding="unicode"))
    return (_DECLARATION + text.replace("\r", "&#13;")).encode()
