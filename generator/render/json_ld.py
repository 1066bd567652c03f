"""JSON inside a page: metadata for search engines, data for scripts. No text in it can end the element it is in."""

from __future__ import annotations

from markupsafe import Markup


def script_json(json_text: str, kind: str = "application/ld+json") -> Markup:
    """Give a script element that holds JSON; `<`, `>` and `&` are written as escapes, which JSON readers undo."""
    safe = json_text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup('<script type="{}">').format(kind) + Markup(safe) + Markup("</script>")
