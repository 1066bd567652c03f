"""The theme's inline scripts as one file, so that a policy of `script-src 'self'` holds on every page.

The theme writes three scripts into each page: one has the site's root in it, which differs by depth; one sets the
colours before anything is painted; one opens the tab that the address names. As a file, they find the root from their
own address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ROOT = 'new URL("{{ config.extra.scope | d(base_url) }}",location)'
_OWN_ROOT = 'new URL("../..",document.currentScript.src)'
TABS = "content.tabs.link"


def theme_script(config: MkDocsConfig) -> tuple[str, bytes]:
    """Return the path of the script below the site's root, and the script; raise PluginError if the theme changed."""
    base = "".join(_inline(config.theme.dirs, "base"))
    if base.count(_ROOT) != 1:
        raise PluginError("the theme's script 'base' does not name the site's root as it used to")
    *tabs, opened = _inline(config.theme.dirs, "content")
    later = [*(tabs if TABS in config.theme["features"] else ()), opened]
    parts = [
        base.replace(_ROOT, _OWN_ROOT),
        # These are at the end of the page, in the theme.
        'document.addEventListener("DOMContentLoaded",()=>{' + ";".join(later) + "})",
        # Without the reader's storage, it stops here.
        *([] if isinstance(config.theme["palette"], dict) else _inline(config.theme.dirs, "palette")),
    ]
    data = ";\n".join(parts).encode() + b";\n"
    return f"assets/javascripts/theme.{hashlib.sha256(data).hexdigest()[:10]}.js", data


def _inline(folders: Sequence[str], name: str) -> list[str]:
    """Return the scripts in one of the theme's partials; the theme comes after the overrides, which leave them out."""
    found = [path for folder in folders if (path := Path(folder, f"partials/javascripts/{name}.html")).is_file()]
    scripts = _INLINE.findall(found[-1].read_text(encoding="utf-8")) if found else []
    if not scripts:
        raise PluginError(f"the theme has no script '{name}' as it used to")
    return scripts
