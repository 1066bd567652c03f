"""The tree of a YAML source, with positions: what the reader gives and every later step looks things up in.

Every scalar is text. No value is guessed here, so `12.10` stays a version and `NO` a word; the model gives types.
"""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from ..problems.problem import FieldPath

REPORTED = "reported"


class Scalar(NamedTuple):
    """A piece of text; line and column count from 1; `style` is YAML's (`""` plain, `'`, `"`, `|` or `>`).

    The style `REPORTED` says that a problem with this value is reported already, and that nothing is known of it.
    """

    text: str
    line: int
    column: int
    style: str = ""


class Sequence(NamedTuple):
    """A list, in the order of the source."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Pairs of key and value by the key's text, in the order of the source; the reader has refused duplicate keys."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping
Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """Return the tree as nested lists and dicts of text, without positions."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {text: plain(value) for text, (_, value) in node.entries.items()}


def reported(node: Node) -> tuple[FieldPath, ...]:
    """Return the paths of the values in a tree about which nothing is known but a problem that is reported already."""
    if isinstance(node, Scalar):
        return ((),) if node.style == REPORTED else ()
    if isinstance(node, Sequence):
        return tuple((at, *path) for at, item in enumerate(node.items) for path in reported(item))
    return tuple((text, *path) for text, (_, value) in node.entries.items() for path in reported(value))


def without_empty(node: Node, lines: Container[int]) -> Node:
    """Return a tree whose empty texts on some lines are marked as reported, as a problem there says why."""
    if isinstance(node, Scalar):
        return node._replace(style=REPORTED) if not node.text and node.line in lines else node
    if isinstance(node, Sequence):
        return node._replace(items=tuple(without_empty(item, lines) for item in node.items))
    entries = {text: (key, without_empty(value, lines)) for text, (key, value) in node.entries.items()}
    return node._replace(entries=entries)
