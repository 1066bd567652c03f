"""Sets the list of customers' cases in the text of an error's file; everything else stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from ..yaml_text.parser import Parser
from .scalars import scalar, value
from .splice import spliced


def with_cases(text: str, cases: Sequence[str]) -> str | None:
    """Return a valid error's text with other cases; None if a comment among them, or something else, would be lost."""
    there = {"cases": list(cases)} if cases else {}

    def meant(values: Any) -> Any:
        return {name: one for name, one in values.items() if name != "cases"} | there

    return spliced(text, lambda old: _replaced(old, cases), meant)


def _replaced(old: str, cases: Sequence[str]) -> str | None:
    lines = old.split("\n")
    fields: Any = yaml.compose(old, Loader=Parser)
    found = next(((key, node) for key, node in fields.value if key.value == "cases"), None)
    if fields.flow_style:
        return None
    if found is None:
        # In the canonical order, only `internal` follows.
        at = next((key.start_mark.line for key, _ in fields.value if key.value == "internal"), None)
        if at is None:
            at = len(lines) - 1 if not lines[-1] else len(lines)
        new = [*lines[:at], f"cases: {value(cases)}", *lines[at:]]
    else:
        key, node = found
        first, last = key.start_mark.line, node.value[-1].end_mark.line if node.value else node.end_mark.line
        if node.flow_style:
            last = node.end_mark.line
        if "#" in _beside(old, node, "\n".join(lines[first : last + 1])):
            return None
        if node.flow_style or not cases:
            written = [f"cases: {value(cases)}"] if cases else []
        else:
            dash = lines[node.value[-1].start_mark.line].partition("-")[0]
            written = ["cases:", *(f"{dash}- {scalar(case)}" for case in cases)]
        new = [*lines[:first], *written, *lines[last + 1 :]]
    return "\n".join(new)


def _beside(text: str, node: Any, lines: str) -> str:
    """Return what the lines of a list of scalars hold besides these: syntax and comments."""
    for child in node.value:
        lines = lines.replace(text[child.start_mark.index : child.end_mark.index], "", 1)
    return lines
