"""A link or a picture in a hand-written page names the file of a page or of a picture.

Such a page has no references: `[the severity](severity/index.md)` leads to one of the site's own pages.

Passes:

    See [the severity](severity/index.md).

Fails:

    See [the severity](/severity/).
"""

import posixpath
import re
from collections.abc import Iterator

from ..lint.rule import Rule
from ..markup.hand_written import links_of, site_pages
from ..model.catalog import Catalog
from ..problems.problem import LocatedProblem, Position
from ..problems.suggest import nearest
from ..yaml_text.text import position


def _check(catalog: Catalog) -> Iterator[LocatedProblem]:
    if not catalog.page_texts:
        return
    errors = (*(error.id for error in catalog.errors), *catalog.unreadable)
    known = frozenset((*catalog.pages, *site_pages(catalog.site_data, errors)))
    for file, text in catalog.page_texts:
        yield from _page_links(file, text, file.removeprefix(f"{catalog.folder}/pages/"), known)


def _page_links(file: str, text: str, page: str, known: frozenset[str]) -> Iterator[LocatedProblem]:
    for start, end, target in links_of(text, page):
        address, place = text[start:end], Position(file, *position(text, start))
        if target in known or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", target):
            continue
        if target.startswith("//"):
            message = f"'{address}' leads to another host; write it in full, with https:// in front"
            yield RULE.problem_at(place, message, f"https:{address}")
            continue
        wanted = target.strip("/").removesuffix(".md")
        meant = f"{wanted}/index.md" if f"{wanted}/index.md" in known else nearest(target, known)
        path = posixpath.relpath(meant, posixpath.dirname(page) or ".") if meant else None
        message = f"'{address}' is not a page or a picture; write its file, such as faq/index.md, or a full URL"
        yield RULE.problem_at(place, message, path)


RULE = Rule("page-link-valid", whole=_check, essential=True)
