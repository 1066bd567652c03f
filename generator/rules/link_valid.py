"""A link in prose leads out of the site; the site's own pages are reached by a reference, which is checked.

Addresses begin with https, http, mailto or tel; others would not become links. `[the severity](#which-severity)` is
fine between the answers of the FAQ. A hand-written page has no references: there a link names the file of a page or a
picture, as in `[the severity](severity/index.md)`.

Passes:

    answer: See [[page:severity|the severity]] and [our shop](https://shop.example.com/).

Fails, as a site may be published below another address:

    answer: See [the severity](/severity/).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from ..lint.public_texts import PublicText, texts_around, texts_of_error
from ..lint.rule import Rule
from ..model.addresses import GROUPS, PAGES, error_address
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import AnyProblem, FieldLocation, LocatedProblem, Position, Problem, ProblemSeverity
from ..problems.suggest import nearest
from ..yaml_text.text import position

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]+)")
_LINK_OR_PICTURE = re.compile(r"\[[^\]\n]*\]\(\s*(?:<(?P<quoted>[^>#?\n]+)|(?P<bare>[^<)\s#?]+))")
_CODE = re.compile(r"^(```|~~~).*?^\1|(`+)[^\n]*?\2|<!--.*?-->", re.DOTALL | re.MULTILINE)
_OUTSIDE = re.compile(r"(?:https?://[^/\s]|mailto:[^@\s]+@[^@\s]|tel:[+0-9])", re.IGNORECASE)


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Iterator[Problem]:  # noqa: ARG001
    return _links(texts_of_error(error), "")


def _around(catalog: Catalog) -> Iterator[AnyProblem]:
    yield from _links(texts_around(catalog), f"{catalog.folder}/faq.yml")
    # All files are put together only for sites that have pages of their own.
    known = _files(catalog) if catalog.page_texts else frozenset()
    for file, text in catalog.page_texts:
        yield from _page_links(file, text, posixpath.dirname(file.removeprefix(f"{catalog.folder}/pages/")), known)


def _links(texts: Iterable[PublicText], faq: str) -> Iterator[Problem]:
    for text, file, path in texts:
        for found in _LINK.finditer(text) if "](" in text else ():
            address = found[1]
            if _OUTSIDE.match(address) or (file == faq and address.startswith("#")):
                continue
            location = FieldLocation(file, path, "value", found.start(1))
            yield Problem(RULE.id, RULE.severity, location, _reason(address), _reference(address))


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
        way = posixpath.relpath(meant, folder or ".") if meant else None
        message = f"'{address}' is no page or picture; write its file, such as faq/index.md, or a whole address"
        yield LocatedProblem(
            RULE.id, RULE.severity, Position(file, *position(text, found.start(found.lastindex or 0))), message, way
        )


def _reason(address: str) -> str:
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address):
        return f"'{address}' does not become a link; write a whole address with https, http, mailto or tel"
    return f"'{address}' leads nowhere from everywhere; write a whole address, or a reference such as [[page:faq]]"


def _reference(address: str) -> str | None:
    wanted = address.partition("#")[0].strip("./")
    return next((f"[[page:{name}]]" for name, known in PAGES.items() if known.strip("/") == wanted and wanted), None)


RULE = Rule("link-valid", ProblemSeverity.ERROR, each_error=_check, whole=_around)
