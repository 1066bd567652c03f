"""A link in prose leads to another site; the site's own pages are linked by reference, which is checked.

Addresses begin with https, http, mailto or tel; others would not become links. Between answers of the FAQ,
`[the severity](#which-severity)` is allowed.

Passes:

    answer: See [[page:severity|the severity]] and [our shop](https://shop.example.com/).

Fails, as the site may be published below a path:

    answer: See [the severity](/severity/).
"""

import re
from collections.abc import Iterable

from ..lint.public_texts import PublicText, texts_around, texts_of_error
from ..lint.rule import Problems, Rule
from ..model.addresses import PAGES
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]+)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_OUTSIDE = re.compile(r"(?:https?://[^/\s]|mailto:[^@\s]+@[^@\s]|tel:[+0-9])", re.IGNORECASE)


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    return _links(texts_of_error(error), "")


def _around(catalog: Catalog) -> Problems:
    return _links(texts_around(catalog), f"{catalog.folder}/faq.yml")


def _links(texts: Iterable[PublicText], faq: str) -> Problems:
    for text, file, path in texts:
        for found in _LINK.finditer(text) if "](" in text else ():
            address = found[1]
            if _OUTSIDE.match(address) or (file == faq and address.startswith("#")):
                continue
            location = FieldLocation(file, path, "value", found.start(1))
            yield RULE.problem(location, _reason(address), _reference(address))


def _reason(address: str) -> str:
    if _SCHEME.match(address):
        return f"'{address}' does not become a link; use a full URL with https, http, mailto or tel"
    if address.startswith("//"):
        return f"'{address}' leads to another host; write it in full, with https:// in front"
    reference = _reference(address) or "a reference such as [[page:faq]]"
    return f"'{address}' breaks when the site lives below a path; use a full URL, or {reference}"


def _reference(address: str) -> str | None:
    wanted = address.partition("#")[0].strip("./")
    return next((f"[[page:{name}]]" for name, known in PAGES.items() if known.strip("/") == wanted and wanted), None)


RULE = Rule("link-valid", each_error=_check, whole=_around)
