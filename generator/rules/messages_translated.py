"""A site in another language has no phrase left in English; `corrigenda messages` lists those that are.

Passes, where `locale` is `de`:

    page.faq: Fragen und Antworten

Fails, if it is left out of messages.yml:

    # page.faq
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..problems.problem import ProblemSeverity


def _check(catalog: Catalog) -> Problems:
    left = sum(key not in catalog.site_data.messages for key in catalog.english)
    if left:
        message = (
            f"still in English: {left} of {len(catalog.phrases)} phrases; 'corrigenda messages' prints them, to be"
            f" translated in {catalog.folder}/messages.yml"
        )
        yield RULE.problem(catalog.field("site.yml", "locale"), message)


RULE = Rule("messages-translated", ProblemSeverity.WARNING, whole=_check)
