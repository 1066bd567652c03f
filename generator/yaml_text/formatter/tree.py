"""The tree of a source for the formatter: every text as written, and each comment with what it is about.

`nodes` says what a source means; this says how it is written, so that `formatter` can write it again. A comment
alone on its line belongs to the entry below it, or, further to the right than that, to the end of the list above; a
comment after something on its line belongs to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..comments import Comment, find_comments
from ..parser import Parser


@dataclass(slots=True)
class Leaf:
    """A text: as written, and what it says."""

    written: str
    text: str
    style: str
    start: int
    end: int


@dataclass(slots=True)
class Note:
    """A comment on a line of its own; `blank` if the line above it is empty."""

    text: str
    blank: bool


@dataclass(slots=True)
class Entry:
    """A field of a mapping, or an item of a list (then without a key), with its comments."""

    key: Leaf | None
    value: Leaf | Group
    start: int
    blank: bool = False
    above: list[Note] = field(default_factory=list)
    after_key: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A mapping or a list; `flow` if it is written in brackets; `below` are comments after its last entry."""

    is_map: bool
    flow: bool
    start: int
    end: int
    column: int
    entries: list[Entry] = field(default_factory=list)
    below: list[Note] = field(default_factory=list)


def read_tree(text: str) -> Group | None:
    """Return the tree of a sound text, or None if it is a single text without fields."""
    parser: Any = Parser(text)
    try:
        root = _TreeBuilder(parser, text).node(_first(parser))
    finally:
        parser.dispose()
    if isinstance(root, Leaf):
        return None
    _Placer(text, root).place(find_comments(text))
    return root


def _first(parser: Any) -> Any:
    event = parser.get_event()
    while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
        event = parser.get_event()
    return event


class _TreeBuilder:
    """Builds the tree from the parser's events."""

    def __init__(self, parser: Any, text: str) -> None:
        self.parser = parser
        self.text = text

    def node(self, event: Any) -> Leaf | Group:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            return Leaf(self.text[start:end], event.value, event.style or "", start, end)
        group = Group(isinstance(event, yaml.MappingStartEvent), event.flow_style, start, end, event.start_mark.column)
        ends = yaml.MappingEndEvent if group.is_map else yaml.SequenceEndEvent
        while type(event := self.parser.get_event()) is not ends:
            first = self.node(event)
            if group.is_map and isinstance(first, Leaf):
                group.entries.append(Entry(first, self.node(self.parser.get_event()), first.start))
            else:
                group.entries.append(Entry(None, first, first.start))
        group.end = event.end_mark.index  # type: ignore[union-attr]
        return group


class _Placer:
    """Gives each comment to the entry or the group it is about, and says where empty lines are."""

    def __init__(self, text: str, root: Group) -> None:
        self.text = text
        self.root = root
        self.entries = list(_entries(root))
        self.content = {line for leaf in _leaves(root) for line in _content_lines(text, leaf)}
        self.lines = text.split("\n")

    def place(self, comments: list[Comment]) -> None:
        for comment in comments:
            self._place(comment)
        for _, entry in self.entries:
            entry.blank = self._blank_above(self.text.count("\n", 0, entry.start))

    def _place(self, comment: Comment) -> None:
        holder = None if comment.alone else self._before_on_line(comment)
        if holder is not None:
            entry, is_key = holder
            (entry.after_key if is_key else entry.after).append(comment.text)
            return
        note = Note(comment.text, self._blank_above(comment.line - 1))
        started = [entry for _, entry in self.entries if entry.start < comment.index]
        if started and started[-1].key is not None and _begins_later(started[-1].value, comment.index):
            started[-1].above.append(note)
            return
        group, following = self._surroundings(comment)
        (group.below if following is None else following.above).append(note)

    def _before_on_line(self, comment: Comment) -> tuple[Entry, bool] | None:
        """Return the entry whose key, text or bracket ends last before the comment on its line."""
        line_start = comment.index - comment.column + 1
        best: tuple[int, Entry, bool] | None = None
        for _, entry in self.entries:
            for node, is_key in ((entry.key, True), (entry.value, False)):
                if node is None or (isinstance(node, Group) and not node.flow):
                    continue
                end = node.end
                if isinstance(node, Leaf) and node.style in ("|", ">"):
                    # The comment is in the header of the block.
                    end = comment.index if node.start < comment.index < node.end else node.start
                if line_start < end <= comment.index and (best is None or end >= best[0]) and node.end > node.start:
                    best = (end, entry, is_key)
        return None if best is None else (best[1], best[2])

    def _surroundings(self, comment: Comment) -> tuple[Group, Entry | None]:
        """Return the group that a comment on its own line is in, and the entry of it that follows, if one does."""
        following = next(((group, entry) for group, entry in self.entries if entry.start > comment.index), None)
        chain = [self.root]
        while started := [entry for entry in chain[-1].entries if entry.start < comment.index]:
            value = started[-1].value
            if not isinstance(value, Group) or value.start > comment.index:
                break
            chain.append(value)
        inside = [group for group in chain if group.flow and group.start < comment.index < group.end]
        if inside:
            within = next((entry for entry in inside[-1].entries if entry.start > comment.index), None)
            return inside[-1], within
        open_groups = [group for group in chain if not group.flow and group.entries[0].start < comment.index]
        if following is not None and not following[0].flow and comment.column - 1 <= following[0].column:
            return following
        fitting = [group for group in open_groups if group.column <= comment.column - 1]
        group = fitting[-1] if fitting else self.root
        if following is not None and (group is following[0] or following[0] not in chain):
            return following
        if following is not None and any(entry is following[1] for entry in group.entries):
            return following
        return group, None

    def _blank_above(self, line: int) -> bool:
        """Return whether the line above another (from 0) is empty, and not part of a text."""
        return line > 0 and not self.lines[line - 1].strip() and line - 1 not in self.content


def _begins_later(value: Leaf | Group, index: int) -> bool:
    return value.start > index and (isinstance(value, Leaf) or value.flow)


def _entries(group: Group) -> Iterator[tuple[Group, Entry]]:
    """Yield every entry with its group, in the order of their beginnings; an outer one before an inner one."""
    for entry in group.entries:
        yield group, entry
        if isinstance(entry.value, Group):
            yield from _entries(entry.value)


def _leaves(group: Group) -> Iterator[Leaf]:
    for _, entry in _entries(group):
        if entry.key is not None:
            yield entry.key
        if isinstance(entry.value, Leaf):
            yield entry.value


def _content_lines(text: str, leaf: Leaf) -> range:
    """Return the lines (from 0) that belong to a text which goes over several."""
    written = leaf.written
    if leaf.style in ("|", ">") and "+" not in written.split("\n", 1)[0].partition("#")[0]:
        written = written.rstrip()
    first = text.count("\n", 0, leaf.start)
    return range(first, first + written.count("\n") + (0 if written.endswith("\n") else 1))
