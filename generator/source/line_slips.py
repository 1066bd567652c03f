"""Slips with YAML that the whole line tells better than the place at which the parser gave up, with the way out."""

from __future__ import annotations

import re

_VALUE = re.compile(r"(?P<head> *(?:- +)*[\w-]+: +)(?P<value>\S.*?)\s*$")
_LONGEST = 160


def line_slip(line: str, problem: str) -> tuple[str, str | None]:
    """Give a sentence, and the line as it may be meant; an empty sentence where the line tells nothing more.

    `problem` is the parser's own.
    """
    match = _VALUE.match(line)
    value = match["value"] if match else ""
    meant = f"{match['head'].strip()} {_in_quotes(value)}" if match and len(line) <= _LONGEST else None
    if "mapping values are not allowed" in problem:
        return _of_colons(line, value, meant)
    if "did not find expected key" in problem and value[:1] == '"':
        return "this text goes on behind its closing quotation mark; put all of it in quotes", meant
    if "did not find expected key" in problem and value[:1] == "'":
        return "between single quotes, an apostrophe is written twice; or use double quotes", _without(match, "'")
    if "did not find expected key" in problem and value[:1] in tuple("[{*&!"):
        return f"a text that begins with '{value[0]}' is put in quotes", meant
    if "',' or '}'" in problem and re.search(r" #\w", line):
        return "a '#' behind a space begins a comment, so the braces are not closed; put the text in quotes", None
    quoted = ("cannot start any token", "expected alphabetic", "expected comment or line break")
    if any(part in problem for part in quoted) and "\t" not in problem and value[:1] not in ("", "{", "["):
        return "", meant
    return "", None


def _of_colons(line: str, value: str, meant: str | None) -> tuple[str, str | None]:
    if re.match(r" *-\{", line):
        return "this entry has no space behind its '-'; write '- {'", None
    if line.rstrip().endswith("}") and "{" not in line:
        return "this line closes braces that it does not open; write '{' where they begin, such as '- {date: …}'", None
    if value.endswith(":") and ":" not in value[:-1]:
        return "this text ends with a ':'; delete it, or put the text in quotes", None
    if ": " in value or value.endswith(":"):
        return "a ': ' stands inside this text; put the text in quotes", meant
    if re.match(r" +(?:- +)*[\w-]+:(?: |$)", line):
        return "this line begins further right than the field above; begin both in the same column", None
    return "", None


def _in_quotes(value: str) -> str:
    """Give a text in quotes of the kind that is not in it."""
    if not re.search(r"[\"\\]", value):
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _without(match: re.Match[str] | None, mark: str) -> str | None:
    """Give a line whose text stands in double quotes instead of the single ones around it."""
    if match is None or len(match[0]) > _LONGEST or not match["value"].endswith(mark) or '"' in match["value"]:
        return None
    return f"{match['head'].strip()} {_in_quotes(match['value'][1:-1])}"
