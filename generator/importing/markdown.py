"""Turns a tracker's texts into Markdown, and says what would be lost or must not be public.

Nothing is dropped without a word: what Markdown has no form for, a mention of a person, an attachment or a reference
to another issue is a loss, which becomes a problem at the issue.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..markup.limits import beyond_prose
from .source import Row
from .wiki import code, escaped, fenced, from_wiki, link

MENTION = "mentions a person"
ATTACHMENT = "shows or names an attachment"
ISSUE = "refers to another issue"
ACTION = "has a line that is a command to the tracker"
TRACKER = "has an address of the tracker"
MARKUP = "has markup that Markdown does not have"
BEYOND = "is too long, or has too many brackets or backticks"

_CODE = re.compile(
    r"^(?P<fence>`{3,}+|~{3,}+).*?^(?P=fence)|(?<!`)(?P<ticks>`++)[^\n]+?(?P=ticks)", re.MULTILINE | re.DOTALL
)
_NO_TAG = re.compile(r"<(?:https?://|mailto:)[^>\s]+>|\\[<\[{]")
"""Addresses in angle brackets, and escaped characters."""
_COMMENT = re.compile(rf"(?P<code>{_CODE.pattern})|<!--.*?-->", re.MULTILINE | re.DOTALL)
"""A comment that nobody sees; in code, it is none."""
_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        ATTACHMENT,
        re.compile(
            r"!\[|<img\b|/uploads/|user-attachments/|user-images\.githubusercontent"
            r"|github\.com/[\w.-]+/[\w.-]+/(?:assets|files)/",
            re.IGNORECASE,
        ),
    ),
    (MARKUP, re.compile(r"</?[A-Za-z][^>\n]*>|<[!?]")),
)
_TRACKER = re.compile(
    r"https?://(?:[\w.-]+\.atlassian\.net\b|github\.com/[\w.-]+/[\w.-]+/(?:issues|pull|commit|discussions|projects)\b"
    r"|[\w.-]+/\S*?(?:/-/|\bbrowse/[A-Z][A-Z0-9_]+-\d|secure/ViewProfile))"
)
_ONLY_TRACKERS = re.compile(
    r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+\[[ xX~]\][ \t]|^ {0,3}\[[^\]\n]+\]:|\[\^[^\]\n]+\]|(?<!~)~~(?=[^\s~])", re.MULTILINE
)
"""Lists of tasks, addresses and notes at the end of a text, and struck text."""
_ACTION = re.compile(
    r"^/(?:(?:un)?(?:assign|label|lock|subscribe|milestone|approve)|assign_reviewer|blocks|cc|clone|close|confidential"
    r"|copy_metadata|due|duplicate|epic|estimate|health_status|iteration|move|promote|relabel|relate|reopen"
    r"|remove_\w+|set_parent|spend|spent|tag|title|todo|type|weight|zoom)(?=\s|$)",
    re.MULTILINE,
)
_MENTION = re.compile(r"(?<![A-Za-z0-9.@/`])@[A-Za-z0-9][\w-]*")
_NUMBER = re.compile(
    r"(?<![\w&/])[#!]\d+\b|\b[\w.-]+/[\w.-]+[#!&]\d+\b|\bGH-\d+\b|(?<![\w&])&\d+\b(?!;)|(?<!\w)[~%]\"[^\"\n]+\""
)
_WIKI: tuple[tuple[str, re.Pattern[str]], ...] = (
    (MENTION, re.compile(r"\[~[^\]\n]+\]")),
    (ATTACHMENT, re.compile(r"\[\^[^\]\n]+\]|(?<![\w!])![^\s!|][^!\n|]*\.\w{2,5}(?:\|[^!\n]*)?!")),
    (MARKUP, re.compile(r"\{color\b|<[A-Za-z/]")),
)
_WIKI_CODE = re.compile(r"\{(code|noformat)(?::[^}]*)?\}.*?\{\1\}", re.DOTALL)


def to_markdown(row: Row, field: str, markup: str) -> tuple[str, tuple[str, ...]]:
    """Return a field of a row as Markdown, and what would be lost of it or must not be public.

    `markup` is how it is written if it is not a document: `markdown`, `jira` (wiki text) or `plain`.
    """
    if field in row.documents:
        lost: list[str] = []
        try:
            text = _Document(lost).blocks(row.documents[field].get("content", ()))
        except (AttributeError, TypeError, ValueError, OverflowError, OSError, RecursionError):
            # It is not a document of the published format.
            text, lost = "", [MARKUP]
    else:
        text = "\n\n".join(row.values.get(field, ())).replace("\r\n", "\n").replace("\r", "\n")
        lost = []
        if beyond_prose(text) is not None:
            return "", (BEYOND,)
        if markup == "jira":
            bare = _WIKI_CODE.sub("", text)
            lost = [what for what, sign in _WIKI if sign.search(bare)]
            converted = None if lost else from_wiki(text)
            if converted is None:
                lost = lost or [MARKUP]
            text = converted or ""
        elif markup == "plain":
            text = escaped("\n".join(map(str.lstrip, text.split("\n"))))
        else:
            text = _COMMENT.sub(lambda found: found["code"] or "", text)
            bare = _CODE.sub("", text)
            lost = [MARKUP] if _ONLY_TRACKERS.search(bare) else []
            lost += [ACTION] if _ACTION.search(bare) else []
    return text.strip(), tuple(dict.fromkeys([*lost, *losses(text, row, markup)]))


def losses(text: str, row: Row, markup: str) -> Iterator[str]:
    """Yield what of a row's text, as Markdown or plain, is lost or must not be public."""
    if beyond_prose(text) is not None:
        yield BEYOND
        return
    bare = _CODE.sub("", text)
    untagged = _NO_TAG.sub("", bare)
    yield from (what for what, sign in _SIGNS if sign.search(untagged if what == MARKUP else bare))
    # Also in code: an address there is as public.
    if _TRACKER.search(text) or (row.host and re.search(rf"https?://{re.escape(row.host)}(?![\w.-])", text)):
        yield TRACKER
    if markup != "jira":
        if _MENTION.search(bare):
            yield MENTION
        if _NUMBER.search(bare):
            yield ISSUE
    project = re.match(r"([A-Z][A-Z0-9_]+)-\d+$", row.label or "")
    if project and re.search(rf"\b{project[1]}-\d+\b", text):
        yield ISSUE


class _Document:
    """Writes an ADF document as Markdown (developer.atlassian.com, "Atlassian Document Format")."""

    def __init__(self, lost: list[str]) -> None:
        self.lost = lost
        self.depth = 0

    def blocks(self, nodes: Sequence[Any], indent: str = "") -> str:
        """Return blocks with blank lines between them; all lines but the first begin with `indent`."""
        written = [self._block(node) for node in nodes]
        return (
            "\n\n".join(text for text in written if text).replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")
        )

    def _block(self, node: Mapping[str, Any]) -> str:
        attributes, content = node.get("attrs") or {}, node.get("content") or ()
        match node.get("type"):
            case "paragraph":
                return self._line(content)
            case "heading":
                line = self._line(content)
                level = attributes.get("level", 1)
                return f"{'#' * level} {line}" if level in range(1, 7) and "\n" not in line else self._lose(MARKUP)
            case "bulletList":
                return self._list(content, lambda _: "- ")
            case "orderedList":
                first = int(attributes.get("order", 1))
                return self._list(content, lambda at: f"{first + at}. ")
            case "codeBlock":
                text = "".join(one.get("text", "") for one in content)
                # Python-Markdown has no fences in lists and quotes.
                return textwrap.indent(text, "    ") if self.depth else fenced(text, str(attributes.get("language")))
            case "blockquote" | "panel":
                return "\n".join(f"> {line}".rstrip() for line in self._inner(content).split("\n"))
            case "rule":
                return "---"
            case "table":
                return self._table(content)
            case "mediaSingle" | "mediaGroup" | "media":
                return self._lose(ATTACHMENT)
            case "blockCard" | "embedCard" if attributes.get("url"):
                return f"<{attributes['url']}>"
            case _:
                return self._lose(MARKUP)

    def _inner(self, nodes: Sequence[Any], indent: str = "") -> str:
        self.depth += 1
        written = self.blocks(nodes, indent)
        self.depth -= 1
        return written

    def _list(self, items: Sequence[Mapping[str, Any]], sign: Callable[[int], str]) -> str:
        lines = []
        for at, item in enumerate(items):
            head = sign(at)
            body = self._inner(item.get("content") or (), " " * max(4, len(head)))
            lines.append(f"{head}{body}")
        return "\n".join(lines)

    def _table(self, rows: Sequence[Mapping[str, Any]]) -> str:
        cells = [[self.blocks(cell.get("content") or ()) for cell in row.get("content") or ()] for row in rows]
        heads = [cell.get("type") == "tableHeader" for cell in (rows[0].get("content") or ())] if rows else []
        spans = [cell.get("attrs") or {} for row in rows for cell in row.get("content") or ()]
        joined = any(span.get("colspan", 1) != 1 or span.get("rowspan", 1) != 1 for span in spans)
        joined = joined or any(len(row) != len(heads) for row in cells)
        if not heads or not all(heads) or joined or any("\n" in cell or "|" in cell for row in cells for cell in row):
            return self._lose(MARKUP)
        lines = [f"| {' | '.join(row)} |" for row in cells]
        return "\n".join([lines[0], f"|{' --- |' * len(heads)}", *lines[1:]])

    def _line(self, nodes: Sequence[Mapping[str, Any]]) -> str:
        return "".join(map(self._inline, nodes)).strip()

    def _inline(self, node: Mapping[str, Any]) -> str:
        attributes = node.get("attrs") or {}
        match node.get("type"):
            case "text":
                return self._marked(str(node.get("text", "")), node.get("marks") or ())
            case "hardBreak":
                return "  \n"
            case "emoji":
                # One of the tracker's own is only a picture.
                text = str(attributes.get("text") or ":")
                return escaped(text) if not text.startswith(":") else self._lose(MARKUP)
            case "date":
                seconds = int(str(attributes.get("timestamp", "0"))) / 1000
                return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
            case "inlineCard" if attributes.get("url"):
                return f"<{attributes['url']}>"
            case "mention":
                return self._lose(MENTION)
            case "media" | "mediaInline":
                return self._lose(ATTACHMENT)
            case _:
                return self._lose(MARKUP)

    def _marked(self, text: str, marks: Sequence[Mapping[str, Any]]) -> str:
        kinds = {mark.get("type"): mark.get("attrs") or {} for mark in marks}
        if not text.strip():
            return text
        inner = text.strip()
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        inner = code(inner) if "code" in kinds else escaped(inner)
        for kind, sign in (("em", "*"), ("strong", "**")):
            inner = f"{sign}{inner}{sign}" if kind in kinds else inner
        if "link" in kinds:
            inner = link(inner, str(kinds["link"].get("href", "")))
        if set(kinds) - {"em", "strong", "link", "code", "annotation"}:
            self._lose(MARKUP)
        return f"{before}{inner}{after}"

    def _lose(self, what: str) -> str:
        self.lost.append(what)
        return ""
