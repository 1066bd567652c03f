"""What only a larger site has: a further page of a list, and the page for one that a list no longer has.

The sample content fits on one page of each kind. So a site of made-up errors is built, and those two are looked at.
"""

from __future__ import annotations

from pathlib import Path

from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.machine.request import BuildRequest
from playwright.sync_api import Browser

from bench.make_content import make_content
from scripts.audit.axe import look
from scripts.audit.findings import Report
from scripts.audit.markup import findings_of
from scripts.screenshots import page_kinds
from scripts.serving import served

REPOSITORY = Path(__file__).resolve().parents[2]
ERRORS = 450
GONE = "corrections/status/planned/page/99/"


def audit(browser: Browser, out: Path) -> Report:
    """Run axe on both, and the W3C's checker on the further page."""
    folder = out / "larger"
    make_content(ERRORS, folder / "content")
    build(take_snapshot(BuildRequest(REPOSITORY, folder / "content", folder / "site", folder / ".cache")))
    address = page_kinds(folder / "site")["further"]
    with served(folder / "site") as root:
        findings, states = look(browser, root, {"further": address, "gone": GONE}, out)
    markup, _ = findings_of([str(folder / "site" / address / "index.html")])
    return findings + markup, [f"{states} states of {address} and of a page that is gone"]
