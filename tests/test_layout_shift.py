"""Nothing moves on a slow line: what late scripts put in has its room before, and no part of a page is shown alone."""

from __future__ import annotations

import functools
import http.server
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import pytest
from playwright.sync_api import Browser, Route

from scripts.screenshots import FIRST_OF, PAGES, page_kinds
from scripts.serving import served
from tests.conftest import browsing

KINDS = [*PAGES, *FIRST_OF, "error"]
LATE = 0.4
"""Seconds after which a script or its data comes."""
PIECE = 500
"""Bytes of a page that come at once, each `PAUSE` seconds after the last: small enough to cut its rows and tables."""
PAUSE = 0.02
MOST = 0.005
"""The shift that is allowed, of the 0.1 that counts as good: a letter's width here or there."""
TYPEFACE_MOST = 0.1
"""The shift that counts as good: until the typeface is there, another one takes its place, with almost its widths."""
FOLLOWED_MOST = 0.025
"""The same for a reader who follows errors: which, and so how much room that takes, only a script can know."""
TYPEFACE = "**/*.woff2"
SHIFT = """() => new Promise(done => {
    const seen = ({node}) => !node || node.nodeType !== Node.TEXT_NODE || node.textContent.trim();
    const counts = ({sources}) => !sources.length || sources.some(seen);
    const sum = entries => entries.filter(counts).reduce((all, one) => all + one.value, 0);
    new PerformanceObserver(list => done(sum(list.getEntries()))).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(0), 300);
})"""
"""What moved; a space at the end of a line that gets its word on the next one moves, too, but nobody sees it."""


def late(route: Route) -> None:
    time.sleep(LATE)
    route.continue_()


class _InPieces(http.server.SimpleHTTPRequestHandler):
    """Sends pages as a slow line brings them, and all else at once."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        if not self.path.partition("?")[0].endswith("/"):
            super().copyfile(source, outputfile)
            return
        while piece := source.read(PIECE):
            outputfile.write(piece)
            outputfile.flush()
            time.sleep(PAUSE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def slow_address(site: Path) -> Iterator[str]:
    """Serve the built site over a slow line; return its address."""
    with served(site, functools.partial(_InPieces, directory=str(site))) as root:
        yield root


def shift(
    browser: Browser, address: str, width: int, kept: Mapping[str, object] | None = None, *, typeface_late: bool = False
) -> float:
    """Return how far a page moves while its scripts, or its typeface, come late."""
    with browsing(browser, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        if kept:
            page.goto(address)
            for key, value in kept.items():
                page.evaluate(
                    "([key, text]) => localStorage.setItem(key, text)", [f"corrigenda.{key}", json.dumps(value)]
                )
        if typeface_late:
            page.route(TYPEFACE, late)
        else:
            # What moves is to be the scripts' doing.
            page.route(TYPEFACE, lambda route: route.abort())
            for pattern in ("**/assets/corrigenda/*.js", "**/*.json"):
                page.route(pattern, late)
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(200)
        return float(page.evaluate(SHIFT))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_when_scripts_come_late(
    browser: Browser, site: Path, address: str, kind: str, width: int
) -> None:
    assert shift(browser, address + page_kinds(site)[kind], width) <= MOST


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_almost_nothing_moves_when_the_typeface_comes_late(
    browser: Browser, site: Path, address: str, kind: str, width: int
) -> None:
    assert shift(browser, address + page_kinds(site)[kind], width, typeface_late=True) <= TYPEFACE_MOST


@pytest.mark.parametrize("width", [360, 800, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_when_a_page_comes_in_pieces(
    browser: Browser, site: Path, slow_address: str, kind: str, width: int
) -> None:
    assert shift(browser, slow_address + page_kinds(site)[kind], width) <= MOST


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", ["error", "home", "watching"])
def test_little_moves_for_who_follows_errors(browser: Browser, site: Path, address: str, kind: str, width: int) -> None:
    kept = {"following": {"NRC-1042": 3, "NVS-2008": 1}}
    assert shift(browser, address + page_kinds(site)[kind], width, kept) <= FOLLOWED_MOST


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", ["changes", "corrections", "error", "home", "listing", "product", "release", "status"])
def test_nothing_moves_for_who_uses_releases(browser: Browser, site: Path, address: str, kind: str, width: int) -> None:
    kept = {"versions": ["remote-control/12.4", "remote-control/12.5", "vision/9.9", "business-manager/3.2"]}
    assert shift(browser, address + page_kinds(site)[kind], width, kept) <= MOST
