"""Which file of a site an address leads to, from the page it is on."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

_NO_FILE = ("mailto", "tel", "webcal", "webcals", "data", "feed")

_OWN_MACHINE = ("localhost", "127.0.0.1", "0.0.0.0", "::1")

_NAME = r"[a-z0-9][\w-]*(?:\.[\w-]+)*"
_PLAIN = re.compile(rf"((?:{_NAME}/)*)((?:{_NAME})?)(?:#([\w-]*))?", re.ASCII | re.IGNORECASE)
"""A path below a folder in which nothing is escaped, up to its last slash; then a file's name and a fragment."""


class Site(NamedTuple):
    """A site's public address, and that of the support form, which need not be part of it."""

    address: str
    form: str = ""


class Place(NamedTuple):
    """Where an address leads: to a file of the site, with a fragment; or to another host; or to neither.

    `nowhere` is what only the machine of its author has.
    """

    file: str | None = None
    fragment: str = ""
    host: str | None = None
    script: bool = False
    nowhere: bool = False


def page_of_error(error_id: str) -> str:
    """Return the file of an error's page, whose address stays for ever (docs/compatibility.md)."""
    return f"corrections/{error_id.lower()}/index.html"


def place_of(address: str, page: str, site: Site) -> Place:
    """Return where an address on a page leads; `page` is the path of its file.

    An address without a host and with a path from the root, `/help/faq/`, is below the path of the site.
    """
    shown = page.removesuffix("index.html")
    if address == site.form:
        return Place()
    address = address.strip()
    base = "" if page == "404.html" else shown
    if address.startswith("#") and page != "404.html":
        return Place(page, unquote(address[1:]))
    folder, rest = base[: base.rfind("/") + 1], address
    if address.startswith(site.address):
        folder, rest = "", address[len(site.address) :]
    while folder and (rest == ".." or rest.startswith("../")):
        folder, rest = folder[: folder.rfind("/", 0, -1) + 1], rest[3:]
    # Thousands of pages share these: the menu, the list, styles and scripts.
    return (_plain_place(folder, rest) if address else None) or _place_of(address, base, site)


@lru_cache(maxsize=100_000)
def _plain_place(folder: str, rest: str) -> Place | None:
    """Return where an address leads that is spelled plainly, as nearly all are; `urljoin` takes ten times as long."""
    plain = _PLAIN.fullmatch(rest)
    return Place(f"{folder}{plain[1]}{plain[2] or 'index.html'}", plain[3] or "") if plain else None


def _place_of(address: str, base: str, site: Site) -> Place:
    try:
        parts = urlsplit(urljoin(site.address + base, address))
    except ValueError:
        return Place(host=address)
    if parts.scheme in ("javascript", "vbscript"):
        return Place(script=True)
    if parts.scheme in _NO_FILE:
        return Place()
    own = urlsplit(site.address)
    if parts.scheme == "file" or (parts.hostname in _OWN_MACHINE and parts.hostname != own.hostname):
        return Place(host=parts.netloc or parts.scheme, nowhere=True)
    if parts.netloc.lower() != own.netloc.lower() or parts.scheme not in ("http", "https"):
        return Place(host=parts.netloc or parts.scheme)
    if not parts.path.startswith(own.path):
        return Place()
    path = posixpath.normpath(unquote(parts.path[len(own.path) :])).lstrip("/")
    if path == ".":
        return Place("index.html", unquote(parts.fragment))
    return Place(f"{path}/index.html" if parts.path.endswith("/") else path, unquote(parts.fragment))
