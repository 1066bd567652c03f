"""What edits of a source's text have in common: line ends and byte order mark stay, and the result is compared.

The result is read again and compared with what was meant, so a file that is too unusual to splice stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..yaml_text.nodes import plain
from ..yaml_text.reader import read_text


def spliced(text: str, splice: Callable[[str], str | None], meant: Callable[[Any], Any]) -> str | None:
    """Return a valid source's text after an edit; None if that cannot be done and keep all else.

    `splice` returns the new text, or None; its lines end in `\\n`, and it has no byte order mark. `meant` is given what
    the text says, as lists and dicts of strings, and returns what the new one has to say, or None.
    """
    ending = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    old = text.removeprefix(bom).replace("\r\n", "\n").replace("\r", "\n")
    new = splice(old)
    expected = None if new is None else meant(said(old))
    if new is None or expected is None or _stripped(said(new)) != _stripped(expected):
        return None
    return bom + new.replace("\n", ending)


def said(text: str) -> Any:
    """Return what a source's text says, as lists and dicts of strings; None if it cannot be read."""
    root = read_text(text.removeprefix("\ufeff"), "").root
    return None if root is None else plain(root)


def _stripped(values: Any) -> Any:
    """Return values without the line ends that a block has more than a string in quotes."""
    if isinstance(values, dict):
        return {name: _stripped(value) for name, value in values.items()}
    if isinstance(values, list):
        return [_stripped(value) for value in values]
    return values and values.strip()
