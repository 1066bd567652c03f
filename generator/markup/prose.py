"""Prose to safe HTML: the one place where text that authors write becomes markup.

Python-Markdown renders it and nh3 cleans the result. Raw HTML in prose is shown as it is written, never obeyed, and
prose is never a template. References become links or figures; one alone in a paragraph becomes a whole component,
which is put in after the cleaning, because it is made by our own templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markupsafe import Markup

from generator.markup.references import BLOCKS, REFERENCE, References, find_references

_TAGS = {"p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "h3", "h4", "h5", "h6"}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ALONE = re.compile(rf"<p>\[\[({'|'.join(BLOCKS)})\]\]</p>")

BlockMaker = Callable[[str], str]


class _ReferenceProcessor(InlineProcessor):
    """Turns `[[…]]` into a link or a text; leaves block references and unknown ones as they are written."""

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
    """Renders prose. `block` makes the component that a reference alone in a paragraph stands for."""

    def __init__(self, references: References, block: BlockMaker) -> None:
        self.references = references
        self.block = block
        self.markdown = Markdown(extensions=["sane_lists", "fenced_code", "tables"], output_format="html")
        self.markdown.preprocessors.deregister("html_block")
        self.markdown.inlinePatterns.deregister("html")
        self.processor = _ReferenceProcessor(references)
        self.markdown.inlinePatterns.register(self.processor, "reference", 175)

    def html(self, text: str, root: str) -> Markup:
        """Give prose as safe HTML; `root` is put before addresses of this site (`../../`, or its public address)."""
        self.processor.root = root
        self.markdown.reset()
        cleaned = nh3.clean(
            self.markdown.convert(text), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
        )
        return Markup(_ALONE.sub(lambda match: self.block(match[1]), cleaned))

    def plain(self, text: str) -> str:
        """Give prose as plain text in one line, for descriptions, feeds and search."""
        words = re.sub(r"<[^>]+>", " ", self.html(text, "").replace("</p>", " </p>"))
        return " ".join(Markup(words).unescape().split())
