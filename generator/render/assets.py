"""The site's own style, typeface and scripts, assembled from the components: `components/<name>/*.css` and `*.js`.

Styles become one file, typeface and tokens first. The scripts of a component become one file too, which only pages that
use the component load: however many parts it has for those who read the code, the browser makes one request; comments,
white space, long names, and what only tests import are left out. A file's name contains a digest of its content, so
that browsers may cache it forever.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Mapping
from functools import cache, partial

from .file_specs import FileSpec
from .palette import own_css
from .site_templates import SiteTemplates

_STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
_CSS_COMMENT = re.compile(rf"({_STRING})|/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(rf"({_STRING})|\s*([{{}};])\s*|([:,])\s+|\s+")
_FONT_URL = re.compile(r"url\((typeface/[^)]+)\)")
_FOR_TESTS = re.compile(r'^if \(typeof module !== "undefined"\) (?:\{\n.*?^\}|[^\n]*)$', re.MULTILINE | re.DOTALL)


PRELOADED = "typeface/latin.woff2"
"""The font that every page needs at once; pages ask for it before the style sheet has been read."""


def stylesheet(templates: SiteTemplates, colours: Mapping[str, str]) -> FileSpec:
    """Return the style sheet of the whole site: typeface, tokens, the publisher's colours, the page, the components."""
    texts, fonts = templates.texts, font_files(templates)
    components = sorted(name for name in texts if name.startswith("components/") and name.endswith(".css"))
    page = "components/page/page.css"
    rest = [texts[name] for name in components if name != page]
    tokens = texts.get("tokens.css", "")
    # A font is beside the style sheet.
    typeface = _FONT_URL.sub(
        lambda match: f"url({fonts[match[1]].path.rpartition('/')[2]})", texts.get("typeface/typeface.css", "")
    )
    parts = [typeface, tokens, own_css(colours, tokens), texts.get(page, ""), *rest]
    return _named("corrigenda", "css", (stripped_css("\n".join(parts)) + "\n").encode())


def font_files(templates: SiteTemplates) -> dict[str, FileSpec]:
    """Return the typeface's files by their names in the templates."""
    stems = {name: name.removeprefix("typeface/").removesuffix(".woff2") for name in templates.fonts}
    return {name: _named(stems[name], "woff2", data) for name, data in templates.fonts.items()}


def stripped_css(text: str) -> str:
    """Return a style without comments and white space that browsers ignore.

    A space before a colon or around `+` stays, as it may mean something: `a :is(b)` is not `a:is(b)`.
    """
    text = _CSS_COMMENT.sub(r"\1", text)
    text = _CSS_SPACE.sub(lambda match: match[1] or match[2] or match[3] or " ", text)
    return text.replace(";}", "}").strip()


def script_files(texts: Mapping[str, str]) -> dict[str, FileSpec]:
    """Return each component's script by the component's name: all its parts, the one with its name last.

    The last one finds its elements in the page and starts; the others only declare.
    """
    parts: dict[str, list[str]] = {}
    for name, text in sorted(texts.items(), key=lambda pair: (_starts(pair[0]), pair[0])):
        if name.startswith("components/") and name.endswith(".js"):
            parts.setdefault(name.split("/")[1], []).append(_FOR_TESTS.sub("", text))
    joined = {component: _minified("\n".join(texts)) + "\n" for component, texts in sorted(parts.items())}
    return {component: _named(component, "js", text.encode()) for component, text in joined.items()}


@cache
def _minified(script: str) -> str:
    """Return a script as short as it can be, or as it is written where the library is not installed."""
    if importlib.util.find_spec("minify") is None:
        return script
    import minify

    return str(minify.string("application/javascript", script))


def _starts(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return file == folder.rpartition("/")[2] + ".js"


def _named(name: str, suffix: str, data: bytes) -> FileSpec:
    path = f"assets/corrigenda/{name}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
    return FileSpec(path, (), partial(bytes, data))
