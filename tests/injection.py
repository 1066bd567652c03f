"""What an attacker would write into a source, an address or a table, and a trap for whatever of it runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

PAYLOADS = (
    "<script>trap(N)</script>",
    "<img src=x onerror=trap(N)>",
    "<svg onload=trap(N)>",
    '"><img src=x onerror=trap(N)>',
    "' onmouseover=trap(N) autofocus onfocus=trap(N) x='",
    '" onfocus="trap(N)" autofocus tabindex="1" x="',
    "</title><script>trap(N)</script>",
    "</script><script>trap(N)</script>",
    "</template></noscript></textarea></style><script>trap(N)</script>",
    "--><script>trap(N)</script><!--",
    "]]><script>trap(N)</script>",
    "<a href=javascript:trap(N)>x</a>",
    "[x](javascript:trap(N))",
    "[x](JaVaScRiPt&colon;trap(N))",
    "[x](data:text/html,<script>trap(N)</script>)",
    '[x](https://a.test/ "\' onmouseover=trap(N) x=")',
    "<https://a.test/?N&quot;onmouseover=trap(N)>",
    "![x](https://attacker.test/N.png)",
    "<iframe src=https://attacker.test/N></iframe>",
    "<link rel=stylesheet href=https://attacker.test/N.css>",
    "<base href=https://attacker.test/N/>",
    "<meta http-equiv=refresh content='0;url=https://attacker.test/N'>",
    "<style>@import 'https://attacker.test/N.css';</style>",
    "<p style=background:url(https://attacker.test/N)>",
    "<form action=https://attacker.test/N><button autofocus>",
    "&lt;script&gt;trap(N)&lt;/script&gt;",
    "&#60;img src=x onerror=trap(N)&#62;",
    "\\u003cscript\\u003etrap(N)\\u003c/script\\u003e",
    "${trap(N)} `${trap(N)}`",
    "{{ trap(N) }} {% for x in trap %}N{% endfor %}",
    "'+trap(N)+' \\'-trap(N)-\\' \";trap(N);//",
    "x</a><a href=//attacker.test/N ping=//attacker.test/N>",
    '=HYPERLINK("https://attacker.test/N","x")',
)
"""Each runs `trap(N)`, or asks attacker.test, if the place where it is put takes it for code; N is its number."""

TRAP = """
window.trapped = [];
window.trap = (number) => { trapped.push(number); return "" };
for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => trapped.push(name);
"""


class Payloads:
    """Hands out the payloads in turn, each with a number of its own."""

    def __init__(self, first: int = 0) -> None:
        self.count = self.first = first

    def next(self) -> str:
        """Return the next payload."""
        payload = PAYLOADS[self.count % len(PAYLOADS)]
        self.count += 1
        return payload.replace("N)", f"{self.count})").replace("test/N", f"test/{self.count}")


def trapped(page: Page) -> list[Any]:
    """Return what ran on a page, after everything that readers' mice, keys and glances may set off has happened."""
    page.evaluate(
        """() => {
          for (const one of document.querySelectorAll("*"))
            for (const kind of ["mouseover", "focus", "click"])
              if (kind !== "click" || one.matches("[onclick]")) one.dispatchEvent(new Event(kind));
        }"""
    )
    found: list[Any] = page.evaluate("window.trapped")
    return found


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every string in what a YAML file holds."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, at))
    elif isinstance(value, str):
        yield path
