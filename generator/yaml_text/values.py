"""Reads a valid source quickly: its values only, no positions.

Almost every file is valid, so files are read here first; at anything unusual the result is None, and `reader` says
what it is. A property test holds the two to the same values.
"""

from typing import Any

import yaml

from .builder import MAX_DEPTH
from .nodes import Plain
from .parser import Parser
from .syntax_errors.cut_off import cut_off_values
from .text import ESCAPED, UNWANTED, plain_name


def read_values(text: str) -> Plain | None:
    """Return the values of a text that `decode` has let through; None if it is not plainly sound."""
    if any(cut_off_values(text, "")):
        return None
    parser = Parser(text)
    try:
        return _values(parser.get_event, text)
    except (yaml.YAMLError, RecursionError):
        return None
    finally:
        parser.dispose()


def _values(next_event: Any, text: str) -> Plain | None:
    scalar, mapping_start, mapping_end = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
    sequence_start, sequence_end = yaml.SequenceStartEvent, yaml.SequenceEndEvent
    next_event()
    document = next_event()
    if type(document) is not yaml.DocumentStartEvent or document.version or document.tags:
        return None
    root: list[Any] = []
    inside: Any = root
    # The key that waits for its value; None where a key or an item is next.
    key: str | None = None
    above: list[tuple[Any, str | None]] = []
    while True:
        event = next_event()
        kind = type(event)
        if kind is mapping_end or kind is sequence_end:
            inside, key = above.pop()
            if not above:
                break
            continue
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            return None
        if kind is scalar:
            value: Any = event.value
            if event.style == '"' and not value.isprintable():
                start, end = event.start_mark, event.end_mark
                escaped = start.line == end.line and ESCAPED.search(text, start.index, end.index)
                if escaped or UNWANTED.search(value):
                    return None
            if key is None and type(inside) is dict:
                if value in inside or value == "<<" or plain_name(value) != value:
                    return None
                key = value
                continue
        elif key is None and type(inside) is dict:
            return None
        else:
            value = {} if kind is mapping_start else []
        if type(inside) is dict:
            inside[key] = value
            key = None
        else:
            inside.append(value)
        if kind is mapping_start or kind is sequence_start:
            if len(above) >= MAX_DEPTH:
                return None
            above.append((inside, key))
            inside = value
        elif not above:
            return None
    next_event()
    return root[0] if type(next_event()) is yaml.StreamEndEvent else None
