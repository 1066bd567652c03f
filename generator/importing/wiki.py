"""Writes the wiki text of Jira Server as Markdown.

The library for it, jira2markdown 0.5.3, reads the `\\t` of a path in `{{…}}` as a tab, stops at some texts, and takes a
tenth of a second for a short one. So what support writes is read here, and anything else is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

_CODE = re.compile(r"\{(code|noformat)(?::([^}\n]*))?\}\n?(.*?)\n?\{\1\}", re.DOTALL)
_QUOTE = re.compile(r"\{quote\}\n?(.*?)\n?\{quote\}", re.DOTALL)
_LIST = re.compile(r"[ \t]*([*#]+|-)[ \t]+(.*)")
_HEADING = re.compile(r"\s*h([1-6])\.\s+(.*)")
_TABLE_HEAD = re.compile(r"\s*\|\|(.*)\|\|\s*")
_TABLE_ROW = re.compile(r"\s*\|(?!\|)(.*)\|\s*")
_BAR = re.compile(r"\|(?![^\[\]]*\])")
_INLINE = re.compile(
    r"\{\{(?P<code>(?:(?!\{\{).)+?)\}\}"
    r"|\[(?P<label>[^\[\]|\n]+)\|(?P<href>(?:https?://|mailto:)[^\]|\s]+)(?:\|smart-link)?\]"
    r"|\[(?P<bare>https?://[^\]|\s]+)\]"
    r"|(?P<url>https?://[^\s\]|)]+)"
    r"|(?<![\w*{])\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*}])"
    r"|(?<![\w{])_(?P<em>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w}])"
    r"|\\(?P<literal>[*_+^~{}\[\]|!#?-])"
    r"|(?P<line>\\\\)(?=\s|$)"
)
_LOST = re.compile(
    r"\{[\w*+^~-][^{}\n]*\}|(?<![\w-])-[^\s-](?:[^-\n]*[^\s-])?-(?![\w-])|(?<!\w)\+[^\s+][^+\n]*\+(?!\w)|(?<!\w)\^[^\s^][^^\n]*\^|(?<!\w)~[^\s~][^~\n]*~|\?\?[^?\n]+\?\?"
    r"|\[[^\[\]|\n]+\|[^\[\]\n]*\]|\[(?:#|mailto:|[A-Z][A-Z0-9_]+[-:])[^\[\]|\n]+\]"
)


_BEGINNING = re.compile(
    r"^(\s*)(?:([#>]|[+-](?=\s|$)|-(?=[|:\s-]*$)|\d+(?=[.)]\s))|(~(?=~~)|[|:](?=[|:\s-]*$)|=(?==*\s*$)))",
    re.MULTILINE,
)
"""What would begin a heading, a quote or a list, or be a line of a table or a heading."""


def from_wiki(text: str) -> str | None:
    """Return wiki text as Markdown; None if something of it would be lost."""
    parts: list[str] = []
    at = 0
    for found in _CODE.finditer(text):
        parts += [text[at : found.start()], fenced(found[3], (found[2] or "").split("|")[0])]
        at = found.end()
    parts.append(text[at:])
    written = [_quotes(part) if number % 2 == 0 else part for number, part in enumerate(parts)]
    if any(part is None for part in written):
        return None
    return "\n\n".join(part.strip("\n") for part in written if part and part.strip())


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    text = re.sub(r"(\\(?=[^\w\s]|_)|[`*\[\]]|(?<!\w)_|_(?!\w))", r"\\\1", text)
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    # An address in angle brackets may begin at the end of a line.
    text = re.sub(r"<(?! )", "&lt;", text)
    return _BEGINNING.sub(_shown, text)


def fence(text: str) -> str:
    """Return a fence that is longer than any in a text."""
    return "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", text))])


def link(text: str, address: str) -> str:
    """Return a link; signs that would end its address early are written in hexadecimal."""
    address = re.sub(r"[\s()<>]", lambda one: f"%{ord(one[0]):02X}", address)
    return f"[{text}]({address})"


def code(text: str) -> str:
    """Return a text as code within a line."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _shown(found: re.Match[str]) -> str:
    """Return what begins a line as Markdown that shows it; Python-Markdown has no escape of the signs in group 3."""
    before, sign, other = found.groups()
    if other:
        return f"{before}&#{ord(other)};"
    # A number is escaped at the dot after it, which comes next.
    return f"{before}{sign}\\" if sign.isdigit() else f"{before}\\{sign}"


def fenced(text: str, language: str) -> str:
    """Return code as a block of its own; what cannot be the name of a language is left out."""
    language = language if re.fullmatch(r"[\w+#-]+", language) else ""
    return f"{fence(text)}{language}\n{text}\n{fence(text)}"


def _quotes(text: str) -> str | None:
    parts = _QUOTE.split(text)
    written = [_lines(part) for part in parts]
    if any(part is None for part in written):
        return None
    for number in range(1, len(parts), 2):
        written[number] = "\n".join(f"> {line}".rstrip() for line in (written[number] or "").strip().split("\n"))
    return "\n\n".join(part.strip("\n") for part in written if part and part.strip())


def _lines(text: str) -> str | None:
    if any(_LOST.search(_INLINE.sub(_within, line)) for line in text.split("\n")):
        return None
    lines: list[str] = []
    kind_before = ""
    for kind, line in _written(text):
        # Markdown wants a blank line where a paragraph ends and a list or the like begins.
        if kind.startswith("row") and kind[3:] != kind_before[5:]:
            # Markdown has no table without a head, and leaves out the cells of a row that has more of them.
            return None
        kind = kind.replace("row", "table")
        if lines and lines[-1] and line and kind != kind_before:
            lines.append("")
        lines.append(line)
        kind_before = kind
    return "\n".join(lines)


def _written(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind of each line, and the line; the kind of a table's row is "row" and the number of its cells."""
    for line in unescape(text).split("\n"):
        if found := _HEADING.fullmatch(line):
            yield f"heading {found[2]}", f"{'#' * int(found[1])} {_inline(found[2])}"
        elif re.fullmatch(r"\s*-{4,}\s*", line):
            yield "rule", "---"
        elif line.lstrip().startswith("bq. "):
            yield "quote", f"> {_inline(line.lstrip()[4:])}"
        elif found := _LIST.fullmatch(line):
            sign = "1." if found[1].endswith("#") else "-"
            yield "list", f"{'    ' * (len(found[1]) - 1)}{sign} {_inline(found[2])}"
        elif found := _TABLE_HEAD.fullmatch(line):
            heads = _cells(found[1].split("||"))
            yield f"table {len(heads)}" if heads else "row none", f"| {' | '.join(heads)} |"
            yield f"row {len(heads)}", f"|{' --- |' * len(heads)}"
        elif found := _TABLE_ROW.fullmatch(line):
            cells = _cells(_BAR.split(found[1]))
            yield f"row {len(cells)}", f"| {' | '.join(cells)} |"
        elif line.lstrip().startswith("|"):
            # A head at the beginning of a row, or a cell of several lines.
            yield "row none", ""
        else:
            yield "text" if line.strip() else "", _inline(line.strip())


def _cells(texts: Sequence[str]) -> list[str]:
    """Return the cells of a row as Markdown; none if one holds the sign that is between them."""
    cells = [_inline(text.strip()) for text in texts]
    return cells if not any("|" in cell for cell in cells) else []


def _within(found: re.Match[str]) -> str:
    return found["strong"] or found["em"] or found["label"] or ""


def _inline(text: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _INLINE.finditer(text):
        parts += [escaped(text[at : found.start()]) if at == 0 else _rest(text[at : found.start()]), _one(found)]
        at = found.end()
    return "".join([*parts, escaped(text) if at == 0 else _rest(text[at:])])


def _rest(text: str) -> str:
    """Return what comes later in a line, where a sign such as `#` begins nothing."""
    return escaped(f"x{text}")[1:] if text else ""


def _one(found: re.Match[str]) -> str:
    kind = found.lastgroup
    match kind:
        case "code":
            return code(found["code"])
        case "href":
            return link(escaped(found["label"]) if "://" in found["label"] else _inline(found["label"]), found["href"])
        case "bare" | "url":
            return f"<{found[kind]}>"
        case "strong" | "em":
            sign = {"strong": "**", "em": "*"}[kind]
            return f"{sign}{_inline(found[kind])}{sign}"
        case "literal":
            return escaped(f"x{found['literal']}")[1:]
        case _:
            return "  \n"
