"""Sets a field in the text of a source; comments and all other fields stay as they are."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..problems.problem import FieldPath
from ..yaml_text.parser import Parser
from .scalars import block, scalar
from .splice import spliced

PROSE = (("summary",), ("workaround",), ("questions", "answer"))
"""The paths, without numbers, of the texts that are written as blocks."""
_LAST = ("history", "answer")
"""The fields above which one that is not there is added."""


def with_value(text: str, path: FieldPath, value: str) -> str | None:
    """Return a valid source's text with the string at `path` set; None if that cannot be done and keep all else.

    A field that is not there is added above the history or the answer. A number in `path` leads to an entry of a list.
    """
    return spliced(text, lambda old: _replaced(old, path, value), lambda values: _with(values, path, value))


def _replaced(text: str, path: FieldPath, value: str) -> str:
    node: Any = yaml.compose(text, Loader=Parser)
    prose = is_prose(path, value)
    written = scalar(value)
    for step in path:
        if isinstance(step, int):
            node = node.value[step]
            continue
        found = next(((key, child) for key, child in node.value if key.value == step), None)
        if found is None:
            return _inserted(text, node, str(step), value, prose=prose)
        if prose:
            written = block(value, " " * (found[0].start_mark.column + 2))
        node = found[1]
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        end = _end_of_block(text, node)
    rest = text[end:]
    if written.startswith("|"):
        # A comment after the old value goes after the bar, as a block begins on the next line.
        comment, _, others = rest.partition("\n")
        bar, _, lines = written.partition("\n")
        written, rest = f"{bar}{comment.rstrip()}\n{lines}", f"\n{others}"
    return f"{text[:start]}{written}{rest}"


def is_prose(path: FieldPath, value: str) -> bool:
    """Return whether the string at a path is written as a block."""
    return tuple(step for step in path if isinstance(step, str)) in PROSE or "\n" in value.strip()


def _inserted(text: str, mapping: Any, name: str, value: str, *, prose: bool) -> str:
    last = next((key for key, _ in mapping.value if key.value in _LAST), None)
    if last is None or mapping.flow_style:
        return text
    at, indent = last.start_mark.index, " " * last.start_mark.column
    written = block(value, f"{indent}  ") if prose else scalar(value)
    return f"{text[:at]}{name}: {written}\n{indent}{text[at:]}"


def _end_of_block(text: str, node: Any) -> int:
    """Return where the last line of a block ends; blank lines and comments after it are not its own."""
    lines = text[: node.end_mark.index].split("\n")
    first = node.start_mark.line
    # A block is indented more than the line of its field, or of the dash before that.
    indent = re.match(r"[ -]*", lines[first]).end()  # type: ignore[union-attr]
    inner = [at for at in range(first + 1, len(lines)) if lines[at].strip() and lines[at][: indent + 1].isspace()]
    return len("\n".join(lines[: (inner[-1] if inner else first) + 1]))


def _with(values: Any, path: FieldPath, value: str) -> Any:
    holder = values
    for step in path[:-1]:
        if isinstance(step, str) and step not in holder:
            return None
        holder = holder[step]
    holder[path[-1]] = value
    return values
