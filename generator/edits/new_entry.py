"""Puts a new entry, such as a product, a release or a question, into a list of a source; comments and all else stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from ..problems.problem import FieldPath
from ..yaml_text.parser import Parser
from .history import dash_of, line_after, line_of_dash
from .replacing import is_prose
from .scalars import block, flow_mapping, scalar
from .splice import spliced

Entry = Mapping[str, str | Sequence[Mapping[str, str]]]
"""The fields of an entry: strings, and lists of mappings such as a history."""


def with_entry(text: str, path: FieldPath, at: int, entry: Entry) -> str | None:
    """Return a text with an entry put into the list at `path`, before the entry `at`; None if it cannot be spliced in.

    A list that is not there is added at the end of what it belongs to.
    """
    return spliced(text, lambda old: _added(old, path, at, entry), lambda values: _with(values, path, at, entry))


def _added(text: str, path: FieldPath, at: int, entry: Entry) -> str | None:
    lines = text.split("\n")
    root: Any = yaml.compose(text, Loader=Parser)
    found = _node(root, path)
    if found is None:
        # The list is a new field of the last kind of entry that the path leads to.
        *above, number, _ = path
        entries = _node(root, tuple(above))
        if entries.flow_style:
            return None
        place, indent = line_after(entries, lines, int(number)), f"{dash_of(entries, lines)}  "
        added = [f"{indent}{path[-1]}:", *_lines(entry, path, f"{indent}  ")]
    elif found.flow_style or not found.value:
        return None
    else:
        place = line_after(found, lines, at - 1) if at else line_of_dash(found, lines, 0)
        apart = [""] if at > 1 and not lines[line_of_dash(found, lines, at - 1) - 1].strip() else []
        added = [*apart, *_lines(entry, path, dash_of(found, lines))]
    if place == len(lines):
        return "\n".join([*lines, *added])
    return "\n".join([*lines[:place], *added, *lines[place:]])


def _node(node: Any, path: FieldPath) -> Any:
    for step in path:
        children = node.value
        node = children[step] if isinstance(step, int) else next((v for k, v in children if k.value == step), None)
        if node is None:
            return None
    return node


def _lines(entry: Entry, path: FieldPath, dash: str) -> list[str]:
    lines: list[str] = []
    for name, value in entry.items():
        if isinstance(value, str):
            written = block(value, "  ") if is_prose((*path, name), value) else scalar(value)
            lines += f"{name}: {written}".split("\n")
        else:
            lines += [f"{name}:", *(f"  - {flow_mapping(one)}" for one in value)]
    return [f"{dash}{'  ' if at else '- '}{line}".rstrip() for at, line in enumerate(lines)]


def _with(values: Any, path: FieldPath, at: int, entry: Entry) -> Any:
    holder = values
    for step in path[:-1]:
        holder = holder[step]
    plain = {name: value if isinstance(value, str) else [dict(one) for one in value] for name, value in entry.items()}
    holder.setdefault(path[-1], []).insert(at, plain)
    return values
