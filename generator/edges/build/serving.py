"""What a served site shows while its sources have problems: the problems, until they are fixed.

MkDocs' own server stops answering when a rebuild fails. Here a failed rebuild counts as a build in which every page is
the list of problems, so that authors see it where they look. The page asks again every second, and becomes the real one
as soon as the sources are valid.
"""

from __future__ import annotations

import html
import ipaddress
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width"><title>The site cannot be built</title>
<style>body{{font:1rem/1.5 system-ui,sans-serif;margin:2rem;color-scheme:light dark}}pre{{white-space:pre-wrap}}</style>
</head><body><h1>The site cannot be built</h1><pre>{text}</pre>
<p>This page becomes the site again as soon as the problem is fixed.</p></body></html>
"""


class BuildFailure:
    """What kept the last build from succeeding; `text` is None if nothing did."""

    def __init__(self) -> None:
        self.text: str | None = None

    def note(self, error: Exception) -> None:
        """Keep the first message about a failed build; what MkDocs adds later is less precise."""
        self.text = self.text or str(error) or type(error).__name__


def is_own_host(host: str, address: str) -> bool:
    """Return whether the `Host` that a browser asks for is this machine, or the address that is served.

    A page elsewhere can point its own name to this machine's address, and could then read drafts and private problems.
    If every address is served, any IP address is accepted; a foreign name is still rejected.
    """
    name = urlsplit(f"//{host}").hostname if _HOST.fullmatch(host) else None
    if name in ("localhost", "127.0.0.1", "::1", address.lower()):
        return True
    if name is None or address not in ("0.0.0.0", "::"):
        return False
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def _sentence(start_response: Callable[..., Any], status: str, sentence: str) -> list[bytes]:
    body = f"{sentence}\n".encode()
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def keep_serving(server: LiveReloadServer, failure: BuildFailure) -> None:
    """Keep a server running when builds fail, and let it show the last `failure`."""
    build = server.builder
    site = server.serve_request

    def build_or_note() -> None:
        failure.text = None
        try:
            build()
        except Exception as error:
            failure.note(error)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_own_host(environ.get("HTTP_HOST", ""), str(server.server_address[0])):
            return _sentence(start_response, "421 Misdirected Request", "This server answers only to its own address.")
        if "\0" in environ["PATH_INFO"]:
            return _sentence(start_response, "404 Not Found", "There is no such page.")
        if failure.text is None or not environ["PATH_INFO"].endswith(("/", ".html")):
            return site(environ, start_response)
        body = _PAGE.format(text=html.escape(failure.text)).encode()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response("500 The site cannot be built", headers)
        return [body]

    server.builder = build_or_note
    server.set_app(answer)
