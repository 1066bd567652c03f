"""From a spot, which names a value by its way through the tree, to its place in the text."""

from __future__ import annotations

from ..problems.problem import Place, Spot
from .nodes import Mapping, Node, Scalar, Sequence


def locate(root: Node, spot: Spot, text: str = "") -> Place:
    """Give the place of a spot. Where a step is not there, the nearest thing that is; `text` helps with offsets."""
    node: Node = root
    key: Scalar | None = None
    for step in spot.path:
        inner = _step(node, step)
        if inner is None:
            return _place(spot, key or node)
        key, node = inner
    if spot.part == "key" and key is not None:
        return _place(spot, key)
    if spot.offset and isinstance(node, Scalar):
        return _offset(spot, node, text)
    return _place(spot, node)


def _step(node: Node, step: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        return node.entries.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return None, node.items[step]
    return None


def _place(spot: Spot, node: Node) -> Place:
    return Place(spot.file, node.line, node.column)


def _offset(spot: Spot, node: Scalar, text: str) -> Place:
    if node.style not in ("|", ">"):
        quote = 1 if node.style in ("'", '"') else 0
        return Place(spot.file, node.line, node.column + quote + spot.offset)
    before = node.text[: spot.offset]
    line = node.line + 1 + before.count("\n")
    lines = text.split("\n")
    while line <= len(lines) and not lines[line - 1].strip() and spot.offset < len(node.text.rstrip()):
        line += 1
    source = lines[line - 1] if line <= len(lines) else ""
    indent = len(source) - len(source.lstrip(" "))
    return Place(spot.file, line, indent + len(before) - (before.rfind("\n") + 1) + 1)
