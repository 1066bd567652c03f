"""The site's own style and scripts, put together from the components: `components/<name>/<name>.css` and `.js`.

Styles become one file, tokens first; a component's script is a file of its own that only pages which use it load.
A file's name carries a digest of its content, so that a browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from generator.render.palette import own_css
from generator.render.plan import OutputFile


def stylesheet(texts: Mapping[str, str], colours: Mapping[str, str]) -> OutputFile:
    """Give the style sheet of the whole site: tokens, the publisher's colours, the page, then the other components."""
    components = sorted(name for name in texts if name.startswith("components/") and name.endswith(".css"))
    page = "components/page/page.css"
    rest = [texts[name] for name in components if name != page]
    tokens = texts.get("tokens.css", "")
    parts = [tokens, own_css(colours, tokens), texts.get(page, ""), *rest]
    return _named("corrigenda", "css", "\n".join(part.strip() for part in parts if part.strip()) + "\n")


def script_files(texts: Mapping[str, str]) -> dict[str, OutputFile]:
    """Give the components' scripts by the component's name."""
    scripts = {}
    for name, text in sorted(texts.items()):
        if name.startswith("components/") and name.endswith(".js"):
            component = name.rsplit("/", 1)[1].removesuffix(".js")
            scripts[component] = _named(component, "js", text)
    return scripts


def _named(name: str, suffix: str, text: str) -> OutputFile:
    data = text.encode()
    return OutputFile(f"assets/corrigenda/{name}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}", data)
