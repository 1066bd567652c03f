"""Splits an article's text into sections for the search: one for each heading that has an anchor."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_HEADINGS = ("h1", "h2", "h3")
_LEFT_OUT = ("form", "nav", "script", "style", "svg", "template")
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading's anchor and text, and its text in one line. The first has no heading."""

    anchor: str | None
    title: str
    text: str


def sections_of(article_html: str) -> tuple[Section, ...]:
    """Return an article's sections in order, without lists of errors, forms and drawings."""
    reader = _Reader()
    reader.feed(article_html)
    reader.close()
    return tuple(Section(anchor, _line(title), _line(text)) for anchor, title, text in reader.all)


def _line(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.all: list[tuple[str | None, list[str], list[str]]] = []
        self.begin(None)
        self.heading: str | None = None
        self.inside_left_out = 0

    def begin(self, anchor: str | None) -> None:
        self.title: list[str] = []
        self.text: list[str] = []
        self.all.append((anchor, self.title, self.text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.inside_left_out or tag in _LEFT_OUT or (tag == "table" and given.get("class") == "errors"):
            self.inside_left_out += tag not in _VOID
            return
        if tag == "h1" or (tag in _HEADINGS and given.get("id")):
            self.heading = tag
            if tag != "h1":
                self.begin(given["id"])
        self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.inside_left_out:
            self.inside_left_out -= tag not in _VOID
        elif tag == self.heading:
            self.heading = None
        else:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.inside_left_out:
            (self.title if self.heading else self.text).append(data)
