"""The site's palette: the colours of tokens.css for light and dark, overridden by the publisher's.

A publisher sets `colours: {primary: "#…", primary_dark: "#…"}`; the colour of text on it and its tint are derived here,
so that one choice is readable everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.colour import mixed, readable_on

SCHEMES = {"light": "default", "dark": "slate"}
"""The theme's names for the two schemes."""
SETTINGS = {"light": "primary", "dark": "primary_dark"}
"""The setting of the accent colour in each."""
TINT = 0.09
_INKS = {"light": ("#ffffff", "#17212b"), "dark": ("#0b1a28", "#ffffff")}
_TOKEN = re.compile(r"--(c-[\w-]+):\s*([^;}]+)")


def tokens(css: str, scheme: str) -> dict[str, str]:
    """Return the colours of a scheme (`light` or `dark`) by name, without `--`; references are resolved."""
    match = re.search(rf"data-md-color-scheme={SCHEMES[scheme]}\]\s*\{{(.*?)\n\}}", css, re.DOTALL)
    found = dict(_TOKEN.findall(match[1])) if match else {}
    for name, value in found.items():
        while value.startswith("var(--"):
            value = found[value[6:-1]]
        found[name] = value
    return found


def own_colours(colours: Mapping[str, str], css: str) -> dict[str, dict[str, str]]:
    """Return the tokens that a publisher's colours change, by scheme."""
    changed = {}
    for scheme, setting in SETTINGS.items():
        accent = colours.get(setting)
        if accent:
            changed[scheme] = {
                "c-accent": accent,
                "c-link": accent,
                "c-on-accent": readable_on(accent, _INKS[scheme]),
                "c-tint": mixed(accent, tokens(css, scheme)["c-surface"], TINT),
            }
    return changed


def own_css(colours: Mapping[str, str], css: str) -> str:
    """Return the style with a publisher's colours, to be placed after the tokens; empty without any."""
    rules = []
    for scheme, values in own_colours(colours, css).items():
        body = ";".join(f"--{name}:{value}" for name, value in values.items())
        rules.append(f"[data-md-color-scheme={SCHEMES[scheme]}]{{{body}}}\n")
    return "".join(rules)
