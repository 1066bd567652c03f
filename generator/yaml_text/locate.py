"""From a field location, which names a value by its path through the tree, to its position in the text."""

from ..problems.problem import FieldLocation, Position
from .nodes import Mapping, Node, Scalar, Sequence


def locate(root: Node, location: FieldLocation, text: str = "") -> Position:
    """Return the position of a field, or of the nearest one that is there; `text` is needed for offsets."""
    node: Node = root
    key: Scalar | None = None
    for step in location.path:
        inner = _step(node, step)
        if inner is None:
            return _position(location, key or node)
        key, node = inner
    if location.part == "key" and key is not None:
        return _position(location, key)
    if location.offset and isinstance(node, Scalar):
        return _offset(location, node, text)
    return _position(location, node)


def _step(node: Node, step: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        return node.entries.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return None, node.items[step]
    return None


def _position(location: FieldLocation, node: Node) -> Position:
    return Position(location.file, node.line, node.column)


def _offset(location: FieldLocation, node: Scalar, text: str) -> Position:
    if node.style not in ("|", ">"):
        column = node.column + (1 if node.style in ("'", '"') else 0) + location.offset
        # A value may go on in the next line, where it is folded; its beginning is then near enough.
        folded = bool(text) and column > len(text.split("\n")[node.line - 1]) + 1
        return Position(location.file, node.line, node.column if folded else column)
    before = node.text[: location.offset]
    line = node.line + 1 + before.count("\n")
    lines = text.split("\n")
    while line <= len(lines) and not lines[line - 1].strip() and location.offset < len(node.text.rstrip()):
        line += 1
    source = lines[line - 1] if line <= len(lines) else ""
    begin = before.rfind("\n") + 1
    # A line may begin with more spaces than the block; these belong to the text, as the offset counts them.
    own = node.text[begin:]
    indent = max(0, len(source) - len(source.lstrip(" ")) - (len(own) - len(own.lstrip(" "))))
    return Position(location.file, line, indent + len(before) - begin + 1)
