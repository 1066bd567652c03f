"""Renames what content of an older version calls otherwise; every other byte of a source stays as it is.

The names of before 0.1.0 are here. A later version that renames a field, a rule or a file adds its own, so that nobody
has to do by hand what docs/compatibility.md could not promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

FILES = {"words.yml": "messages.yml"}
"""Files by their names below content/, with the names of today."""
_FIELDS = {
    "products.yml": [(r"products/\d+/releases/\d+/history/\d+", "for", "window")],
    "severity.yml": [
        (r"questions/\d+/answers/\d+", "also", "aliases"),
        (r"questions/\d+/answers/\d+", "named", "names_in_criteria"),
    ],
}
"""Fields by file: a pattern of the path of what has them, the old name and the one of today."""
_RULES = {
    "words-known": "messages-known",
    "words-translated": "messages-translated",
    "unused-excuse": "unused-suppression",
    "zero-width": "invisible-in-name",
} | {f"{what}-sound": f"{what}-valid" for what in ("calendar", "faq", "lifecycle", "link", "matrix", "products")}
_SUPPRESSED = re.compile(rf"(#[ \t]*allow:[ \t]*)({'|'.join(_RULES)})(?![\w-])")


def migrated(name: str, text: str) -> str:
    """Return a source with the names of today; `name` is its path below content/. Raise YAMLError if it is not YAML."""
    fields = list(_FIELDS.get(name, ()))
    if name == "site.yml":
        fields += [("rules", old, new) for old, new in _RULES.items()]
    if any(old in text for _, old, _ in fields):
        for start, end, new in sorted(_keys(yaml.compose(text, Loader=yaml.SafeLoader), fields), reverse=True):
            text = text[:start] + new + text[end:]
    return _SUPPRESSED.sub(lambda found: found[1] + _RULES[found[2]], text)


def _keys(
    node: yaml.Node | None, fields: list[tuple[str, str, str]], path: str = "", seen: frozenset[int] = frozenset()
) -> Iterator[tuple[int, int, str]]:
    """Yield where each key of an old name begins and ends, and its name of today, unless that is there, too."""
    if node is None or id(node) in seen:
        return
    below = f"{path}/" if path else ""
    if isinstance(node, yaml.SequenceNode):
        for at, entry in enumerate(node.value):
            yield from _keys(entry, fields, f"{below}{at}", seen | {id(node)})
    elif isinstance(node, yaml.MappingNode):
        names = {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
        for key, value in node.value:
            for pattern, old, new in fields:
                if key.value == old and new not in names and re.fullmatch(pattern, path):
                    yield key.start_mark.index, key.end_mark.index, new
            yield from _keys(value, fields, f"{below}{key.value}", seen | {id(node)})
