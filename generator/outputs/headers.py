"""The headers that a host should send with the site's files, in the forms that hosts read.

`_headers` is for Netlify and Cloudflare Pages, which read it where the site begins and do not serve it. The others are
to be included in the configuration of nginx and of Caddy, and refuse to be served; docs/publishing.md says how. They
are published with the site, so that a policy and the pages it is about are exchanged in the same step.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import partial
from html.parser import HTMLParser
from urllib.parse import urlsplit

from ..model.addresses import HEADERS_FOLDER, NETLIFY_HEADERS
from ..model.site import Site
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from .assets import outputs as shared_files

IMMUTABLE = r"/assets/(corrigenda|javascripts|stylesheets)/([^/]+/)*[^/]+\.[0-9a-f]{8,10}\.(min\.)?(css|js|woff2)$"
"""The files whose names hold a digest of their content: ours, and those of the theme."""
READ_BY_PROGRAMS = ("api", "feeds", "calendar", "badges")
"""The folders whose files scripts of other sites may read, too."""
_NOT_USED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone"),
    *("midi", "payment", "usb"),
)
_IMMUTABLE = re.compile(IMMUTABLE)


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the three files, if the publisher wants them."""
    site = render.publication.site
    if not site.outputs["headers"]:
        return
    headers = headers_of(site, pages.layouts, split_search=render.publication.splits_search)
    paths = (f"/{path}" for path in (*pages.files, *(file.path for file in shared_files(render, pages))))
    immutable = sorted(path for path in paths if _IMMUTABLE.match(path))
    view: dict[str, object] = {
        "headers": headers,
        "immutable_paths": immutable,
        "immutable": IMMUTABLE,
        "read_by_programs": READ_BY_PROGRAMS,
        "missing": f"{urlsplit(site.url).path}404.html",
        "folder": HEADERS_FOLDER,
    }
    for path, template in (
        (NETLIFY_HEADERS, "netlify"),
        (f"{HEADERS_FOLDER}nginx.conf", "nginx"),
        (f"{HEADERS_FOLDER}Caddyfile", "caddy"),
    ):
        yield FileSpec(path, (*headers.items(), *immutable), partial(_text, render, template, view))


def _text(render: Renderer, template: str, view: dict[str, object]) -> bytes:
    return f"{render.text(f'outputs/headers/{template}.txt', **view)}\n".encode()


def headers_of(site: Site, layouts: Sequence[str], *, split_search: bool) -> dict[str, str]:
    """Return the headers of every answer: name and value.

    `layouts` are the engine's pages; inline scripts and styles that a feature of the theme brings may be used.
    """
    headers = {
        "Content-Security-Policy": policy(layouts, split_search=split_search),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NOT_USED),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if site.url.startswith("https:"):
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers


def policy(layouts: Sequence[str], *, split_search: bool) -> str:
    """Return the Content-Security-Policy: files of the site itself, and nothing else."""
    inline = _Inline()
    for layout in layouts:
        inline.feed(layout)
        inline.close()
        inline.reset()
    # Pagefind, which answers the search of a large site, is WebAssembly.
    scripts = ("'self'", *sorted(inline.hashes["script"]), *(("'wasm-unsafe-eval'",) if split_search else ()))
    directives = {
        "default-src": ("'none'",),
        "script-src": scripts,
        "style-src": ("'self'", *sorted(inline.hashes["style"])),
        # The theme's icons are in its styles.
        "img-src": ("'self'", "data:"),
        "font-src": ("'self'",),
        "connect-src": ("'self'",),
        "media-src": ("'self'",),
        "worker-src": ("'self'",),
        "form-action": ("'self'",),
        "base-uri": ("'none'",),
        "frame-ancestors": ("'none'",),
    }
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


class _Inline(HTMLParser):
    """Collects the hashes of inline scripts and styles, as a policy names them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hashes: dict[str, set[str]] = {"script": set(), "style": set()}
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note that a script or style begins; one with an address is a file, and one of another type is data."""
        given = dict(attributes)
        if tag in self.hashes and "src" not in given and "json" not in (given.get("type") or ""):
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        """Note that it ends."""
        if tag == self._inside:
            self._inside = None

    def handle_data(self, data: str) -> None:
        """Hash its content."""
        if self._inside:
            digest = base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
            self.hashes[self._inside].add(f"'sha256-{digest}'")
