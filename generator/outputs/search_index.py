"""The index of the theme's search box: the site's pages by section, and the errors if they are few enough.

The theme fetches this file with every page. So above a number of errors (`search.errors_in_page_index` in site.yml) it
is left empty, and searches use an index in parts, which `corrigenda.edges.publish.search` makes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from markupsafe import escape

from ..markup.sections import sections_of
from ..model.error import KnownError
from ..render.file_specs import FileSpec, PageSpec, SitePages
from ..render.renderer import Renderer

PATH = "search/search_index.json"
LISTS = ("changes", "corrections", "home", "product", "release", "status")
"""Kinds of pages whose text is that of the errors on them; they are found by title and description."""

Document = dict[str, str]
_MARKS = r"""[#%()\[\]<>;:!?,"]+|[.](?=\s|$)"""
"""Marks that end a word; the point in a version does not."""
_HYPHENS = "\u2010-\u2015\u2212"
_WORD = re.compile(r"[^\W_]+")


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the index, if the engine has a search."""
    if not pages.index:
        return
    split, errors = render.publication.splits_search, render.publication.errors
    yield FileSpec(PATH, ("split" if split else errors.fingerprint,), lambda: _index(render, pages))


def _index(render: Renderer, pages: SitePages) -> bytes:
    engine: dict[str, Any] = json.loads(pages.index)
    documents: list[Document] = []
    if not render.publication.splits_search:
        documents += engine["docs"]
        for spec in pages.specs:
            documents += _page(spec)
        documents += [_error(render, error) for error in render.publication.errors]
    config = engine["config"]
    # A title may have another hyphen than the one on a keyboard; a code is typed with the marks around it.
    config["separator"] += rf"|[{_HYPHENS}]+|{_MARKS}"
    title = config["fields"]["title"]["boost"]
    # A word of the title counts more than one elsewhere, as in the finder, but not a thousand times; a code that was
    # registered as a keyword says more than both.
    boosts = {"text": title / 2, "joined": title, "keywords": title * 2}
    config["fields"] |= {field: {"boost": boost} for field, boost in boosts.items()}
    index = {"config": config, "docs": documents}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _page(spec: PageSpec) -> Iterator[Document]:
    """Yield a page as one document, and each of its sections as another."""
    if not spec.listed or spec.kind in ("earlier", "error", "further", "listing"):
        return
    page = spec.make()
    if spec.kind in LISTS:
        yield _document(spec.address, page.title, page.description)
        return
    for section in sections_of(page.article_html):
        if section.anchor is None:
            yield _document(spec.address, page.title, section.text)
        else:
            yield _document(f"{spec.address}#{section.anchor}", section.title, section.text)


def _error(render: Renderer, error: KnownError) -> Document:
    texts = [render.prose.plain(error.summary)]
    if error.workaround:
        texts.append(render.prose.plain(error.workaround))
    products = (render.publication.site_data.product_by_id[found_in.product].name for found_in in error.products)
    title = f"{error.id}: {error.title}"
    # Results show some of the text; keywords are never shown.
    keywords = " ".join((*error.aliases, *error.keywords))
    document = _document(error.address, title, " ".join([*texts, *products]))
    return {**document, "joined": _joined(title), "keywords": keywords}


def _joined(text: str) -> str:
    """Return the pairs of neighbouring words, each as one word, like the finder: a `smart card` is a `smartcard`."""
    return " ".join(map("".join, pairwise(_WORD.findall(text))))


def _document(location: str, title: str, text: str) -> Document:
    """Return a document; the theme inserts titles and texts into the page as HTML."""
    return {"location": location, "title": str(escape(title)), "text": str(escape(text))}
