"""A phrase of messages.yml replaces one that the site has, and has the same places in braces.

Passes:

    group.more: "Und {count} weitere"

Fails, as the number would be lost:

    group.more: Und weitere
"""

import re

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..problems.suggest import nearest


def _check(catalog: Catalog) -> Problems:
    known = catalog.phrases
    for key, phrase in catalog.site_data.messages.items():
        if key not in known:
            message = f"the site has no phrase '{key}'; 'corrigenda messages --all' prints those it has"
            yield RULE.problem(catalog.field("messages.yml", key).key, message, nearest(key, known))
            continue
        wanted, found = _places(known[key]), _places(phrase)
        if found is None:
            message = "a phrase has braces only around its places, such as {count}; delete the others"
            yield RULE.problem(catalog.field("messages.yml", key), message)
        elif found != wanted:
            message = f"this phrase has the places {_listed(wanted)}, not {_listed(found)}"
            yield RULE.problem(catalog.field("messages.yml", key), message)


def _places(phrase: str) -> tuple[str, ...] | None:
    """Return the places of a phrase; None if it has other braces, which scripts would show as they are."""
    names = re.findall(r"\{(\w+)\}", phrase)
    return None if re.search(r"[{}]", re.sub(r"\{\w+\}", "", phrase)) else tuple(sorted(set(names)))


def _listed(places: tuple[str, ...] | None) -> str:
    return ", ".join(f"{{{place}}}" for place in places or ()) or "none"


RULE = Rule("messages-known", whole=_check, essential=True)
