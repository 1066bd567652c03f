"""What a served site shows while its sources have problems: the problems, until they are fixed.

MkDocs' own server stops answering when a rebuild fails. Here a failed rebuild counts as a build whose every page is
the list of problems, so the author sees it where they look; the page asks again each second, and is the real one as
soon as the sources are sound.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width"><title>The site cannot be built</title>
<style>body{{font:1rem/1.5 system-ui,sans-serif;margin:2rem;color-scheme:light dark}}pre{{white-space:pre-wrap}}</style>
</head><body><h1>The site cannot be built</h1><pre>{text}</pre>
<p>This page becomes the site again as soon as the problem is fixed.</p></body></html>
"""


class Trouble:
    """What kept the last build from succeeding; `text` is None if nothing did."""

    def __init__(self) -> None:
        self.text: str | None = None

    def note(self, error: Exception) -> None:
        """Keep the first thing that is said about a failed build; what MkDocs adds to it is less exact."""
        self.text = self.text or str(error) or type(error).__name__


def keep_serving(server: LiveReloadServer, trouble: Trouble) -> None:
    """Let a server live through failing builds and show what `trouble` they had."""
    build = server.builder
    site = server.serve_request

    def build_or_note() -> None:
        trouble.text = None
        try:
            build()
        except Exception as error:
            trouble.note(error)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if trouble.text is None or not environ["PATH_INFO"].endswith(("/", ".html")):
            return site(environ, start_response)
        body = _PAGE.format(text=html.escape(trouble.text)).encode()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        start_response("500 The site cannot be built", headers)
        return [body]

    server.builder = build_or_note
    server.set_app(answer)
