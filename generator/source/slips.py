"""What an author probably meant where YAML's own parser gives up: its message, said for people."""

from __future__ import annotations

import re

import yaml

from generator.problem import Place, Problem, Weight

_SLIPS: tuple[tuple[str, str, str], ...] = (
    ("found character '\\t'", "", "a tab stands where YAML wants spaces; replace it by spaces"),
    ("cannot start any token", "", "this character must not begin a text; put the whole text in quotes"),
    (
        "mapping values are not allowed",
        "",
        "a ': ' stands inside a text, or this line is too far right; quote the text, or mend the indentation",
    ),
    ("found unexpected end of stream", "quoted scalar", "this quotation mark is never closed; close it"),
    ("did not find expected ',' or ']'", "", "this list in brackets is not closed, or a comma is missing; mend it"),
    ("did not find expected ',' or '}'", "", "these braces are not closed, or a comma is missing; mend them"),
    (
        "could not find expected ':'",
        "",
        "this line has no ': ' after its field's name; write 'field: value', with a space",
    ),
    (
        "did not find expected key",
        "",
        "this line does not fit what is above: check its indentation and that quotation marks inside a text are closed",
    ),
    ("did not find expected '-' indicator", "", "an entry of a list begins with '- ', as far left as the one above"),
    ("did not find expected node content", "", "something is missing here, such as a value between two commas"),
    (
        "found unknown escape character",
        "",
        "after a backslash in double quotes only certain letters may stand; use '…'",
    ),
    ("found undefined alias", "", "this looks like an alias ('*'); put the text in quotes"),
    ("did not find expected alphabetic", "", "'*' and '&' begin aliases and anchors; put the text in quotes"),
    ("block sequence entries are not allowed", "", "a list begins on a line of its own; move '- ' to the next line"),
    ("did not find expected comment or line break", "", "after '|' or '>' the line must end; move the text below"),
    ("did not find expected <document start>", "", "this line begins further left, or after text without a field"),
)


def explain_slip(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Give the problem for an error of the YAML parser, at the place where the slip is to be seen."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    if "quoted scalar" in context and error.context_mark is not None:
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    line, column = _inside(text, line, column)
    return Problem("yaml-syntax", Weight.ERROR, Place(file, line, column), _sentence(problem, context))


def _sentence(problem: str, context: str) -> str:
    for fragment, of, sentence in _SLIPS:
        if fragment in problem and of in context:
            return sentence
    return f"this is not YAML: {re.sub(r'[<>]', '', problem) or 'it cannot be read'}"


def _inside(text: str, line: int, column: int) -> tuple[int, int]:
    """Move a place behind the end of the text back to its last line that says something."""
    lines = text.split("\n")
    if line <= len(lines) and (lines[line - 1].strip() or line == 1):
        return line, column
    for number in range(min(line, len(lines)), 0, -1):
        if lines[number - 1].strip():
            return number, len(lines[number - 1]) + 1
    return 1, 1
