"""Appends or replaces the last step in the history of an error or a release; nothing else in the text changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ..problems.problem import FieldPath
from ..yaml_text.parser import Parser
from .scalars import flow_mapping, value

_LONGEST = 100
_WORDS_OF_STEP = ("date", "status", "release", "window", "duplicate_of", "note", "texts", "reason")

Fields = Mapping[str, str | Sequence[str]]
"""The fields of a step."""


def append_step(text: str, step: Fields, path: FieldPath = ("history",)) -> str:
    """Return a valid file's text with a step added at the end of the history that `path` leads to.

    `step` holds the fields `date`, `status`, … as text, `release` as several texts if there are several. Comments,
    layout and line ends stay as they are.
    """
    if "\r" in text and "\n" not in text:
        # In YAML, a carriage return alone is a line end, too.
        return append_step(text.replace("\r", "\n"), step, path).replace("\n", "\r")
    fields = {name: step[name] for name in _WORDS_OF_STEP if name in step}
    history = _history(text, path)
    if history.flow_style:
        # libyaml does not count a byte order mark.
        end = history.end_mark.index - 1 + text.startswith("\ufeff")
        before = text[:end].rstrip()
        return f"{before}, {flow_mapping(fields)}{text[end:]}"
    lines = text.split("\n")
    at = line_after(history, lines)
    ending = "\r" if lines[0].endswith("\r") else ""
    dash = dash_of(history, lines)
    added = [f"{line}{ending}" for line in _entry(fields, dash)]
    if at == len(lines):
        # The file does not end in a line end, so the new entry does not either.
        added[-1] = added[-1].removesuffix(ending) if ending else added[-1]
        lines[-1] += ending
    return "\n".join([*lines[:at], *added, *lines[at:]])


def replace_last_step(text: str, step: Fields | None) -> str | None:
    """Return a valid error's text with the last of several steps replaced, or deleted if `step` is None.

    Comments above and below the step stay. None if there is a comment within it, which would be lost.
    """
    if "\r" in text and "\n" not in text:
        replaced = replace_last_step(text.replace("\r", "\n"), step)
        return None if replaced is None else replaced.replace("\n", "\r")
    fields = None if step is None else {name: step[name] for name in _WORDS_OF_STEP if name in step}
    history = _history(text, ("history",))
    before, last = history.value[-2:]
    bom = text.startswith("\ufeff")
    if history.flow_style:
        start, end = (last.start_mark if fields else before.end_mark).index + bom, last.end_mark.index + bom
        return (
            None
            if "#" in _beside_scalars(text, start, end, last, bom)
            else (f"{text[:start]}{flow_mapping(fields) if fields else ''}{text[end:]}")
        )
    lines = text.split("\n")
    dash = dash_of(history, lines)
    first, after = line_of_dash(history, lines), line_after(history, lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    if "#" in _beside_scalars(text, starts[first], starts[after] - 1, last, bom):
        return None
    ending = "\r" if lines[0].endswith("\r") else ""
    result = [*lines[:first], *(f"{line}{ending}" for line in (_entry(fields, dash) if fields else ())), *lines[after:]]
    if after == len(lines):
        # The file does not end in a line end, and does not from now on.
        result[-1] = result[-1].removesuffix("\r")
    return "\n".join(result)


def _beside_scalars(text: str, start: int, end: int, node: Any, offset: int) -> str:
    """Return what is in a part of the text besides the scalars of a node there: syntax and comments."""
    found, at = [], start
    for scalar in _scalars(node):
        found.append(text[at : scalar.start_mark.index + offset])
        at = max(at, min(scalar.end_mark.index + offset, end))
    return "".join([*found, text[at:end]])


def _scalars(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for child in node.value:
        for one in child if isinstance(child, tuple) else (child,):
            yield from _scalars(one)


def _history(text: str, path: FieldPath) -> Any:
    node: Any = yaml.compose(text, Loader=Parser)
    for step in path:
        children = node.value
        node = children[step] if isinstance(step, int) else next(v for key, v in children if key.value == step)
    return node


def _entry(fields: Fields, dash: str) -> list[str]:
    short = f"{dash}- {flow_mapping(fields)}"
    if len(short) <= _LONGEST + 20:
        return [short]
    first, *more = (f"{name}: {value(text)}" for name, text in fields.items())
    return [f"{dash}- {first}", *(f"{dash}  {line}" for line in more)]


def dash_of(entries: Any, lines: list[str]) -> str:
    """Return the indentation of the dashes of a list, which is a node."""
    line = lines[line_of_dash(entries, lines)]
    return line[: line.index("-")]


def line_of_dash(entries: Any, lines: list[str], entry: int = -1) -> int:
    """Return the number of the line with the dash of an entry, the last one if not another is named."""
    at: int = entries.value[entry].start_mark.line
    while not re.match(r"\s*-(\s|$)", lines[at]):
        at -= 1
    return at


def line_after_history(text: str) -> int:
    """Return the number of the first line after the history in an error's text with line ends of YAML's own kind."""
    history = _history(text, ("history",))
    return int(history.end_mark.line) + 1 if history.flow_style else line_after(history, text.split("\n"))


def line_after_fields(text: str, path: FieldPath) -> tuple[int, str] | None:
    """Return the number of the first line after the fields of an entry of a list, and how these are indented.

    None if it is on one line. The text has line ends of YAML's own kind.
    """
    *above, number = path
    entries, lines = _history(text, tuple(above)), text.split("\n")
    entry = entries.value[number]
    if entries.flow_style or entry.flow_style:
        return None
    return line_after(entries, lines, int(number)), " " * int(entry.start_mark.column)


def line_after(entries: Any, lines: list[str], entry: int = -1) -> int:
    """Return the number of the first line that is no longer part of an entry, the last one if not another is named."""
    leaf = entries.value[entry]
    while isinstance(leaf, yaml.MappingNode | yaml.SequenceNode) and not leaf.flow_style:
        leaf = leaf.value[-1][1] if isinstance(leaf, yaml.MappingNode) else leaf.value[-1]
    end: Any = leaf.end_mark
    if isinstance(leaf, yaml.ScalarNode) and leaf.style in ("|", ">"):
        # A block's end mark is right before the next token, so blank lines and comments after it count as its own.
        at: int = end.line if end.column == 0 else end.line + 1
        indent = len(dash_of(entries, lines))
        while not lines[at - 1].strip() or _is_outer_comment(lines[at - 1], indent):
            at -= 1
        return at
    return int(end.line) + 1


def _is_outer_comment(line: str, indent: int) -> bool:
    inner = line.lstrip(" ")
    return inner.startswith("#") and len(line) - len(inner) <= indent
