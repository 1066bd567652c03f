"""Builds the tree of a source from libyaml's events, which have positions, and refuses what surprises in YAML."""

from typing import Any

import yaml

from ..problems.problem import LocatedProblem, Position, ProblemSeverity
from .nodes import REPORTED, Mapping, Node, Scalar, Sequence
from .syntax_errors.recovery import MARK
from .text import ESCAPED, LONGEST_NAME, UNWANTED, invisible, plain_name, trap_of

MAX_DEPTH = 32


class _GivenUpError(Exception):
    """Ends the reading of a file about whose rest nothing more can be said."""


class Builder:
    """Builds the tree from events; problems that do not mislead the rest are gathered, so that all are reported."""

    def __init__(self, parser: Any, file: str, source: str) -> None:
        self.parser = parser
        self.source = source
        self.next_event = parser.get_event
        self.file = file
        self.problems: list[LocatedProblem] = []
        # Where the last text in quotation marks began, and the line on which it ended.
        self.quoted: tuple[int, int, int] | None = None

    def report(self, rule: str, line: int, column: int, message: str) -> None:
        self.problems.append(LocatedProblem(rule, ProblemSeverity.ERROR, Position(self.file, line, column), message))

    def read(self) -> tuple[Node | None, yaml.MarkedYAMLError | None]:
        """Return the tree, None if it cannot be made, and what the parser gave up at; reads to the end, once."""
        try:
            return self._document(), None
        except _GivenUpError:
            return None, None
        except yaml.MarkedYAMLError as error:
            return None, error
        except RecursionError:
            self.report("too-deep", 1, 1, f"more than {MAX_DEPTH} levels are nested; make it flatter")
            return None, None
        finally:
            self.parser.dispose()

    def _document(self) -> Node | None:
        event = self.next_event()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
                self._at(event, "directive", "the file begins with a YAML directive ('%'); delete that line")
            event = self.next_event()
        if isinstance(event, yaml.StreamEndEvent):
            self.report("empty-file", 1, 1, "the file is empty; write its fields, or delete the file")
            return None
        root = self._node(event, 0)
        self.next_event()
        more = self.next_event()
        if isinstance(more, yaml.DocumentStartEvent):
            self._at(more, "several-documents", "a second document begins here ('---'); a source is one document")
        if isinstance(root, Scalar) and not root.text:
            self.report("empty-file", 1, 1, "the file is empty; write its fields, or delete the file")
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._at(event, "alias", f"'*{event.anchor}' is an alias; write the value out again")
            return Scalar("", line, column, REPORTED)
        if event.anchor is not None:
            self._at(event, "anchor", f"'&{event.anchor}' is an anchor; delete it and write values out where needed")
        if event.tag is not None:
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._at(event, "tag", f"'{written}' is a tag; delete it, every value is text until its field types it")
        if kind is yaml.ScalarEvent:
            text, style = event.value, event.style or ""
            # A text of several lines may have taken the mark into it.
            if MARK in text:
                return Scalar("", line, column, REPORTED)
            if style in ("'", '"'):
                self.quoted = (line, column, event.end_mark.line + 1)
            if style == '"' and (trap := UNWANTED.search(text)):
                # The character itself would have been refused before, so a backslash and letters stand for it.
                what = f"is an invisible character (U+{ord(trap[0]):04X})"
                reason = f"a backslash in double quotes {what}; use single quotes, or write two backslashes"
                self.report(trap_of(trap[0])[0], line, column, reason)
            elif style == '"' and event.end_mark.line + 1 == line:
                written = self.source[mark.index : event.end_mark.index]
                if "\\" in written and (escape := ESCAPED.search(written)):
                    what = "means a tab" if escape[0][-1] == "t" else "means a line break"
                    reason = f"'{escape[0][-2:]}' in double quotes {what}; use single quotes, or write two backslashes"
                    self.report("control-character", line, column + escape.end() - 2, reason)
            return Scalar(text, line, column, style)
        if depth >= MAX_DEPTH:
            self._at(event, "too-deep", f"more than {MAX_DEPTH} levels are nested; make it flatter")
            self._skip()
            return Scalar("", line, column, REPORTED)
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
            if not isinstance(key, Scalar) or key.style == REPORTED:
                if not isinstance(key, Scalar):
                    self._at(
                        start,
                        "key-not-text",
                        "the name of a field must be a string; quote braces and brackets that belong to it",
                    )
                unclear, event = True, self.next_event()
                continue
            name = self._name(key)
            first = entries.get(name)
            if key.text == "<<":
                self.report("merge-key", key.line, key.column, "'<<' merges mappings; write the fields out instead")
            elif first is not None:
                reason = f"the field '{name}' is listed twice; it is already on line {first[0].line}"
                self.report("duplicate-key", key.line, key.column, reason)
            else:
                entries[name] = (key, value)
            event = self.next_event()
        # Braces with such a key were meant as a part of a text, as in `title: {{ name }}`.
        return Scalar("", line, column, REPORTED) if unclear and in_braces else Mapping(entries, line, column)

    def _skip(self) -> None:
        """Go to the end of the list or mapping that has just begun, unless no person can have meant it."""
        depth = 1
        while depth:
            try:
                kind = type(self.next_event())
            except yaml.MarkedYAMLError as error:
                raise _GivenUpError from error
            depth += kind in (yaml.SequenceStartEvent, yaml.MappingStartEvent)
            depth -= kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent)
            # The parser's work for each bracket grows with how many are open.
            if depth > MAX_DEPTH:
                raise _GivenUpError

    def _name(self, key: Scalar) -> str:
        """Return a field's name as it was meant: what cannot be seen in it is reported, and left out."""
        name = plain_name(key.text)
        if len(key.text.strip()) > LONGEST_NAME:
            reason = f"the name of this field has more than {LONGEST_NAME} characters; shorten it"
            self.report("key-not-text", key.line, key.column, reason)
        elif name != key.text:
            hidden = invisible(key.text)
            what = f"an invisible character ({hidden[1]}) is in" if hidden else "there is a space before or after"
            self.report("invisible-in-name", key.line, key.column, f"{what} the name of this field; delete it")
        return name

    def _at(self, event: Any, rule: str, message: str) -> None:
        self.report(rule, event.start_mark.line + 1, event.start_mark.column + 1, message)
