"""A site in another language has no phrase left in English; `corrigenda words` lists those that are.

Passes, where `locale` is `de`:

    page.faq: Fragen und Antworten

Fails, if it is left out of words.yml:

    # page.faq
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.catalog import Catalog
from ..problems.problem import Problem, Spot, Weight


def _check(catalog: Catalog) -> Iterator[Problem]:
    left = sum(key not in catalog.setting.words for key in catalog.english)
    if left:
        message = (
            f"still in English: {left} of {len(catalog.phrases)} phrases; 'corrigenda words' prints them, to be"
            f" translated in {catalog.folder}/words.yml"
        )
        yield Problem(RULE.id, RULE.weight, Spot(f"{catalog.folder}/site.yml", ("locale",)), message)


RULE = Rule("words-translated", Weight.WARNING, whole=_check)
