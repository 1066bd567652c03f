"""Hints for syntax errors that the whole line shows better than the position at which the parser gave up."""

import re
from collections.abc import Sequence

_VALUE = re.compile(r"(?P<head> *(?:- +)*[\w.-]+: +)(?P<value>\S.*?)\s*$")
_HEADER = re.compile(r": *[|>][-+0-9]*\s*$")
_FIELD = re.compile(r"(?<=\S) +([a-z][a-z_]+):(?: |$)")
"""What looks like a field after another one's value."""
_READ = 2_000
"""The most characters of a line that is looked at, so that expressions end soon."""
_LONGEST = 160
"""The most characters of a line that is suggested."""
_STUCK = re.compile(r""" *(?:- +)*([\w.-]+):(?=[{\["'])""")
"""A field's name whose colon has no space after it, before a value that no name could hold."""
_WHOLE = re.compile(r"\"[^\"]*\"|'[^']*'|\[[^\]]*\]|\{[^}]*\}")
"""A value between quotes or brackets, with nothing after it."""
_TOO_FAR_RIGHT = "this line is indented further than the field above; indent both the same"
_NO_SPACE = "add a space after the '-'"


def line_hint(above: Sequence[str], line: str, column: int, problem: str) -> tuple[str, str | None]:
    """Return a sentence, and the line as it may be meant; an empty sentence if the line shows nothing more.

    `above` are the lines above it, `column` (from 1) is where the parser gave up, `problem` what it said.
    """
    if len(line) > _READ:
        return "", None
    if sticks(line) and ("did not find expected" in problem or "mapping values are not allowed" in problem):
        return _NO_SPACE, None
    if "mapping values are not allowed" in problem:
        return _of_colons(above, line)
    if "could not find expected ':'" in problem:
        return _of_no_colon(above, line), None
    if "did not find expected key" in problem or "expected '-' indicator" in problem:
        return _of_place(above, line)
    if "',' or '}'" in problem:
        return _of_braces(line, column), None
    if "expected comment or line break" in problem and re.match(r"[|>] +[^\d\s]", _value(line)):
        return f"the text begins on the line below '{_value(line)[0]}'; move it there", None
    quoted = ("cannot start any token", "expected alphabetic", "expected comment or line break")
    if any(part in problem for part in quoted) and "\t" not in problem and _value(line)[:1] not in ("", "{", "["):
        return "", _all_in_quotes(line)
    return "", None


def sticks(line: str) -> bool:
    """Return whether a line begins with a '-' without a space after it, so that it begins no entry."""
    return re.match(r" *-[^\s-]", line) is not None


def _of_no_colon(above: Sequence[str], line: str) -> str:
    """Return a sentence for a line without a colon: part of a text, an entry of a list, or a field."""
    if line.lstrip().startswith("{"):
        return "an entry of a list begins with '- '; write '- {'"
    holder = next((one for one in reversed(above) if one.strip() and _indent(one) <= _indent(line)), "")
    if " " not in line.strip() or ": " in line:
        return ""
    if _HEADER.search(holder):
        return "a value below '|' is indented further than the name of its field; indent this line"
    if holder.rstrip().endswith(":"):
        return "what belongs to the field above is indented further than its name; indent this line"
    return ""


def _of_place(above: Sequence[str], line: str) -> tuple[str, str | None]:
    """Return a sentence, and the line as meant, for what goes on after a whole text or begins in the wrong column."""
    value = _value(line)
    if line.count("}") > line.count("{"):
        return "this line closes a brace that it does not open; delete it", None
    if re.match(r" *- ", line):
        return "an entry of a list begins with '- ', as far left as the one above", None
    if (field := _FIELD.search(value)) is not None and value[field.start() - 1] in "]}\"'":
        return f"a field begins on a line of its own; move '{field[1]}:' to the next one", None
    if _WHOLE.fullmatch(value):
        return _TOO_FAR_RIGHT, None
    if value[:1] == '"':
        return "the value goes on after its closing quotation mark; put all of it in quotes", _all_in_quotes(line)
    if value[:1] == "'":
        return "between single quotes, an apostrophe is written twice; or use double quotes", _in_double_quotes(line)
    if value[:1] in tuple("[{*&!"):
        return f"a text that begins with '{value[0]}' is put in quotes", _all_in_quotes(line)
    holder = next((one for one in reversed(above) if one.strip() and _indent(one) < _indent(line)), "")
    if _HEADER.search(holder):
        return "this text begins further right than this line; begin all its lines in the same column", None
    return "", None


def _of_braces(line: str, column: int) -> str:
    if re.search(r" #\w", line):
        return "a '#' after a space begins a comment, so the braces are not closed; put the value in quotes"
    before, at = line[: column - 1].rstrip(), line[column - 1 : column]
    # What follows one of these begins a value; anywhere else it is in the middle of a text.
    if not before or not at or at not in ":[{" or before[-1] in ":-,[{":
        return ""
    words = re.split(r"[,{] *|: ", before)[-1].split()
    if at == ":" and len(words) > 1:
        return f"a comma is missing before '{words[-1]}', or the text with the ': ' needs quotes"
    sign = ": " if at == ":" else at
    return f"a '{sign}' is in a value between braces; put the value in quotes"


def _of_colons(above: Sequence[str], line: str) -> tuple[str, str | None]:
    value = _value(line)
    if (stuck := _STUCK.match(line)) is not None:
        meant = f"{stuck[0]} {line[stuck.end() :]}".strip()
        return f"add a space after '{stuck[1]}:'", meant if len(line) <= _LONGEST else None
    if line.rstrip().endswith("}") and "{" not in line:
        return "this line closes braces that it does not open; write '{' where they begin, such as '- {date: …}'", None
    if value.endswith(":") and ":" not in value[:-1]:
        return "this text ends with a ':'; delete it, or put the text in quotes", None
    if (field := _FIELD.search(value)) is not None:
        return f"there is a ': ' in this value; put it in quotes, or begin a line with '{field[1]}:'", None
    if ": " in value or value.endswith(":"):
        return "there is a ': ' in this value; put the value in quotes", _all_in_quotes(line)
    before = next((one for one in reversed(above) if one.strip()), "")
    if _indent(before) == _indent(line) > 0 and not re.search(r":(?: |$)|^ *- ", before[:_READ]):
        return "there is a ': ' in a value of several lines; write '|' after the name of its field", None
    if re.match(r" +(?:- +)*[\w-]+:(?: |$)", line):
        return _TOO_FAR_RIGHT, None
    return "", None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value(line: str) -> str:
    match = _VALUE.match(line)
    return match["value"] if match else ""


def _all_in_quotes(line: str) -> str | None:
    match = _VALUE.match(line)
    return f"{match['head'].strip()} {_quoted(match['value'])}" if match and len(line) <= _LONGEST else None


def _in_double_quotes(line: str) -> str | None:
    """Return a line with double quotes around its text instead of single ones."""
    match = _VALUE.match(line)
    if match is None or len(line) > _LONGEST or not match["value"].endswith("'") or '"' in line:
        return None
    return f"{match['head'].strip()} {_quoted(match['value'][1:-1])}"


def _quoted(value: str) -> str:
    """Return a text in quotes of the kind that is not in it."""
    if not re.search(r"[\"\\]", value):
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
