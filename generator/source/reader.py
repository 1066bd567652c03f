"""Reads the strict subset of YAML that sources are written in, to a tree of text with positions.

What makes YAML surprising is refused with a sentence, not guessed at: duplicate keys, anchors, aliases, merge keys,
tags, several documents. Every scalar stays text. libyaml's events are used directly, because they are the fastest way
to positions and the only place where anchors and tags can still be seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from generator.problem import Place, Problem, Weight
from generator.source.cut_texts import cut_texts
from generator.source.nodes import TOLD, Mapping, Node, Scalar, Sequence
from generator.source.parser import Parser
from generator.source.slips import explain_slip
from generator.source.text import LONGEST_NAME, UNWANTED, decode, invisible, plain_name, trap_of

MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Reading:
    """The tree of a file, and every problem found in reading it.

    The tree is None if the rest of the file could not be read. It is there beside problems that do not mislead, such
    as a field that is in the file twice, so that whatever else is wrong can be told in the same run.
    """

    root: Node | None
    problems: tuple[Problem, ...]


def read(data: bytes, file: str) -> Reading:
    """Read a file's bytes; `file` names it in problems."""
    decoded = decode(data, file)
    if decoded.text is None:
        return Reading(None, decoded.problems)
    return read_text(decoded.text, file)


def read_text(text: str, file: str) -> Reading:
    """Read a text that `decode` has let through."""
    parser = Parser(text)
    builder = _Builder(parser, file)
    try:
        root = builder.document()
    except _RefusalError:
        root = None
    except yaml.MarkedYAMLError as error:
        builder.problems.append(explain_slip(error, text, file, builder.quoted))
        root = None
    except RecursionError:
        builder.refuse("too-deep", 1, 1, f"more than {MAX_DEPTH} levels stand inside one another; make it flatter")
        root = None
    finally:
        parser.dispose()
    if root is not None:
        builder.problems.extend(cut_texts(text, file))
    return Reading(root, tuple(builder.problems))


class _RefusalError(Exception):
    """Ends the reading of a file about whose rest nothing more can be said."""


class _Builder:
    """Builds the tree from events; problems that do not mislead the rest are gathered, so that all are reported."""

    def __init__(self, parser: Any, file: str) -> None:
        self.next_event = parser.get_event
        self.file = file
        self.problems: list[Problem] = []
        # Where the last text in quotation marks began, and the line on which it ended.
        self.quoted: tuple[int, int, int] | None = None

    def refuse(self, rule: str, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(rule, Weight.ERROR, Place(self.file, line, column), message))

    def document(self) -> Node | None:
        event = self.next_event()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
                self._at(event, "directive", "the file begins with a YAML directive ('%'); delete that line")
            event = self.next_event()
        if isinstance(event, yaml.StreamEndEvent):
            self.refuse("empty-file", 1, 1, "the file is empty; write its fields, or delete the file")
            return None
        root = self._node(event, 0)
        self.next_event()
        more = self.next_event()
        if isinstance(more, yaml.DocumentStartEvent):
            self._at(more, "several-documents", "a second document begins here ('---'); a source is one document")
        if isinstance(root, Scalar) and not root.text:
            self.refuse("empty-file", 1, 1, "the file is empty; write its fields, or delete the file")
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._at(event, "alias", f"'*{event.anchor}' is an alias; write the value out again")
            return Scalar("", line, column, TOLD)
        if event.anchor is not None:
            self._at(event, "anchor", f"'&{event.anchor}' is an anchor; delete it and write values out where needed")
        if event.tag is not None:
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._at(event, "tag", f"'{written}' is a tag; delete it, every value is text until its field types it")
        if kind is yaml.ScalarEvent:
            text, style = event.value, event.style or ""
            if style in ("'", '"'):
                self.quoted = (line, column, event.end_mark.line + 1)
            if style == '"' and (trap := UNWANTED.search(text)):
                # The character itself would have been refused before, so a backslash and letters stand for it.
                what = f"stands for an invisible character (U+{ord(trap[0]):04X})"
                reason = f"a backslash in double quotes {what}; use single quotes, or write two backslashes"
                self.refuse(trap_of(trap[0])[0], line, column, reason)
            return Scalar(text, line, column, style)
        if depth >= MAX_DEPTH:
            self._at(event, "too-deep", f"more than {MAX_DEPTH} levels stand inside one another; make it flatter")
            self._skip()
            return Scalar("", line, column, TOLD)
        if kind is yaml.SequenceStartEvent:
            items = []
            event = self.next_event()
            while type(event) is not yaml.SequenceEndEvent:
                items.append(self._node(event, depth + 1))
                event = self.next_event()
            return Sequence(tuple(items), line, column)
        return self._mapping(line, column, depth, in_braces=event.flow_style)

    def _mapping(self, line: int, column: int, depth: int, *, in_braces: bool) -> Node:
        entries: dict[str, tuple[Scalar, Node]] = {}
        unclear = False
        event = self.next_event()
        while type(event) is not yaml.MappingEndEvent:
            key, start = self._node(event, depth + 1), event
            value = self._node(self.next_event(), depth + 1)
            if not isinstance(key, Scalar) or key.style == TOLD:
                if not isinstance(key, Scalar):
                    self._at(start, "key-not-text", "a key must be a text; quote braces and brackets that belong to it")
                unclear, event = True, self.next_event()
                continue
            name = self._name(key)
            first = entries.get(name)
            if key.text == "<<":
                self.refuse("merge-key", key.line, key.column, "'<<' merges mappings; write the fields out instead")
            elif first is not None:
                reason = f"the field '{name}' is here twice; it is already on line {first[0].line}"
                self.refuse("duplicate-key", key.line, key.column, reason)
            else:
                entries[name] = (key, value)
            event = self.next_event()
        # Braces with such a key were meant as a part of a text, as in `title: {{ name }}`.
        return Scalar("", line, column, TOLD) if unclear and in_braces else Mapping(entries, line, column)

    def _skip(self) -> None:
        """Go to the end of the list or mapping that has just begun."""
        depth = 1
        while depth:
            try:
                kind = type(self.next_event())
            except yaml.MarkedYAMLError as error:
                raise _RefusalError from error
            depth += kind in (yaml.SequenceStartEvent, yaml.MappingStartEvent)
            depth -= kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent)

    def _name(self, key: Scalar) -> str:
        """Give a field's name as it was meant: what cannot be seen in it is told, and left out."""
        name = plain_name(key.text)
        if len(key.text.strip()) > LONGEST_NAME:
            reason = f"the name of this field has more than {LONGEST_NAME} characters; shorten it"
            self.refuse("key-not-text", key.line, key.column, reason)
        elif name != key.text:
            hidden = invisible(key.text)
            what = f"an invisible character ({hidden[1]}) is in" if hidden else "a space stands before or after"
            self.refuse("zero-width", key.line, key.column, f"{what} the name of this field; delete it")
        return name

    def _at(self, event: Any, rule: str, message: str) -> None:
        self.refuse(rule, event.start_mark.line + 1, event.start_mark.column + 1, message)
