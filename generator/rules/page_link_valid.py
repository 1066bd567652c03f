"""A link or a picture in a hand-written page names the file of a page or of a picture.

A page has no references: `[the severity](severity/index.md)` leads to one of the site's own pages.

Passes:

    See [the severity](severity/index.md).

Fails:

    See [the severity](/severity/).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..lint.rule import Rule
from ..model.addresses import GROUPS, PAGES, error_address
from ..model.catalog import Catalog
from ..problems.problem import LocatedProblem, Position, ProblemSeverity
from ..problems.suggest import nearest
from ..yaml_text.text import position

_LINK_OR_PICTURE = re.compile(r"\[[^\]\n]*\]\(\s*(?:<(?P<quoted>[^>#?\n]+)|(?P<bare>[^<)\s#?]+))")
_CODE = re.compile(r"^(```|~~~).*?^\1|(`+)[^\n]*?\2|<!--.*?-->", re.DOTALL | re.MULTILINE)


def _check(catalog: Catalog) -> Iterator[LocatedProblem]:
    # All files are put together only for sites that have pages of their own.
    known = _files(catalog) if catalog.page_texts else frozenset()
    for file, text in catalog.page_texts:
        yield from _page_links(file, text, posixpath.dirname(file.removeprefix(f"{catalog.folder}/pages/")), known)


def _files(catalog: Catalog) -> frozenset[str]:
    """Return what a link of a page may name: the files below pages/, and those the site's own pages need."""
    return frozenset(
        [
            *catalog.pages,
            *(f"{address}index.md" for address in PAGES.values()),
            *(f"{error.address}index.md" for error in catalog.errors),
            *(f"{error_address(error_id)}index.md" for error_id in catalog.unreadable),
            *(f"{product.address}index.md" for product in catalog.site_data.products),
        ]
    )


def _page_links(file: str, text: str, folder: str, known: frozenset[str]) -> Iterator[LocatedProblem]:
    shown = _CODE.sub(lambda code: " " * len(code[0]), text)
    for found in _LINK_OR_PICTURE.finditer(shown):
        address = found["quoted"] or found["bare"]
        target = posixpath.normpath(posixpath.join(folder, unquote(address)))
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address) or target in known or target.startswith(GROUPS):
            continue
        wanted = target.strip("/").removesuffix(".md")
        meant = f"{wanted}/index.md" if f"{wanted}/index.md" in known else nearest(target, known)
        path = posixpath.relpath(meant, folder or ".") if meant else None
        message = f"'{address}' is not a page or a picture; write its file, such as faq/index.md, or a full URL"
        yield LocatedProblem(
            RULE.id, RULE.severity, Position(file, *position(text, found.start(found.lastindex or 0))), message, path
        )


RULE = Rule("page-link-valid", ProblemSeverity.ERROR, whole=_check, essential=True)
