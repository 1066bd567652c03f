"""What a served site shows while its sources have problems: the last good pages, and above them the problems.

MkDocs' own server stops answering when a rebuild fails. Here a failed rebuild counts as one that adds a bar to every
page, so that authors see the problem where they look. A page that was never built, because the first build failed or
because it would be new, is the list of problems; it asks again every second.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.livereload import LiveReloadServer

from ..machine.program import SHIPPED

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_BODY = re.compile(rb"<body\b[^>]*>")
_HTML, _LENGTH = ("Content-Type", "text/html; charset=utf-8"), "Content-Length"

Header = tuple[str, str]
_NOTHING: tuple[str, list[Header], bytes] = ("404 Not Found", [], b"")


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


def sentence(start_response: Callable[..., Any], status: str, text: str) -> list[bytes]:
    """Answer a request with a sentence as plain text."""
    body = f"{text}\n".encode()
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def keep_serving(
    server: LiveReloadServer, failure: BuildFailure, built: bool = False, make: Callable[[str], object] = lambda _: None
) -> None:
    """Keep a server running when builds fail, and let it show the last `failure`.

    `built` says whether there are pages already; until then, every page is the list of problems. `make` is called with
    the path of each request before it is answered, and returns the version of the site; if that has changed when the
    answer is there, the request is answered again.
    """
    build = server.builder
    site = server.serve_request

    def build_or_note() -> None:
        nonlocal built
        failure.text = None
        try:
            build()
            built = True
        except Exception as error:
            failure.note(error)

    def made(path: str) -> tuple[object, str | None]:
        try:
            return make(path), None
        except Exception as error:
            return None, str(error)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_own_host(environ.get("HTTP_HOST", ""), str(server.server_address[0])):
            return sentence(start_response, "421 Misdirected Request", "This server answers only to its own address.")
        if "\0" in environ["PATH_INFO"]:
            return sentence(start_response, "404 Not Found", "There is no such page.")
        path = str(environ["PATH_INFO"]).encode("latin-1").decode(errors="ignore")
        if path.startswith("/livereload/"):
            return site(environ, start_response)
        while True:
            version, wrong = made(path)
            status, headers, body = _answer_of(site, environ) if built or failure.text is None else _NOTHING
            if version == made(path)[0]:
                break
        text = failure.text or wrong
        if text is None or not path.endswith(("/", ".html")):
            start_response(status, headers)
            return [body]
        if status.startswith("404"):
            status, headers, body = "500 The site cannot be built", [_HTML], words_of("page", text)
        elif status.startswith("200"):
            body = _BODY.sub(lambda tag: tag[0] + words_of("bar", text), body, count=1)
        start_response(status, [*(one for one in headers if one[0] != _LENGTH), (_LENGTH, str(len(body)))])
        return [body]

    server.builder = build_or_note
    server.set_app(answer)


def words_of(macro: str, text: str) -> bytes:
    """Return what the author is shown. The shipped template is used, as the project's may be the problem."""
    template = jinja2.Environment(autoescape=True).from_string((SHIPPED / "preview.html").read_text(encoding="utf-8"))
    return str(getattr(template.module, macro)(text)).strip().encode()


def _answer_of(site: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> tuple[str, list[Header], bytes]:
    """Return the status, the headers and the body of what a server answers."""
    answers: list[tuple[str, list[Header]]] = []
    body = b"".join(site(environ, lambda status, headers: answers.append((status, headers))))
    return (*answers[-1], body)
