"""What an author probably meant where YAML's own parser gives up: its message, said for people."""

import re
from collections.abc import Mapping, Sequence

import yaml

from ...problems.problem import LocatedProblem, Position, ProblemSeverity
from .hints import line_hint, sticks
from .indentation import stray_entry, stray_field

_MESSAGES: Mapping[str, str] = {
    "found character '\\t'": "YAML does not allow a tab here; replace it with spaces",
    "cannot start any token": "a value cannot begin with this character; put the whole value in quotes",
    "mapping values are not allowed": (
        "there is a ': ' in the value, or this line is indented too far; quote the value, or fix the indentation"
    ),
    "quoted scalar found unexpected end of stream": "this quotation mark is never closed; close it",
    "did not find expected ',' or ']'": "this list is not closed, or a comma is missing; add the ']' or the comma",
    "did not find expected ',' or '}'": "these braces are not closed, or a comma is missing; add the '}' or the comma",
    "could not find expected ':'": "this line has no ': ' after its field's name; write 'field: value', with a space",
    "did not find expected key": (
        "this line does not fit the lines above: check its indentation, and that quotation marks are closed"
    ),
    "did not find expected '-' indicator": "an entry of a list begins with '- ', as far left as the one above",
    "did not find expected node content": "something is missing here, such as a value between two commas",
    "found unknown escape character": (
        "a backslash in double quotes begins an escape; use single quotes, or write '\\\\' for one backslash"
    ),
    "invalid Unicode character escape": "this escape is not a character; write the character itself",
    "did not find expected hexdecimal": "this escape is not complete; write the character itself",
    "mapping keys are not allowed": "'? ' has a meaning in YAML; put the value in quotes",
    "directive": "a line that begins with '%' is a YAML directive; delete it, or put the text in quotes",
    "found undefined alias": "this looks like an alias ('*'); put the text in quotes",
    "did not find expected alphabetic": "'*' and '&' begin aliases and anchors; put the text in quotes",
    "block sequence entries are not allowed": "a list begins on a line of its own; move '- ' to the next line",
    "did not find expected comment or line break": (
        "a value that begins with '|' or '>' needs quotes; or end the line here and write the value below"
    ),
    "indentation indicator": "a value that begins with '|' or '>' needs quotes",
    "did not find expected <document start>": "this line begins further left, or after text without a field",
}
"""What to say for what is found in the context and the problem that the parser gives; the first that fits counts."""
_MISPLACED = (
    "mapping values are not allowed",
    "did not find expected key",
    "expected '-' indicator",
    "<document start>",
)
"""What the parser says of an entry that is not below the others of its list."""


def explain_syntax_error(
    error: yaml.MarkedYAMLError, text: str, file: str, quoted: tuple[int, int, int] | None = None
) -> tuple[LocatedProblem, int]:
    """Return the problem for an error of the YAML parser, at the position where it can be seen, and its line.

    `quoted` is where the last text in quotation marks began (line, column) and the line it ended on: if that is where
    the parser gave up, its quotation mark was closed by one that should have opened another text.
    """
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and (mark is None or _begins_there(problem, context, error)):
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if quoted is not None and quoted[0] < quoted[2] == line:
        message = f"this quotation mark is closed only on line {line}; close it where the text ends"
        return _problem(Position(file, quoted[0], quoted[1]), message), quoted[0]
    line, column = _inside(text, line, column)
    lines = text.split("\n")
    if "mapping values are not allowed" in problem:
        above = _line_above(lines, line)
        if _is_stray(lines[above - 1]):
            line, column, problem = above, 1, "could not find expected ':'"
        elif sticks(lines[above - 1]) and not sticks(lines[line - 1]):
            line, column = above, len(lines[above - 1]) - len(lines[above - 1].lstrip(" ")) + 1
    before, written = lines[: line - 1], lines[line - 1]
    misplaced = None if sticks(written) else stray_entry(before, written) or stray_field(before, written)
    if misplaced and any(part in problem for part in _MISPLACED):
        column = len(written) - len(written.lstrip(" ")) + 1
        return _problem(Position(file, line, column), misplaced), line
    sentence, meant = line_hint(before, written, column, problem)
    return _problem(Position(file, line, column), sentence or _sentence(problem, context), meant), line


def merge_conflicts(text: str, file: str) -> list[LocatedProblem]:
    """Return a problem for each place where git could not merge two versions, and left both with its marks."""
    message = (
        "git left two versions here; if two people took one id, give one of the errors another; else merge by hand, "
        "and delete the lines with '<<<<<<<', '=======', '>>>>>>>'"
    )
    lines = text.split("\n")
    if not any(line.startswith(">>>>>>> ") for line in lines):
        return []
    starts = [number for number, line in enumerate(lines, start=1) if line.startswith("<<<<<<< ")]
    return [_problem(Position(file, line), message) for line in starts]


def _problem(position: Position, message: str, suggestion: str | None = None) -> LocatedProblem:
    return LocatedProblem("yaml-syntax", ProblemSeverity.ERROR, position, message, suggestion)


def _line_above(lines: Sequence[str], line: int) -> int:
    """Return the number of the last line above one that is not empty, or that of the line itself if all are."""
    return next((number for number in range(line - 1, 0, -1) if lines[number - 1].strip()), line)


def _is_stray(line: str) -> bool:
    """Return whether a line is text at the left margin without a field, which absorbs the next line."""
    return re.match(r"[^\s#:'\"-](?:[^:]|:(?=\S))*$", line[:2_000]) is not None


def _begins_there(problem: str, context: str, error: yaml.MarkedYAMLError) -> bool:
    """Return whether the problem can be seen where the text or list began that the parser was in."""
    if "quoted scalar" in context:
        return "unexpected" in problem
    if "flow" in context:
        return bool(error.problem_mark and error.context_mark and error.problem_mark.line != error.context_mark.line)
    return any(kind in context for kind in ("alias", "anchor", "block scalar", "directive", "simple key"))


def _sentence(problem: str, context: str) -> str:
    sentence = next((sentence for part, sentence in _MESSAGES.items() if part in f"{context} {problem}"), "")
    return sentence or f"this is not YAML: {re.sub(r'[<>]', '', problem) or 'it cannot be read'}"


def _inside(text: str, line: int, column: int) -> tuple[int, int]:
    """Move a position after the end of the text back to the end of its last line that is not empty."""
    lines = text.split("\n")
    if line <= len(lines) and (lines[line - 1].strip() or line == 1):
        return line, column
    last = next((number for number in range(min(line, len(lines)), 0, -1) if lines[number - 1].strip()), 0)
    return (last, len(lines[last - 1]) + 1) if last else (1, 1)
