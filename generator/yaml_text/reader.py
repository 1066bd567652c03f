"""Reads the strict subset of YAML that sources are written in, to a tree of text with positions.

What surprises in YAML is refused, not guessed at: duplicate keys, anchors, merge keys, tags, several documents.
"""

from dataclasses import dataclass

from ..problems.problem import LocatedProblem
from .builder import Builder
from .nodes import Node, without_empty
from .parser import Parser
from .syntax_errors.cut_off import cut_off_values
from .syntax_errors.messages import explain_syntax_error, merge_conflicts
from .syntax_errors.recovery import Recovery
from .text import decode


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The tree of a file, and every problem found in reading it.

    The tree is None if the rest of the file could not be read; problems that do not mislead, such as a field that is in
    the file twice, leave it there. `readable` is the text that it was made from; `lost` are the first and last lines of
    what is missing in that.
    """

    root: Node | None
    problems: tuple[LocatedProblem, ...]
    readable: str = ""
    lost: tuple[tuple[int, int], ...] = ()


def read(data: bytes, file: str) -> ParsedText:
    """Read a file's bytes; `file` names it in problems."""
    decoded = decode(data, file)
    if decoded.text is None or decoded.problems:
        return ParsedText(None, decoded.problems)
    return read_text(decoded.text, file)


def read_text(text: str, file: str) -> ParsedText:
    """Read a text that `decode` has let through; after a syntax error, too."""
    recovery = Recovery(text)
    syntax_errors: list[LocatedProblem] = []
    while True:
        readable = recovery.text
        builder = Builder(Parser(readable), file, readable)
        root, error = builder.read()
        if error is None:
            break
        if conflicts := merge_conflicts(text, file):
            return ParsedText(None, tuple(conflicts), text)
        problem, line = explain_syntax_error(error, readable, file, builder.quoted)
        if recovery.is_new(line):
            syntax_errors.append(problem)
        if not recovery.blank(line):
            break
    problems = [*syntax_errors, *(one for one in builder.problems if not syntax_errors or one.rule != "empty-file")]
    if root is not None and (cut := list(cut_off_values(readable, file))):
        problems.extend(cut)
        root = without_empty(root, {one.position.line for one in cut})
    return ParsedText(root, tuple(problems), readable, tuple(recovery.lost))
