"""Turns a tracker's texts into Markdown, and says what would be lost or must not be public.

Nothing is dropped without a word: what Markdown has no form for, a mention of a person, an attachment or a reference
to another issue is a loss, which becomes a problem at the issue.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..markup.limits import beyond_prose
from .source import Row
from .wiki import code, escaped, fence, from_wiki

MENTION = "mentions a person"
ATTACHMENT = "shows or names an attachment"
ISSUE = "refers to another issue"
TRACKER = "has an address of the tracker"
MARKUP = "has markup that Markdown does not have"
BEYOND = "is too long, or has too many brackets or backticks"

_CODE = re.compile(r"^(`{3,}+|~{3,}+).*?^\1|(?<!`)(`++)[^\n]+?\2", re.MULTILINE | re.DOTALL)
_NO_TAG = re.compile(r"<(?:https?://|mailto:)[^>\s]+>|\\[<\[{]")
"""Addresses in angle brackets, and escaped characters."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (ATTACHMENT, re.compile(r"!\[|<img\b|/uploads/|user-attachments/|user-images\.githubusercontent", re.IGNORECASE)),
    (TRACKER, re.compile(r"https?://[\w.-]+\.atlassian\.net\b|https?://github\.com/[\w.-]+/[\w.-]+/(?:issues|pull)/")),
)
_TAG = re.compile(r"</?[A-Za-z][^>\n]*>")
_MENTION = re.compile(r"(?<![\w.@/`])@[A-Za-z0-9][\w-]*")
_NUMBER = re.compile(r"(?<![\w&/])[#!]\d+\b|\b[\w.-]+/[\w.-]+#\d+\b")
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
            text = escaped(text)
        else:
            text = _COMMENT.sub("", text)
    return text.strip(), tuple(dict.fromkeys([*lost, *losses(text, row, markup)]))


def losses(text: str, row: Row, markup: str) -> Iterator[str]:
    """Yield what of a row's text, as Markdown or plain, is lost or must not be public."""
    if beyond_prose(text) is not None:
        yield BEYOND
        return
    bare = _CODE.sub("", text)
    yield from (what for what, sign in _SIGNS if sign.search(bare))
    if _TAG.search(_NO_TAG.sub("", bare)):
        yield MARKUP
    if markup != "jira":
        if _MENTION.search(bare):
            yield MENTION
        if _NUMBER.search(bare):
            yield ISSUE
    project = re.match(r"([A-Z][A-Z0-9_]+)-\d+$", row.label or "")
    if project and re.search(rf"\b{project[1]}-\d+\b", bare):
        yield ISSUE


class _Document:
    """Writes an ADF document as Markdown (developer.atlassian.com, "Atlassian Document Format")."""

    def __init__(self, lost: list[str]) -> None:
        self.lost = lost

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
                return f"{'#' * int(attributes.get('level', 1))} {self._line(content)}"
            case "bulletList":
                return self._list(content, lambda _: "- ")
            case "orderedList":
                first = int(attributes.get("order", 1))
                return self._list(content, lambda at: f"{first + at}. ")
            case "codeBlock":
                text = "".join(one.get("text", "") for one in content)
                return f"{fence(text)}{attributes.get('language') or ''}\n{text}\n{fence(text)}"
            case "blockquote" | "panel":
                return "\n".join(f"> {line}".rstrip() for line in self.blocks(content).split("\n"))
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

    def _list(self, items: Sequence[Mapping[str, Any]], sign: Callable[[int], str]) -> str:
        lines = []
        for at, item in enumerate(items):
            head = sign(at)
            body = self.blocks(item.get("content") or (), " " * max(4, len(head)))
            lines.append(f"{head}{body}")
        return "\n".join(lines)

    def _table(self, rows: Sequence[Mapping[str, Any]]) -> str:
        cells = [[self.blocks(cell.get("content") or ()) for cell in row.get("content") or ()] for row in rows]
        heads = [cell.get("type") == "tableHeader" for cell in (rows[0].get("content") or ())] if rows else []
        spans = [cell.get("attrs") or {} for row in rows for cell in row.get("content") or ()]
        joined = any(span.get("colspan", 1) != 1 or span.get("rowspan", 1) != 1 for span in spans)
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
                return str(attributes.get("text") or attributes.get("shortName", ""))
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
        for kind, sign in (("em", "*"), ("strong", "**"), ("strike", "~~")):
            inner = f"{sign}{inner}{sign}" if kind in kinds else inner
        if "link" in kinds:
            inner = f"[{inner}]({kinds['link'].get('href', '')})"
        if set(kinds) - {"em", "strong", "strike", "link", "code", "annotation"}:
            self._lose(MARKUP)
        return f"{before}{inner}{after}"

    def _lose(self, what: str) -> str:
        self.lost.append(what)
        return ""
