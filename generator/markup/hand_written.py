"""Hand-written pages, the Markdown below pages/: their front matter, their text, and their links.

The check, the MkDocs plugin and the plain engine all read pages here, so that they see the same fields and text.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import unquote

import yaml

from ..model.addresses import PAGES, error_address, hand_written_address
from ..model.parse_error import ParseError
from ..model.site_data import SiteData
from ..model.window import parse_day
from ..problems.problem import FieldLocation, LocatedProblem, Position, ProblemSeverity
from ..yaml_text.locate import locate
from ..yaml_text.nodes import Node, plain
from ..yaml_text.reader import read
from ..yaml_text.text import UNWANTED, position, trap_of
from .limits import PAGE, beyond_prose

_BEGINNING = re.compile(r"(?:[ \t]*\n)*---[ \t]*(?:\n|\Z)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_BARE_FIELD = re.compile(r"\s*(title|description|changed):(?:\s|\Z)")
_TEXTS = ("title", "description", "author", "template")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_UNREAD = re.compile(r'<a class="headerlink".*?</a>|<[^>]*>', re.DOTALL)
_LINK = re.compile(
    r"(?:\[[^\]\n]*\]\(|^ {0,3}\[(?!\^)[^\]\n]+\]:)[ \t]*(?:<(?P<quoted>[^>#?\n]+)|(?P<bare>[^<)\s#?]+))",
    re.MULTILINE,
)
_CODE = re.compile(r"^(```|~~~).*?^\1|(`+)[^\n]*?\2|<!--.*?-->", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HandWrittenPage:
    """A hand-written page: its fields as passed to MkDocs, and the text after them, in Markdown."""

    fields: Mapping[str, Any]
    body: str

    @property
    def description(self) -> str | None:
        """Return the page's description for search engines, if it has one."""
        return self.fields.get("description")

    @property
    def changed(self) -> dt.date | None:
        """Return the day it last changed, if it says so."""
        return self.fields.get("changed")

    def title(self, file: str, article_html: str) -> str:
        """Return the page's title: its field, else its first heading, else the words of its file name."""
        if (title := self.fields.get("title")) is not None:
            return str(title)
        heading = _HEADING.search(article_html)
        if heading and (text := unescape(_UNREAD.sub("", heading[1])).strip()):
            return text
        words = re.sub(r"[-_]", " ", posixpath.basename(hand_written_address(file).rstrip("/")) or "Home")
        return words.capitalize() if words.islower() else words

    def markdown(self) -> str:
        """Return the page with its fields in a form that every reader of front matter understands."""
        return f"---\n{yaml.safe_dump(dict(self.fields), allow_unicode=True)}---\n{self.body}"


def parse_page(text: str, name: str) -> tuple[HandWrittenPage | None, tuple[LocatedProblem, ...]]:
    """Return a page, or None and what is wrong with it; `name` is its file's name in problems."""
    traps = islice(UNWANTED.finditer(text), 20)
    problems = [_problem(trap_of(trap[0])[0], name, text, trap.start(), trap_of(trap[0])[1]) for trap in traps]
    if not problems and (beyond := beyond_prose(text, PAGE)) is not None:
        problems = [_problem("bad-value", name, text, *beyond)]
    if problems:
        return None, tuple(problems)
    beginning = _BEGINNING.match(text)
    if beginning is None:
        if (bare := _BARE_FIELD.match(text)) is not None:
            message = f"'{bare[1]}' would be shown as text; put a line '---' before the fields and one after them"
            return None, (_problem("yaml-syntax", name, text, bare.start(1), message),)
        return HandWrittenPage({}, text.lstrip("\n")), ()
    end = _END.search(text, beginning.end())
    if end is None:
        message = "the fields after this line do not end; add a line '---' after them, or use '***' to draw a line"
        return None, (_problem("yaml-syntax", name, text, text.index("---"), message),)
    fields, found = _fields(text[beginning.end() : end.start()], name)
    above = text.count("\n", 0, beginning.end())
    problems = [replace(one, position=replace(one.position, line=one.position.line + above)) for one in found]
    return (None if problems else HandWrittenPage(fields, text[end.end() :].lstrip("\n"))), tuple(problems)


def _fields(text: str, name: str) -> tuple[dict[str, Any], list[LocatedProblem]]:
    """Return the fields of a page as values, and what is wrong with them."""
    parsed = read(text.encode(), name)
    if parsed.root is None or any(one.rule != "empty-file" for one in parsed.problems):
        return {}, [one for one in parsed.problems if one.rule != "empty-file"]
    root, values = parsed.root, plain(parsed.root)
    if not isinstance(values, dict):
        message = "the fields of the page belong here; write them as 'title: …', or use '***' to draw a line"
        return {}, [_at(root, FieldLocation(name), "bad-type", message)]
    try:
        # MkDocs' and the theme's own fields have the types that these expect.
        fields = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        fields = dict(values)
    problems = []
    for field, value in values.items():
        at = FieldLocation(name, (field,))
        if field in _TEXTS:
            if not isinstance(value, str) or not value.strip():
                problems.append(_at(root, at, "bad-type", f"'{field}' must be text; write some, or delete the field"))
            else:
                fields[field] = " ".join(value.split())
        elif field == "changed":
            try:
                fields[field] = parse_day(value.strip() if isinstance(value, str) else "")
            except ValueError as error:
                meant = error.meant if isinstance(error, ParseError) else None
                problems.append(_at(root, at, "bad-value", str(error), meant))
        elif field == "corrigenda":
            message = "'corrigenda' marks the program's own pages; choose another name"
            problems.append(_at(root, at, "unknown-field", message))
        elif field == "search" and not isinstance(value, dict):
            message = "'search' must have fields of its own, such as 'search: {exclude: true}'"
            problems.append(_at(root, at, "bad-type", message))
        elif field == "hide" and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            message = "'hide' must be a list, such as 'hide: [toc]'"
            problems.append(_at(root, at, "bad-type", message))
    return fields, problems


def _at(root: Node, location: FieldLocation, rule: str, message: str, meant: str | None = None) -> LocatedProblem:
    return LocatedProblem(rule, ProblemSeverity.ERROR, locate(root, location), message, meant)


def _problem(rule: str, name: str, text: str, at: int, message: str) -> LocatedProblem:
    return LocatedProblem(rule, ProblemSeverity.ERROR, Position(name, *position(text, at)), message)


def site_pages(site_data: SiteData, error_ids: Iterable[str]) -> dict[str, str]:
    """Return the addresses of the site's own pages, by the files that links in hand-written pages use for them."""
    addresses = [address for name, address in PAGES.items() if site_data.site.has_page(name)]
    addresses += [error_address(error_id) for error_id in error_ids]
    for product in site_data.products:
        addresses += [product.address, *(release.address for release in product.releases)]
    addresses += [status.address for status in site_data.lifecycle.statuses]
    return {f"{address}index.md": address for address in addresses}


def links_of(text: str, file: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each link or picture in a page, and the file below pages/ that it names.

    What follows a `#` or a `?` is left out. A link out of the site is returned unchanged.
    """
    shown = _CODE.sub(lambda code: " " * len(code[0]), text)
    for found in _LINK.finditer(shown):
        start, end = found.span("quoted" if found["quoted"] else "bare")
        address = text[start:end]
        outside = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address) is not None
        folder = posixpath.dirname(file)
        yield start, end, address if outside else posixpath.normpath(posixpath.join(folder, unquote(address)))


def with_addresses(text: str, file: str, addresses: Mapping[str, str]) -> str:
    """Return a page's text with the files that links name replaced by addresses, where these are known."""
    up, parts, done = "../" * hand_written_address(file).count("/"), [], 0
    for start, end, target in links_of(text, file):
        if target in addresses:
            parts += [text[done:start], (up + addresses[target]) or "./"]
            done = end
    return "".join((*parts, text[done:]))
