"""Reads the strict subset of YAML that sources are written in, to a tree of text with positions.

What makes YAML surprising is refused with a sentence, not guessed at: duplicate keys, anchors, aliases, merge keys,
tags, several documents. Every scalar stays text.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..problems.problem import Place, Problem
from .builder import Builder
from .nodes import Node, without_empty
from .parser import Parser
from .syntax_errors.cut_off import cut_texts
from .syntax_errors.messages import explain_slip, merge_conflicts
from .syntax_errors.recovery import Recovery
from .text import decode


@dataclass(frozen=True, slots=True)
class Reading:
    """The tree of a file, and every problem found in reading it.

    The tree is None if the rest of the file could not be read. It is there beside problems that do not mislead, such
    as a field that is in the file twice, so that whatever else is wrong can be told in the same run. `readable` is the
    text that the tree was made from; `lost` are the first and last lines of what is missing in it.
    """

    root: Node | None
    problems: tuple[Problem, ...]
    readable: str = ""
    lost: tuple[tuple[int, int], ...] = ()


def read(data: bytes, file: str) -> Reading:
    """Read a file's bytes; `file` names it in problems."""
    decoded = decode(data, file)
    if decoded.text is None or decoded.problems:
        return Reading(None, decoded.problems)
    return read_text(decoded.text, file)


def read_text(text: str, file: str) -> Reading:
    """Read a text that `decode` has let through, behind slips with YAML itself, too."""
    recovery = Recovery(text)
    slips: list[Problem] = []
    while True:
        readable = recovery.text
        builder = Builder(Parser(readable), file)
        root, error = builder.read()
        if error is None:
            break
        if conflicts := merge_conflicts(text, file):
            return Reading(None, tuple(conflicts), text)
        slip, line = explain_slip(error, readable, file, builder.quoted)
        if recovery.is_new(line):
            slips.append(slip)
        if not recovery.set_aside(line):
            break
    problems = [*slips, *(one for one in builder.problems if not slips or one.rule != "empty-file")]
    if root is not None and (cut := list(cut_texts(readable, file))):
        problems.extend(cut)
        root = without_empty(root, {one.spot.line for one in cut if isinstance(one.spot, Place)})
    return Reading(root, tuple(problems), readable, tuple(recovery.lost))
