"""The canonical layout of a source: the order of its fields, its indentation, its empty lines; comments stay.

Texts are put down as their author wrote them, quotation marks and all; only `|+`, which keeps empty lines, becomes
another style. What is in brackets stays so where it fits on a line, and is written out below where it does not. Two
things hold for every sound source, and a property test holds them: the result says the same, and laying it out again
changes nothing.
"""

import json
from collections.abc import Callable, Sequence

from ..nodes import plain
from ..reader import read_text
from .tree import Entry, Group, Leaf, Note, read_tree

WIDTH = 120
"""The most characters of a line with brackets."""
Path = tuple[str, ...]
Order = Callable[[Path], Sequence[str]]
"""Return the canonical order of a mapping's fields, that of its type; empty where the keys are the author's own."""


class UnsafeLayoutError(Exception):
    """Raised if the layout would have changed what a source says, or lost a comment: a fault of this module."""


def lay_out(text: str, order: Order) -> str:
    """Return a sound text (`read_text` has no problem with it) in its canonical layout; its lines end in `\\n`."""
    root = read_tree(text)
    if root is None or not root.entries:
        return text
    head = _head(root)
    lines = [*head, *_group(root, 0, (), order, first=not head)]
    laid_out = "\n".join(lines).rstrip("\n") + "\n"
    before, after = read_text(text, ""), read_text(laid_out, "")
    if before.root is None or after.root is None or plain(before.root) != plain(after.root):
        raise UnsafeLayoutError
    return laid_out


def _head(root: Group) -> list[str]:
    """Take the comments at the top of the file from the first entry: they are about the file, and stay at its top."""
    if not root.entries:
        return []
    first = root.entries[0]
    blanks = [at for at, note in enumerate(first.above) if note.blank and at > 0]
    at = blanks[-1] if blanks and not first.blank else len(first.above)
    notes, first.above = first.above[:at], first.above[at:]
    return _notes(notes, 0, first=True)


def _group(group: Group, indent: int, path: Path, order: Order, *, first: bool = True) -> list[str]:
    """Return a group's lines; no empty line is above the first of them, unless `first` says it is not the first."""
    lines: list[str] = []
    for entry in _sorted(group, path, order):
        lines += _entry(entry, indent, path, order, first=first and not lines)
    return [*lines, *_notes(group.below, indent)]


def _sorted(group: Group, path: Path, order: Order) -> list[Entry]:
    known = list(order(path)) if group.is_map else []
    return sorted(
        group.entries,
        key=lambda entry: known.index(entry.key.text) if entry.key and entry.key.text in known else len(known),
    )


def _entry(entry: Entry, indent: int, path: Path, order: Order, *, first: bool) -> list[str]:
    head = " " * indent + ("-" if entry.key is None else f"{_key(entry.key)}:")
    inner_path = path if entry.key is None else (*path, entry.key.text)
    value, after = entry.value, [*entry.after_key, *entry.after]
    above = list(entry.above)
    if isinstance(value, Group) and not (short := _in_brackets(value, inner_path, order, len(head) + 1)):
        lines = _group(value, indent + 2, inner_path, order)
        if entry.key is None:
            hoisted = next((at for at, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#"), 0)
            above += [Note(line.strip(), False) for line in lines[:hoisted] if line.strip()]
            above += [Note(text, False) for text in after]
            body = [f"{head} {lines[hoisted].lstrip()}", *lines[hoisted + 1 :]]
        else:
            above += [Note(text, False) for text in after[:-1]]
            body = [_with_comment(head, after[-1:]), *lines]
    else:
        above += [Note(text, False) for text in after[:-1]]
        body = _leaf(value, head, indent, after[-1:]) if isinstance(value, Leaf) else []
        body = body or [_with_comment(f"{head} {short}", after[-1:])]
    notes = _notes(above, indent, first=first)
    return [*notes, *([""] if entry.blank and (notes or not first) else []), *body]


def _leaf(leaf: Leaf, head: str, indent: int, comment: list[str]) -> list[str]:
    if not leaf.written:
        return [_with_comment(head, comment)]
    first, *more = leaf.written.split("\n")
    if leaf.style not in ("|", ">"):
        rest = [" " * (indent + 2) + line.lstrip(" \t") if line.strip() else "" for line in more]
        lines = [f"{head} {first}", *rest]
        return [*lines[:-1], _with_comment(lines[-1], comment)]
    sign = first.partition("#")[0].rstrip()
    if "+" in sign:
        # Empty lines after such a text belong to it, so an entry that comes to stand below could not have one above.
        if leaf.text.endswith("\n\n") or leaf.text == "\n":
            return [_with_comment(f"{head} {json.dumps(leaf.text, ensure_ascii=False)}", comment)]
        sign = sign.replace("+", "")
    while more and not more[-1].strip(" "):
        more.pop()
    digit = next((one for one in sign if one.isdigit()), "")
    shift = _block_indent(leaf, more, digit)
    sign = sign.replace(digit, "2") if digit else sign
    return [_with_comment(f"{head} {sign}", comment), *(_shifted(line, shift, indent + 2) for line in more)]


def _block_indent(leaf: Leaf, lines: list[str], digit: str) -> int:
    """Return how far a block's text is indented; where a digit says so, from what the text itself begins with."""
    first = next((line for line in lines if line.strip(" ")), "")
    indent = len(first) - len(first.lstrip(" "))
    if not digit:
        return indent
    own = next((line for line in leaf.text.split("\n") if line.strip(" ")), "")
    return indent - (len(own) - len(own.lstrip(" ")))


def _shifted(line: str, old: int, new: int) -> str:
    return " " * new + line[old:] if line[old:] else ""


def _in_brackets(group: Group, path: Path, order: Order, at: int) -> str:
    """Return a group in brackets, or nothing if it has to be written out below."""
    if not group.entries and not group.below:
        return "{}" if group.is_map else "[]"
    written = _brackets(group, path, order) if group.flow else None
    return written if written is not None and at + len(written) <= WIDTH else ""


def _brackets(group: Group, path: Path, order: Order) -> str | None:
    parts = []
    for entry in _sorted(group, path, order):
        if entry.above or entry.after or entry.after_key:
            return None
        inner = path if entry.key is None else (*path, entry.key.text)
        value = entry.value
        written = (value.written or '""') if isinstance(value, Leaf) else _brackets(value, inner, order)
        if written is None or "\n" in written:
            return None
        parts.append(written if entry.key is None else f"{_key(entry.key)}: {written}")
    if group.below:
        return None
    return f"{{{', '.join(parts)}}}" if group.is_map else f"[{', '.join(parts)}]"


def _key(key: Leaf) -> str:
    if key.written and "\n" not in key.written and key.style not in ("|", ">"):
        return key.written
    return json.dumps(key.text, ensure_ascii=False)


def _notes(notes: list[Note], indent: int, *, first: bool = False) -> list[str]:
    lines: list[str] = []
    for note in notes:
        if note.blank and (lines or not first):
            lines.append("")
        lines.append(" " * indent + note.text)
    return lines


def _with_comment(line: str, comment: list[str]) -> str:
    return f"{line}  {comment[0]}" if comment else line
