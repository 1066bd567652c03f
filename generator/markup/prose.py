"""Converts prose to safe HTML: the one place where text that authors write becomes markup.

Python-Markdown renders it and nh3 cleans the result. Raw HTML in prose is shown as written, never interpreted, and
prose is never a template. References become links or figures; one alone in a paragraph becomes a whole component,
which is inserted after the cleaning, because our own templates make it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markupsafe import Markup

from .references import BLOCKS, REFERENCE, References, find_references

_TAGS = {"p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "h3", "h4", "h5", "h6"}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
TABLES = {"tables": {"use_align_attribute": True}}
"""How Python-Markdown aligns the columns of a table: by an attribute, as the site's policy allows no inline style."""
_SCHEMES = {"http", "https", "mailto", "tel"}
_ALONE = re.compile(rf"<p>\[\[({'|'.join(BLOCKS)})\]\]</p>")

_RARE = re.compile(r"[|]|```|~~~")
# A paragraph without characters special to Markdown or HTML is copied unchanged. Its lines begin with a letter and have
# no two spaces in a row. A property test compares this with Python-Markdown's result.
_LETTER = r"[^\W\d_]"
_LINE = rf"{_LETTER}(?: ?(?:[^\W_]|[.,;:'\"()?/%–—…-]))*"
_PLAIN = re.compile(rf"{_LINE}(?:\n{_LINE})*\n?")

_BREAKING = re.compile(r"</?(?:p|li|ul|ol|br|pre|h[1-6]|blockquote|table|thead|tbody|tr|th|td|hr)\b[^>]*>")
_ELEMENT = re.compile(r"<[^>]*>")

BlockMaker = Callable[[str, str], str]
"""Makes a block from its name and the prefix for addresses of this site."""


class _ReferenceProcessor(InlineProcessor):
    """Turns `[[…]]` into a link or text; leaves unknown references and those to blocks as written."""

    def __init__(self, references: References) -> None:
        super().__init__(REFERENCE.pattern)
        self.references = references
        self.root = ""

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override] # noqa: ARG002, N802
        reference = next(find_references(match[0]))
        resolved = self.references.resolve(reference)
        if resolved is None:
            return None, None, None
        if resolved.address is None:
            return resolved.text, match.start(0), match.end(0)
        link = Element("a")
        absolute = re.match(r"[a-z]+:", resolved.address) is not None
        link.set("href", resolved.address if absolute else self.root + resolved.address or "./")
        link.text = resolved.text
        return link, match.start(0), match.end(0)


class Prose:
    """Renders prose. `block` makes the component for a reference that is alone in its paragraph."""

    def __init__(self, references: References, block: BlockMaker) -> None:
        self.references = references
        self.block = block
        self.processor = _ReferenceProcessor(references)
        # Two renderers: one that supports tables and fenced code searches every text for them, and hardly any has them.
        self.simple = self._markdown(["sane_lists"])
        self.full = self._markdown(["sane_lists", "fenced_code", "tables"])
        self.cleaner = nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)

    def _markdown(self, extensions: list[str]) -> Markdown:
        markdown = Markdown(extensions=extensions, extension_configs=TABLES, output_format="html")
        markdown.preprocessors.deregister("html_block")
        markdown.treeprocessors.deregister("prettify")
        for unused in ("html", "image_link", "image_reference", "short_image_ref", "reference", "short_reference"):
            markdown.inlinePatterns.deregister(unused)
        markdown.inlinePatterns.register(self.processor, "reference", 175)
        return markdown

    def html(self, text: str, root: str) -> Markup:
        """Return prose as safe HTML; `root` is put before addresses of this site (`../../`, or its public address)."""
        if _PLAIN.fullmatch(text):
            return Markup(f"<p>{text.rstrip()}</p>")
        self.processor.root = root
        markdown = self.full if _RARE.search(text) else self.simple
        cleaned = self.cleaner.clean(markdown.reset().convert(text))
        return Markup(_ALONE.sub(lambda match: self.block(match[1], root), cleaned))

    def plain(self, text: str) -> str:
        """Return prose as plain text in one line, for descriptions, feeds and search."""
        return plain_text(self.html(text, ""))


def plain_text(html: Markup) -> str:
    """Return the text of HTML made by `Prose`, in one line."""
    return " ".join(unescape(_ELEMENT.sub("", _BREAKING.sub(" ", html))).split())
