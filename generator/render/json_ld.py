"""JSON inside a page: metadata for search engines, data for scripts. No text in it can close the element around it."""

from __future__ import annotations

import json
from collections.abc import Callable

from markupsafe import Markup, escape

from .file_specs import PageSpec


def script_json(json_text: str, kind: str = "application/ld+json") -> Markup:
    """Return a script element that holds JSON; `<`, `>` and `&` are written as escapes, which JSON readers undo."""
    safe = json_text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(f'<script type="{escape(kind)}">{safe}</script>')


def breadcrumbs(spec: PageSpec, title: str, absolute: Callable[[str], str]) -> Markup:
    """Return the pages above a page in schema.org's form (https://schema.org/BreadcrumbList); empty at the top."""
    if not spec.parents:
        return Markup("")
    trail = [*spec.parents, (title, spec.address)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(address)}
        for position, (name, address) in enumerate(trail, 1)
    ]
    data = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
    return script_json(json.dumps(data, ensure_ascii=False))
