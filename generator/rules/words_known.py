"""A phrase of words.yml is one that the site has, and has its places in braces.

Passes:

    group.more: "Und {count} weitere"

Fails, as the number would be lost:

    group.more: Und weitere
"""

from __future__ import annotations

import string
from collections.abc import Iterator

from generator.model.catalog import Catalog
from generator.problem import Problem, Spot, Weight
from generator.rules import Rule
from generator.source.suggest import nearest


def _check(catalog: Catalog) -> Iterator[Problem]:
    file = f"{catalog.folder}/words.yml"
    known = catalog.phrases
    for key, phrase in catalog.setting.words.items():
        if key not in known:
            message = f"the site has no phrase '{key}'; see site_templates/words/ for those it has"
            yield Problem(RULE.id, RULE.weight, Spot(file, (key,), "key"), message, nearest(key, known))
            continue
        wanted, found = _places(known[key]), _places(phrase)
        if found is None:
            message = "a brace is open or empty; write {{ and }} for braces that are to be read"
            yield Problem(RULE.id, RULE.weight, Spot(file, (key,)), message)
        elif found != wanted:
            message = f"this phrase has the places {_listed(wanted)}, not {_listed(found)}"
            yield Problem(RULE.id, RULE.weight, Spot(file, (key,)), message)


def _places(phrase: str) -> tuple[str, ...] | None:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}
    except ValueError:
        return None
    return None if "" in names else tuple(sorted(names))


def _listed(places: tuple[str, ...] | None) -> str:
    return ", ".join(f"{{{place}}}" for place in places or ()) or "none"


RULE = Rule("words-known", Weight.ERROR, whole=_check)
